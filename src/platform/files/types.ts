// What a file store promises, whatever keeps the bytes.

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
