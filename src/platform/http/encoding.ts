// Chooses the content encoding a reader accepts and compresses bodies with it.

import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { Transform } from 'node:stream';

/** A way to send a body. */
export type Encoding = 'br' | 'gzip' | 'identity';

const MEMO_SIZE = 500;
const MIN_SIZE = 600;
const COMPRESSIBLE =
  /^(?:text\/|application\/(?:json|javascript|xml|[\w.+-]+\+(?:json|xml)|n-triples|x-ndjson|sparql|rtf)|image\/svg)/i;
const memo = new Map<string, Encoding>();
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The encoding to answer with for an Accept-Encoding header: highest q wins, br before gzip before identity on a tie. */
export function chooseEncoding(header: string | undefined): Encoding {
  if (!header) return 'identity';
  const known = memo.get(header);
  if (known) return known;
  const choice = negotiate(header);
  if (header.length <= 200) {
    if (memo.size >= MEMO_SIZE) memo.clear();
    memo.set(header, choice);
  }
  return choice;
}

function negotiate(header: string): Encoding {
  const q = new Map<string, number>();
  for (const part of header.slice(0, 1000).toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';');
    const given = params.map((param) => /^\s*q\s*=\s*(.*?)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
    const weight = given === undefined ? 1 : Number(given);
    q.set(name.trim(), Number.isFinite(weight) ? Math.min(weight, 1) : 0);
  }
  const any = q.get('*');
  const br = q.get('br') ?? any ?? 0;
  const gz = q.get('gzip') ?? q.get('x-gzip') ?? any ?? 0;
  const plain = q.get('identity') ?? 0;
  if (br > 0 && br >= gz && br >= plain) return 'br';
  if (gz > 0 && gz >= plain) return 'gzip';
  return 'identity';
}

/** True when a body of this media type and size gets smaller by compression. */
export function isCompressible(type: string, size: number): boolean {
  return size >= MIN_SIZE && COMPRESSIBLE.test(type);
}

/** Compresses a whole body off the main thread; `kept` spends more effort because the result is used many times. */
export async function compress(body: Uint8Array, encoding: 'br' | 'gzip', kept: boolean): Promise<Buffer> {
  if (encoding === 'gzip') return zip(body, { level: kept ? 7 : 3 });
  return brotli(body, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: kept ? 7 : 3,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  });
}

/** A stream that compresses what passes through it, for bodies too long to hold. */
export function compressor(encoding: 'br' | 'gzip'): Transform {
  if (encoding === 'gzip') return createGzip({ level: 3 });
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
}
