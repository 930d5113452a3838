// Files that a person names on the command line: read with a sentence for everything that can be wrong.

import { readFile, stat } from 'node:fs/promises';

/** The text of a UTF-8 file, with or without byte order mark; fails with a sentence when it is absent, unreadable or over `maxBytes`. */
export async function readGivenText(path: string, maxBytes: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw new Error(`The file ${path} is larger than ${Math.floor(maxBytes / 1e6)} MB.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw sentence(path, error);
  }
}

function sentence(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Error(`There is no file ${path}.`, { cause: error });
  if (code === 'EISDIR') return new Error(`${path} is a folder, not a file.`, { cause: error });
  if (code === 'EACCES' || code === 'EPERM') return new Error(`The file ${path} may not be read.`, { cause: error });
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new Error(`The file ${path} is not text in UTF-8.`, { cause: error });
  return error instanceof Error ? error : new Error(String(error));
}
