// An answer ready to be written to a socket, as the page cache keeps it.

import type { Encoding } from './encoding.ts';

/** Header names and values in turn; the last value is the request id and is set for each request. */
export type FlatHeaders = string[];

/** A whole answer ready to be written. */
export type ReadyAnswer = {
  status: number;
  headers: FlatHeaders;
  body: Buffer | null;
  encoding: Encoding;
  etag: string | null;
  /** Headers of the 304 answer; null when the answer has no ETag. */
  unchanged: FlatHeaders | null;
  /** Set when the answer may be kept. */
  keep: { tags: readonly string[]; validUntil: number } | null;
};
