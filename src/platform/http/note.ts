// What the site tells the server about one answer: how long and on which tags it may be kept, and who may frame it.

/** How an answer may be kept by the page cache. */
export type CacheNote = {
  /** The answer falls out of the cache when one of these is dropped. */
  tags: readonly string[];
  /** The moment the answer stops being true; null when only a change ends it. */
  validUntil?: Date | null;
};

const notes = new WeakMap<Response, CacheNote>();
const framed = new WeakMap<Response, string>();

/**
 * Allows the page cache to keep this answer. The note belongs to this very object:
 * a copy made from it later is not kept. Only status 200 without a cookie is kept.
 */
export function describeForCache(response: Response, note: CacheNote): Response {
  notes.set(response, note);
  return response;
}

/** The note of an answer, if it has one. */
export function cacheNoteOf(response: Response): CacheNote | undefined {
  return notes.get(response);
}

/** Lets other sites show this answer in a frame; `ancestors` is a CSP source list such as `*` or `https://example.org`. */
export function allowFraming(response: Response, ancestors = '*'): Response {
  if (!/^[\w.:/*\- ']+$/.test(ancestors))
    throw new Error('A list of frame ancestors holds a character that CSP does not allow.');
  framed.set(response, ancestors);
  return response;
}

/** Who may frame this answer; undefined when nobody may. */
export function framingOf(response: Response): string | undefined {
  return framed.get(response);
}
