// Reads the first content of a module: JSON files that the project re-enters as facts with source and date.

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';

/** Parses `<folder>/<name>.json`; the caller states the shape, which the module's facts test checks. */
export async function readFacts<T>(folder: URL, name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8')) as T;
}

/** The text of a file that a module ships. */
export async function readText(file: URL): Promise<string> {
  return readFile(file, 'utf8');
}

/** Names (without `.json`) of the facts files in a sub-folder, sorted. */
export async function listFacts(folder: URL): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5))
    .sort();
}

/** One hash over every file below a facts folder, names included. */
export async function hashFacts(folder: URL): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const file of files) {
    hash.update(file.slice(file.lastIndexOf('/facts/')));
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}
