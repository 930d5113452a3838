// Starts the web server: limits of size and time, the listener, and a shutdown that finishes requests in flight.

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Assets } from '../assets.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { createAddressBook } from './address-book.ts';
import type { AllowedQuery } from './address-book.ts';
import { answerBrokenConnection, plainErrorPage, statusOfParserError } from './early.ts';
import type { ErrorPage } from './early.ts';
import { createListener } from './listener.ts';
import type { AdmitPage, SiteFetch, SitePage, UploadAt } from './listener-parts.ts';
import { createHttpMetrics } from './metrics.ts';
import { ownOrigins } from './origin.ts';
import type { PageCache } from './page-cache.ts';

/** Limits of size and time; every one has a default. Times in milliseconds. */
export type HttpLimits = {
  /** Longest request body in bytes. */
  body: number;
  /** Time in which the headers must have arrived. */
  headers: number;
  /** Time in which the whole request must have arrived. */
  request: number;
  /** Time in which a form with files must have arrived: a weak line needs it. */
  upload: number;
  /** Time after which a silent connection is closed. */
  silence: number;
  /** Time the site has for an answer. */
  answer: number;
  /** Time that requests in flight have at shutdown. */
  closing: number;
};

/** What the server is started with. */
export type HttpOptions = {
  config: Pick<Config, 'port' | 'host' | 'trustProxy' | 'baseUrl' | 'dataDir'>;
  log: Log;
  cache: PageCache;
  fetch: SiteFetch;
  /** The quick way to anonymous pages; what it does not know goes to `fetch`. */
  page?: SitePage;
  /** Lets an anonymous page be made, or refuses. */
  admit?: AdmitPage;
  allowedQuery: AllowedQuery;
  assets?: Assets;
  errorPage?: ErrorPage;
  /** Rejects or gives false while the process should not get requests. */
  ready?: () => Promise<unknown> | unknown;
  /** Paths that take unsafe requests from other origins because they check a signature or token themselves. */
  openTo?: (pathname: string) => boolean;
  /** What a path takes as files; undefined for every path that takes none. */
  uploadAt?: UploadAt;
  limits?: Partial<HttpLimits>;
};

/** A running web server. */
export type HttpServer = { port: number; close(): Promise<void> };

const LIMITS: HttpLimits = {
  body: 1_000_000,
  headers: 10_000,
  request: 30_000,
  upload: 15 * 60_000,
  silence: 120_000,
  answer: 30_000,
  closing: 10_000,
};
const MAX_HEADERS = 128 * 1024;

/** Starts listening. Rejects with the error of `listen`, such as EADDRINUSE. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const { config, log, cache } = options;
  const limits = { ...LIMITS, ...options.limits };
  const errorPage = options.errorPage ?? plainErrorPage;
  const inFlight = new Set<ServerResponse>();
  let closing = false;
  let origins: ReadonlySet<string> = new Set();

  const listener = createListener({
    log,
    cache,
    errorPage,
    fetch: options.fetch,
    page: options.page ?? (() => undefined),
    admit: options.admit ?? (() => null),
    assets: options.assets,
    ready: options.ready ?? (() => true),
    metrics: createHttpMetrics(() => cache.figures()),
    address: createAddressBook(options.allowedQuery),
    origins: () => origins,
    openTo: options.openTo ?? (() => false),
    baseOrigin: new URL(config.baseUrl).origin,
    https: config.baseUrl.startsWith('https://'),
    trustProxy: config.trustProxy,
    maxBody: limits.body,
    bodyWithin: limits.request,
    uploadAt: options.uploadAt ?? (() => undefined),
    dataDir: config.dataDir,
    answerWithin: limits.answer,
    isClosing: () => closing,
  });
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADERS,
      headersTimeout: limits.headers,
      requestTimeout: Math.max(limits.request, limits.upload),
      connectionsCheckingInterval: Math.min(1000, limits.headers),
      keepAliveTimeout: 20_000,
      requireHostHeader: false,
      noDelay: true,
    },
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      listener(incoming, outgoing);
      if (outgoing.writableFinished || outgoing.writableEnded) return;
      inFlight.add(outgoing);
      outgoing.once('close', () => inFlight.delete(outgoing));
    },
  );
  server.setTimeout(limits.silence, (socket) => socket.destroy());
  server.maxHeadersCount = 200;

  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  /** Connections between requests, and those opened in advance on which nothing was ever asked. */
  function closeIdle(): void {
    server.closeIdleConnections();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  const answered = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    if (answered.has(socket)) return;
    answered.add(socket);
    const status = statusOfParserError(error.code);
    log.info({ status }, 'refused a request that could not be read');
    answerBrokenConnection(socket, status, safely(errorPage, status));
  });

  // This is no proxy: CONNECT is answered like any other method that is not known here.
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    answerBrokenConnection(socket, 405, safely(errorPage, 405)),
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => log.error({ err: error }, 'the web server met an error'));
  const { port } = server.address() as AddressInfo;
  origins = ownOrigins(config, port);

  return {
    port,
    async close() {
      closing = true;
      for (const outgoing of inFlight) if (!outgoing.headersSent) outgoing.shouldKeepAlive = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      closeIdle();
      const idle = setInterval(closeIdle, 50);
      const last = setTimeout(() => server.closeAllConnections(), limits.closing);
      await closed;
      clearInterval(idle);
      clearTimeout(last);
    },
  };
}

function safely(page: ErrorPage, status: number): string {
  try {
    return page(status, 'en');
  } catch {
    return plainErrorPage(status);
  }
}
