// Real sockets for the tests of the web server: a started server and raw conversations with it.

import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createLog } from '../log.ts';
import { createPageCache } from './page-cache.ts';
import type { PageCache } from './page-cache.ts';
import { startHttp } from './server.ts';
import type { HttpOptions, HttpServer } from './server.ts';

/** An answer read from a socket. */
export type RawAnswer = {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
  text: string;
};

/** Starts a server on a free port of the loopback with a silent log. */
export async function startTestServer(
  options: Partial<HttpOptions> & Pick<HttpOptions, 'fetch'>,
): Promise<HttpServer & { cache: PageCache }> {
  const cache = options.cache ?? createPageCache({ megabytes: 4 });
  const server = await startHttp({
    config: { port: 0, host: '127.0.0.1', trustProxy: false, baseUrl: 'http://localhost:4040', dataDir: tmpdir() },
    log: createLog({ logLevel: 'silent' }),
    allowedQuery: () => undefined,
    ...options,
    cache,
  });
  return { ...server, cache };
}

/** Sends a request line and headers as they are and reads the answers until `count` came or the connection ends. */
export function talk(port: number, text: string | Buffer, count = 1): Promise<RawAnswer[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    readAnswers(socket, count, text.toString('latin1').startsWith('HEAD')).then(resolve, reject);
  });
}

/** Reads whole answers from a socket and closes it. */
export function readAnswers(socket: Socket, count: number, head = false): Promise<RawAnswer[]> {
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    const answers: RawAnswer[] = [];
    const end = () => {
      socket.destroy();
      resolve(answers);
    };
    socket.on('data', (part: Buffer) => {
      held = Buffer.concat([held, part]);
      for (let next = takeAnswer(held, head); next; next = takeAnswer(held, head)) {
        answers.push(next.answer);
        held = held.subarray(next.length);
        if (answers.length === count) end();
      }
    });
    socket.on('end', end);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      answers.length > 0 || error.code === 'EPIPE' || error.code === 'ECONNRESET' ? end() : reject(error),
    );
  });
}

function takeAnswer(held: Buffer, head: boolean): { answer: RawAnswer; length: number } | null {
  const at = held.indexOf('\r\n\r\n');
  if (at < 0) return null;
  const [first = '', ...lines] = held.subarray(0, at).toString('latin1').split('\r\n');
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'set-cookie') cookies.push(value);
    else headers[name] = value;
  }
  const status = Number(first.split(' ')[1]);
  if (status === 100) return takeLater(held, at + 4, head);
  const bodyless = head || status === 304 || status === 204;
  const whole = bodyless ? { body: Buffer.alloc(0), length: 0 } : takeBody(held.subarray(at + 4), headers);
  if (!whole) return null;
  const text = unpacked(whole.body, headers['content-encoding']).toString();
  return { answer: { status, headers, cookies, body: whole.body, text }, length: at + 4 + whole.length };
}

function takeLater(held: Buffer, skipped: number, head: boolean): ReturnType<typeof takeAnswer> {
  const next = takeAnswer(held.subarray(skipped), head);
  return next && { ...next, length: next.length + skipped };
}

function takeBody(rest: Buffer, headers: Record<string, string>): { body: Buffer; length: number } | null {
  if (headers['transfer-encoding'] !== 'chunked') {
    const length = Number(headers['content-length'] ?? 0);
    return rest.byteLength < length ? null : { body: rest.subarray(0, length), length };
  }
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = rest.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    if (rest.byteLength < line + 2 + size + 2) return null;
    if (size === 0) return { body: Buffer.concat(parts), length: line + 4 };
    parts.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  if (body.byteLength === 0) return body;
  if (encoding === 'br') return brotliDecompressSync(body);
  if (encoding === 'gzip') return gunzipSync(body);
  return body;
}

/** One GET (or another method) with headers given as lines. */
export async function ask(
  port: number,
  target: string,
  lines: readonly string[] = [],
  method = 'GET',
  body = '',
): Promise<RawAnswer> {
  const head = [
    `${method} ${target} HTTP/1.1`,
    `Host: localhost:${port}`,
    ...lines,
    ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ];
  const [answer] = await talk(port, `${head.join('\r\n')}\r\n\r\n${body}`);
  if (!answer) throw new Error('The server closed the connection without an answer.');
  return answer;
}
