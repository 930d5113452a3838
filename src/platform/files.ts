// The files of the observatory behind one door: a local folder by default, an S3-compatible store by configuration.

import { join } from 'node:path';
import { localFiles } from './files/local.ts';
import { s3Files } from './files/s3.ts';
import type { S3Settings } from './files/s3.ts';

/** What may be put: bytes at hand, or a stream of unknown length. */
export type FileBody = Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A file as read back; the stream must be read or cancelled. */
export type StoredFile = { stream: ReadableStream<Uint8Array>; size: number; type: string };

/** A file as listed. */
export type FileEntry = { key: string; size: number };

/** Keeps files by key; keys are lower-case segments joined by slashes (see `isFileKey`). */
export type Files = {
  /** Stores the whole body or nothing; what was there before under the key is replaced at once. */
  put(key: string, body: FileBody, type: string): Promise<void>;
  /** The file, or null when there is none. */
  get(key: string): Promise<StoredFile | null>;
  /** Removes the file; nothing happens when there is none. */
  remove(key: string): Promise<void>;
  /** Every key that starts with the prefix, in an order that stays the same; the empty prefix lists all. */
  list(prefix: string): AsyncIterable<FileEntry>;
};

/** Opens the store that the configuration names. */
export function createFiles(config: { dataDir: string; s3: S3Settings | null }): Files {
  return config.s3 ? s3Files(config.s3, join(config.dataDir, 'tmp')) : localFiles(join(config.dataDir, 'files'));
}
