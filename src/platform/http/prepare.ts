// Turns the site's Response into an answer ready for the socket: headers, encoding, ETag, and whether it may be kept.

import { hash } from 'node:crypto';
import { compress, isCompressible } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { secure } from './headers.ts';
import type { FlatHeaders, ReadyAnswer } from './kept-answer.ts';
import { cacheNoteOf, framingOf } from './note.ts';
import { TextResponse } from './text-response.ts';

/** What is known of the request when its answer is prepared. */
export type PrepareContext = {
  encoding: Encoding;
  /** Anonymous reading of a cacheable address: the answer may be kept and shared. */
  shareable: boolean;
  /** The request had no unsafe method. */
  safe: boolean;
  https: boolean;
};

/** A ready answer, or one too long to hold whole: its first bytes and the reader of the rest. */
export type Prepared = ReadyAnswer & { rest: ReadableStreamDefaultReader<Uint8Array> | null; first: Uint8Array[] };

const HOLD_WHOLE = 1_000_000;
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
  'content-length',
  'x-request-id',
]);
const NO_BODY = new Set([204, 205, 304]);

/** Prepares an answer; bodies up to 1 MB are held whole, longer ones stay streams. */
export async function prepare(response: Response, context: PrepareContext): Promise<Prepared> {
  const headers = new Map<string, string>();
  const cookies = response.headers.getSetCookie();
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && !HOP_BY_HOP.has(name)) headers.set(name, value);
  }
  const { status } = response;
  const { whole, first, rest } = NO_BODY.has(status) ? EMPTY : await readBody(response);
  secure(headers, { ancestors: framingOf(response), https: context.https });
  const keep = keepOf(response, headers, cookies, rest !== null, context);
  addCaching(headers, context, keep !== null);

  let body = whole;
  let encoding: Encoding = 'identity';
  const type = headers.get('content-type') ?? '';
  const size = whole ? whole.byteLength : Infinity;
  if (
    context.encoding !== 'identity' &&
    (whole || rest) &&
    !headers.has('content-encoding') &&
    isCompressible(type, size)
  ) {
    encoding = context.encoding;
    if (body) body = await compress(body, encoding, keep !== null);
    headers.set('content-encoding', encoding);
  }
  let etag: string | null = null;
  if (status === 200 && whole && context.safe) {
    const plain = headers.get('etag') ?? `"${hash('sha1', whole, 'base64url')}"`;
    etag = encoding === 'identity' ? plain : plain.replace(/"$/, `-${encoding}"`);
    headers.set('etag', etag);
  }
  return {
    status,
    headers: flatten(headers, cookies, body ? body.byteLength : rest || NO_BODY.has(status) ? null : 0),
    body,
    encoding,
    etag,
    unchanged: etag === null ? null : unchangedHeaders(headers),
    keep,
    first,
    rest,
  };
}

const EMPTY = { whole: null, first: [] as Uint8Array[], rest: null };

async function readBody(
  response: Response,
): Promise<{ whole: Buffer | null; first: Uint8Array[]; rest: Prepared['rest'] }> {
  if (response instanceof TextResponse) return { whole: asBuffer(response.whole), first: [], rest: null };
  if (!response.body) return EMPTY;
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const first: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { whole: first.length === 1 ? asBuffer(first[0]!) : Buffer.concat(first), first: [], rest: null };
    first.push(value);
    size += value.byteLength;
    if (size > HOLD_WHOLE) return { whole: null, first, rest: reader };
  }
}

function asBuffer(whole: string | Uint8Array): Buffer {
  if (typeof whole === 'string') return Buffer.from(whole);
  return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
}

function keepOf(
  response: Response,
  headers: ReadonlyMap<string, string>,
  cookies: readonly string[],
  streamed: boolean,
  context: PrepareContext,
): ReadyAnswer['keep'] {
  const note = cacheNoteOf(response);
  if (!note || !context.shareable || streamed || response.status !== 200 || cookies.length > 0) return null;
  if (/\b(?:no-store|private)\b/.test(headers.get('cache-control') ?? '')) return null;
  return { tags: [...new Set(note.tags)], validUntil: note.validUntil ? note.validUntil.getTime() : Infinity };
}

function addCaching(headers: Map<string, string>, context: PrepareContext, kept: boolean): void {
  if (!headers.has('cache-control'))
    headers.set('cache-control', context.safe ? (kept ? 'no-cache' : 'private, no-cache') : 'no-store');
  const vary = new Set(
    (headers.get('vary') ?? '')
      .toLowerCase()
      .split(/\s*,\s*/)
      .filter(Boolean),
  );
  vary.add('accept-encoding').add('cookie');
  headers.set('vary', vary.has('*') ? '*' : [...vary].join(', '));
}

function flatten(headers: ReadonlyMap<string, string>, cookies: readonly string[], length: number | null): FlatHeaders {
  const flat: FlatHeaders = [];
  for (const [name, value] of headers) flat.push(name, value);
  for (const cookie of cookies) flat.push('set-cookie', cookie);
  if (length !== null) flat.push('content-length', String(length));
  flat.push('x-request-id', '');
  return flat;
}

function unchangedHeaders(headers: ReadonlyMap<string, string>): FlatHeaders {
  const flat: FlatHeaders = [];
  for (const name of ['etag', 'cache-control', 'vary', 'content-location', 'expires']) {
    const value = headers.get(name);
    if (value !== undefined) flat.push(name, value);
  }
  flat.push('x-request-id', '');
  return flat;
}
