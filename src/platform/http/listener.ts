// Answers one request: page cache, own addresses, assets, checks, and then the site behind its web-standard handler.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lang } from '#kernel/locale.ts';
import type { Address } from './address-book.ts';
import { createAssetAnswers } from './asset-answers.ts';
import { readBody } from './body.ts';
import { clientAddress, isFromThisMachine } from './client.ts';
import { displayCode, hasSession } from './display.ts';
import { errorResponse } from './early.ts';
import { chooseEncoding } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { languageOf } from './guard.ts';
import { routeClassOf } from './metrics.ts';
import { isFromOwnPages, isSafeMethod } from './origin.ts';
import type { FetchInfo, ListenerParts, UploadAt } from './listener-parts.ts';
import { preparePage } from './plain-page.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { isReady } from './readiness.ts';
import { textResponse } from './text-response.ts';
import { isUpload, receiveUpload } from './upload.ts';
import type { Upload } from './upload.ts';
import { writeStream, writeWhole } from './write.ts';

type Asked = {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  id: string;
  head: boolean;
  encoding: Encoding;
  begun: number;
  target: string;
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const OWN = new Set(['/healthz', '/readyz', '/metrics']);

/** Makes the listener of the server. */
export function createListener(parts: ListenerParts): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const { cache, log, metrics } = parts;
  const assetAnswer = parts.assets ? createAssetAnswers(parts.assets, parts.https) : () => undefined;
  const run = Math.random().toString(36).slice(2, 8);
  let count = 0;

  return (incoming, outgoing) => {
    const method = incoming.method!;
    const head = method === 'HEAD';
    const { headers } = incoming;
    const target = incoming.url ?? '';
    count += 1;
    const given = parts.trustProxy ? headers['x-request-id'] : undefined;
    const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : `${run}-${count.toString(36)}`;
    const encoding = chooseEncoding(headers['accept-encoding'] as string | undefined);
    let address: Address;
    let key: string | null = null;
    let display = '';
    if (head || method === 'GET') {
      address = parts.address(target);
      if (address.ok && address.key !== null && !hasSession(headers.cookie) && headers.authorization === undefined) {
        display = displayCode(headers.cookie);
        key = `${encoding} ${display} ${address.key}`;
        const kept = cache.find(key);
        if (kept) {
          const status = writeWhole(outgoing, kept, head, headers['if-none-match'], id);
          if (log.isLevelEnabled('debug'))
            log.debug({ method, route: address.pathname, status, ms: 0, id, kept: true }, 'answered');
          return;
        }
      }
    } else address = parts.address(target);
    const asked: Asked = { incoming, outgoing, id, head, encoding, begun: performance.now(), target };
    void answer(asked, method, address, key, display).catch((error: unknown) => breakOff(asked, error));
  };

  async function answer(
    asked: Asked,
    method: string,
    address: Address,
    key: string | null,
    display: string,
  ): Promise<void> {
    const { incoming } = asked;
    if (!address.ok) return refuse(asked, address.status);
    if (!METHODS.has(method)) return refuse(asked, 405, { allow: [...METHODS].join(', ') });
    const { pathname } = address;
    if (isSafeMethod(method)) {
      if (OWN.has(pathname)) return own(asked, pathname);
      const asset = assetAnswer(pathname, asked.encoding);
      if (asset) return finish(asked, { ...asset, first: [], rest: null }, pathname);
      if (key !== null) return page(asked, address, key, display);
      if (incoming.headers['transfer-encoding'] === undefined && !Number(incoming.headers['content-length'] ?? 0)) {
        return site(asked, method, address, null);
      }
    } else if (!parts.openTo(pathname) && !isFromOwnPages(incoming.headers, parts.origins())) {
      return refuse(asked, 403);
    }
    const takes = method === 'POST' && isUpload(incoming.headers) ? parts.uploadAt(pathname) : undefined;
    if (takes) return upload(asked, address, takes);
    const read = await readBody(incoming, parts.maxBody, parts.bodyWithin);
    if (read.ok) return site(asked, method, address, read.body);
    if (read.status !== null) return refuse(asked, read.status);
  }

  /** An anonymous page: the site sees nothing of the request but address and look, so that the answer fits everyone. */
  async function page(asked: Asked, address: Address & { ok: true }, key: string, display: string): Promise<void> {
    const info: FetchInfo = { requestId: asked.id, address: '' };
    const { pathname, search } = address;
    const plain = { pathname, search, display, requestId: asked.id };
    const refusal = await parts.admit(plain, () => clientAddress(asked.incoming, parts.trustProxy));
    if (refusal) {
      const context = { encoding: asked.encoding, shareable: false, safe: true, https: parts.https };
      return finish(asked, await prepare(refusal, context), pathname);
    }
    const prepared = await cache.make(key, async () => {
      const answer = await inTime(asked, info, pathname, () => parts.page(plain) ?? fromSite());
      if ('html' in answer) return preparePage(answer, { encoding: asked.encoding, https: parts.https });
      return prepare(answer, { encoding: asked.encoding, shareable: true, safe: true, https: parts.https });

      function fromSite(): Response | Promise<Response> {
        return parts.fetch(
          new Request(parts.baseOrigin + pathname + search, { headers: [['cookie', `ojjo=${display}`]] }),
          info,
        );
      }
    });
    return finish(
      asked,
      'rest' in prepared ? (prepared as Prepared) : { ...prepared, first: [], rest: null },
      info.route ?? address.pathname,
    );
  }

  /** A form with files: who sends it is known before anything is read, and the files are gone after the answer. */
  async function upload(
    asked: Asked,
    address: Address & { ok: true },
    { rule, admit }: NonNullable<ReturnType<UploadAt>>,
  ): Promise<void> {
    const { incoming } = asked;
    const barred = await admit(requestOf(asked, 'POST', address, null), infoOf(asked));
    if (barred) return refuse(asked, barred.status, {}, barred);
    const received = await receiveUpload(incoming, rule, parts.dataDir);
    if (!received.ok) {
      if (received.status !== null) await refuse(asked, received.status, {}, undefined, received.code);
      return;
    }
    return site(asked, 'POST', address, null, received.upload);
  }

  function infoOf({ id, incoming }: Asked): FetchInfo {
    return { requestId: id, address: clientAddress(incoming, parts.trustProxy) };
  }

  function requestOf(asked: Asked, method: string, address: Address & { ok: true }, body: Buffer | null): Request {
    const { rawHeaders } = asked.incoming;
    const headers: [string, string][] = [];
    for (let index = 0; index < rawHeaders.length; index += 2)
      headers.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
    return new Request(parts.baseOrigin + address.pathname + address.search, {
      method: asked.head ? 'GET' : method,
      headers,
      ...(body && !asked.head && method !== 'GET' ? { body: body as BodyInit } : {}),
    });
  }

  async function site(
    asked: Asked,
    method: string,
    address: Address & { ok: true },
    body: Buffer | null,
    upload?: Upload,
  ): Promise<void> {
    const { encoding } = asked;
    const info: FetchInfo = { ...infoOf(asked), ...(upload ? { upload } : {}) };
    const request = requestOf(asked, method, address, body);
    const response = await inTime(asked, info, address.pathname, () => parts.fetch(request, info));
    await upload?.dispose();
    const prepared = await prepare(response, {
      encoding,
      shareable: false,
      safe: isSafeMethod(method),
      https: parts.https,
    });
    return finish(asked, prepared, info.route ?? address.pathname);
  }

  /** Asks the site; a failure or an answer that takes too long becomes an error page. */
  async function inTime<T>(
    asked: Asked,
    info: FetchInfo,
    pathname: string,
    ask: () => T | Promise<T>,
  ): Promise<T | Response> {
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, parts.answerWithin, 'late');
      });
      const answer = await Promise.race([ask(), late]);
      if (answer !== 'late') return answer;
      log.error({ id: asked.id, route: info.route ?? pathname }, 'the answer took too long');
      return failure(asked, 503);
    } catch (error) {
      log.error({ err: error, id: asked.id, route: info.route ?? pathname }, 'the answer failed');
      return failure(asked, 500);
    } finally {
      clearTimeout(timer);
    }
  }

  function failure(asked: Asked, status: number, code?: string): Response {
    const lang: Lang = languageOf(asked.target, asked.incoming.headers['accept-language']);
    return errorResponse(status, lang, asked.target, asked.id, parts.errorPage, code);
  }

  async function refuse(
    asked: Asked,
    status: number,
    extra: Record<string, string> = {},
    given?: Response,
    code?: string,
  ): Promise<void> {
    const response = given ?? failure(asked, status, code);
    for (const [name, value] of Object.entries(extra)) response.headers.set(name, value);
    const prepared = await prepare(response, {
      encoding: asked.encoding,
      shareable: false,
      safe: true,
      https: parts.https,
    });
    if (!asked.incoming.complete) {
      // What is still being sent is not read: the connection ends with this answer.
      asked.outgoing.shouldKeepAlive = false;
      asked.incoming.resume();
      asked.outgoing.once('finish', () => setTimeout(() => asked.incoming.socket.destroy(), 1000).unref());
    }
    return finish(asked, prepared, `(refused ${status})`);
  }

  async function own(asked: Asked, pathname: string): Promise<void> {
    let response: Response;
    if (pathname === '/healthz') response = textResponse('ok\n', { headers: PLAIN });
    else if (pathname === '/readyz') {
      const ready = !parts.isClosing() && (await isReady(parts.ready));
      response = textResponse(ready ? 'ready\n' : 'not ready\n', { status: ready ? 200 : 503, headers: PLAIN });
    } else if (isFromThisMachine(asked.incoming, parts.trustProxy)) {
      response = textResponse(await metrics.text(), {
        headers: { ...PLAIN, 'content-type': metrics.registry.contentType },
      });
    } else return refuse(asked, 404);
    return finish(
      asked,
      await prepare(response, { encoding: asked.encoding, shareable: false, safe: true, https: parts.https }),
      pathname,
    );
  }

  async function finish(asked: Asked, prepared: Prepared, route: string): Promise<void> {
    const { outgoing, id, head } = asked;
    const seconds = (performance.now() - asked.begun) / 1000;
    if (parts.isClosing()) outgoing.shouldKeepAlive = false;
    let { status } = prepared;
    if (prepared.rest) await writeStream(outgoing, prepared, head, id);
    else status = writeWhole(outgoing, prepared, head, asked.incoming.headers['if-none-match'], id);
    metrics.count(routeClassOf(asked.target), status, seconds);
    log.info(
      { method: asked.incoming.method, route: route.slice(0, 200), status, ms: Math.round(seconds * 10_000) / 10, id },
      'answered',
    );
  }

  function breakOff(asked: Asked, error: unknown): void {
    if (!asked.outgoing.destroyed && !asked.incoming.destroyed)
      log.error({ err: error, id: asked.id }, 'the answer broke off');
    asked.outgoing.destroy();
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
