// The quick way of an anonymous page to the socket: the same headers as any answer, prepared once and not per request.

import { hash } from 'node:crypto';
import type { Lang } from '#kernel/locale.ts';
import { compress } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { secure } from './headers.ts';
import type { FlatHeaders, ReadyAnswer } from './kept-answer.ts';
import type { CacheNote } from './note.ts';

/** A page as text with status 200; `note` says how it may be kept, null: not at all. */
export type PlainPage = { html: string; lang: Lang; note: CacheNote | null };

/** Makes the answer of a page ready for the socket. */
export async function preparePage(
  page: PlainPage,
  context: { encoding: Encoding; https: boolean },
): Promise<ReadyAnswer> {
  const { encoding } = context;
  const plain = Buffer.from(page.html);
  const keep = page.note
    ? { tags: [...new Set(page.note.tags)], validUntil: page.note.validUntil?.getTime() ?? Infinity }
    : null;
  const mark = hash('sha1', plain, 'base64url');
  const etag = encoding === 'identity' ? `"${mark}"` : `"${mark}-${encoding}"`;
  const body = encoding === 'identity' ? plain : await compress(plain, encoding, keep !== null);
  const caching = ['cache-control', keep ? 'no-cache' : 'private, no-cache', 'vary', 'accept-encoding, cookie'];
  const headers: FlatHeaders = [...fixedHeaders(page.lang, encoding, context.https), ...caching];
  headers.push('etag', etag, 'content-length', String(body.byteLength), 'x-request-id', '');
  return {
    status: 200,
    headers,
    body,
    encoding,
    etag,
    unchanged: ['etag', etag, ...caching, 'x-request-id', ''],
    keep,
  };
}

const fixed = new Map<string, readonly string[]>();

function fixedHeaders(lang: Lang, encoding: Encoding, https: boolean): readonly string[] {
  const name = `${lang} ${encoding} ${https}`;
  let made = fixed.get(name);
  if (!made) {
    const headers = new Map([
      ['content-type', 'text/html; charset=utf-8'],
      ['content-language', lang],
    ]);
    secure(headers, { ancestors: undefined, https });
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    fixed.set(name, (made = [...headers].flat()));
  }
  return made;
}
