// Serves the site's own files straight from memory: they never change under their hashed names.

import { hash } from 'node:crypto';
import type { Assets } from '../assets.ts';
import type { Encoding } from './encoding.ts';
import { secure } from './headers.ts';
import type { ReadyAnswer } from './kept-answer.ts';

/** Makes the look-up of ready answers for asset addresses; undefined for any other address. */
export function createAssetAnswers(
  assets: Assets,
  https: boolean,
): (pathname: string, encoding: Encoding) => ReadyAnswer | undefined {
  const made = new Map<string, ReadyAnswer>();
  return (pathname, encoding) => {
    if (!pathname.startsWith('/assets/')) return undefined;
    const asset = assets.get(pathname);
    if (!asset) return undefined;
    const packed = encoding === 'identity' ? undefined : asset.encodings[encoding];
    const used: Encoding = packed ? encoding : 'identity';
    const key = `${used} ${pathname}`;
    const known = made.get(key);
    if (known) return known;
    const body = Buffer.from(packed ?? asset.body);
    const etag = `"${hash('sha1', asset.body, 'base64url')}${packed ? `-${encoding}` : ''}"`;
    const headers = new Map([
      ['content-type', asset.type],
      ['cache-control', 'public, max-age=31536000, immutable'],
      ['vary', 'accept-encoding'],
      ['etag', etag],
    ]);
    if (packed) headers.set('content-encoding', encoding);
    secure(headers, { ancestors: undefined, https });
    const unchanged = [
      'etag',
      etag,
      'cache-control',
      headers.get('cache-control')!,
      'vary',
      'accept-encoding',
      'x-request-id',
      '',
    ];
    const flat = [...[...headers].flat(), 'content-length', String(body.byteLength), 'x-request-id', ''];
    const answer: ReadyAnswer = { status: 200, headers: flat, body, encoding: used, etag, unchanged, keep: null };
    made.set(key, answer);
    return answer;
  };
}
