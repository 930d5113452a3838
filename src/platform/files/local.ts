// Files in a local folder: written beside, flushed to disk and renamed, so that a file is there whole or not at all.

import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '#kernel/id.ts';
import { Problem } from '#kernel/problem.ts';
import type { FileBody, FileEntry, Files, StoredFile } from './types.ts';
import { assertFileKey, assertMediaType, assertPrefix, isFileKey } from './key.ts';

/**
 * A folder per key holds one file named `+<id>+<media type>`: the type cannot part from the content, the newest id
 * counts, and `+`, which no key has, keeps the key `a` apart from the key `a/b`.
 */
export function localFiles(root: string): Files {
  const folderOf = (key: string) => join(root, ...key.split('/'));
  return {
    async put(key, body, type) {
      assertFileKey(key);
      assertMediaType(type);
      const folder = folderOf(key);
      const name = `+${newId()}+${encodeURIComponent(type)}`;
      await writeWhole(join(folder, name), body);
      for (const other of await versions(folder)) if (other < name) await rm(join(folder, other), { force: true });
    },
    async get(key) {
      return isFileKey(key) ? readNewest(folderOf(key)) : null;
    },
    async remove(key) {
      assertFileKey(key);
      const folder = folderOf(key);
      for (const name of await versions(folder)) await rm(join(folder, name), { force: true });
      await pruneEmpty(folder, root);
    },
    list(prefix) {
      assertPrefix(prefix);
      return walk(root, '', prefix);
    },
  };
}

/** Writes a file so that after a crash either all of it is there under its name or nothing is. */
export async function writeWhole(path: string, body: FileBody): Promise<void> {
  const folder = dirname(path);
  const partial = join(folder, `.${newId()}.part`);
  try {
    const made = await mkdir(folder, { recursive: true });
    const handle = await open(partial, 'wx', 0o640);
    try {
      for await (const chunk of body instanceof Uint8Array ? [body] : body) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
    await flushFolder(folder);
    // New folders are entries of their parents, which must reach the disk as well.
    if (made !== undefined) for (let at = folder; at.startsWith(made); at = dirname(at)) await flushFolder(dirname(at));
  } catch (error) {
    await rm(partial, { force: true });
    if (codeOf(error) === 'ENOSPC') throw new Problem(507, 'ui.storage_full');
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}

async function flushFolder(folder: string): Promise<void> {
  // Windows cannot open folders; there the rename itself is journalled.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Names of the stored versions in a key's folder, oldest first; usually one. */
async function versions(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
    throw error;
  });
  return names.filter((name) => name.startsWith('+')).sort();
}

async function readNewest(folder: string): Promise<StoredFile | null> {
  const name = (await versions(folder)).at(-1);
  if (name === undefined) return null;
  try {
    const handle = await open(join(folder, name), 'r');
    const { size } = await handle.stat();
    const stream = Readable.toWeb(createReadStream('', { fd: handle })) as ReadableStream<Uint8Array>;
    return { stream, size, type: decodeURIComponent(name.slice(name.indexOf('+', 1) + 1)) };
  } catch (error) {
    // Replaced or removed between listing and opening: look again.
    if (codeOf(error) === 'ENOENT') return readNewest(folder);
    throw error;
  }
}

async function pruneEmpty(folder: string, root: string): Promise<void> {
  for (let at = folder; at !== root && at.startsWith(root); at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}

async function* walk(folder: string, key: string, prefix: string): AsyncGenerator<FileEntry> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const newest = names
    .filter((name) => name.startsWith('+'))
    .sort()
    .at(-1);
  if (newest !== undefined && key.startsWith(prefix)) {
    const found = await stat(join(folder, newest)).catch(() => null);
    if (found) yield { key, size: found.size };
  }
  for (const name of names.filter((one) => !one.startsWith('+') && !one.startsWith('.')).sort()) {
    const inner = key === '' ? name : `${key}/${name}`;
    if (inner.startsWith(prefix) || prefix.startsWith(`${inner}/`)) yield* walk(join(folder, name), inner, prefix);
  }
}
