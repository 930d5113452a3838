// Answers given before the site is asked: error pages by status and language, and raw ones for broken connections.

import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Lang } from '#kernel/locale.ts';
import { textResponse } from './text-response.ts';

/** Makes the page of a failure met before routing; `code` names its sentence when the status alone does not. */
export type ErrorPage = (status: number, lang: Lang, code?: string) => string;

const SENTENCES: Record<number, string> = {
  400: 'The address or the request is not well formed.',
  403: 'This change did not come from a page of this site, so nothing was changed.',
  404: 'There is nothing at this address.',
  405: 'This address does not know that kind of request.',
  408: 'The request took too long to arrive.',
  413: 'What was sent is too large.',
  414: 'The address is too long.',
  415: 'What was sent is of a kind that is not accepted here.',
  431: 'The headers of the request are too large.',
  500: 'Something failed on our side.',
  503: 'The site is not ready at this moment. Please try again shortly.',
};

/** The plain page that is used when the site gives none. */
export function plainErrorPage(status: number): string {
  const title = STATUS_CODES[status] ?? 'Error';
  const sentence = SENTENCES[status] ?? 'The request could not be answered.';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><main><h1>${title}</h1><p>${sentence}</p></main></body></html>`;
}

/** The answer for a failure: problem details below /api/, else a page; never throws. */
export function errorResponse(
  status: number,
  lang: Lang,
  target: string,
  requestId: string,
  page: ErrorPage,
  code?: string,
): Response {
  if (target.startsWith('/api/')) {
    const problem = {
      type: 'about:blank',
      title: SENTENCES[status] ?? STATUS_CODES[status],
      status,
      instance: requestId,
    };
    return textResponse(JSON.stringify(problem), { status, headers: { 'content-type': 'application/problem+json' } });
  }
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  try {
    const body = page(status, lang, code);
    headers.set('content-language', lang);
    return textResponse(body, { status, headers });
  } catch {
    headers.set('content-language', 'en');
    return textResponse(plainErrorPage(status), { status, headers });
  }
}

/** Answers on a connection whose request could not be read, then lets go of it. */
export function answerBrokenConnection(socket: Duplex, status: number, page: string): void {
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const body = Buffer.from(page);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: text/html; charset=utf-8',
    'cache-control: no-store',
    "content-security-policy: default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options: nosniff',
    `content-length: ${body.byteLength}`,
    'connection: close',
  ];
  // The sender may still be sending: its bytes are thrown away for a moment, so that it gets to read the answer.
  const timer = setTimeout(() => socket.destroy(), LINGER);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', () => socket.destroy());
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
  socket.resume();
}

const LINGER = 2000;

/** The status for an error of the HTTP parser. */
export function statusOfParserError(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'ERR_HTTP_HEADERS_TOO_LARGE') return 431;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 413;
  return 400;
}
