// The grammar of file keys: narrow enough that a key means the same file in a folder, in S3 and in a backup.

const SEGMENT = /^[a-z0-9][a-z0-9._-]{0,119}$/;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}(?:; ?charset=[a-z0-9-]{1,20})?$/;

/** True for lower-case segments joined by single slashes, none starting with a dot; at most 500 characters. */
export function isFileKey(key: string): boolean {
  return key.length <= 500 && key.split('/').every((segment) => SEGMENT.test(segment) && !segment.endsWith('.'));
}

/** Refuses a key outside the grammar. */
export function assertFileKey(key: string): void {
  if (!isFileKey(key))
    throw new Error(
      'A file key has lower-case letters, digits, dots, hyphens and underscores in segments joined by slashes.',
    );
}

/** Refuses a prefix that no key could start with. */
export function assertPrefix(prefix: string): void {
  if (prefix !== '' && !isFileKey(prefix.endsWith('/') ? prefix.slice(0, -1) : prefix))
    throw new Error('A file prefix is the beginning of a file key.');
}

/** Refuses what is no media type. */
export function assertMediaType(type: string): void {
  if (!MEDIA_TYPE.test(type)) throw new Error('A file needs a media type such as application/pdf.');
}
