// What a check reports, and the files it looks at.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that is not as the house wants it; `rule` is its stable name. */
export type Finding = { rule: string; file: string; line?: number; message: string };

/** The rooms that hold source files. */
export const ROOMS = ['bin', 'src', 'scripts', 'test'] as const;

const SKIPPED = new Set(['node_modules', '.git', 'data', 'tmp', 'coverage']);

/** Files of the tree below a folder, as paths with forward slashes from the root. */
export function listTree(root: string, folder = ''): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => folder !== '' || !SKIPPED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listTree(root, path) : [path];
    });
}

/** Script files (TypeScript and JavaScript) in the rooms. */
export function listScripts(root: string): string[] {
  return ROOMS.flatMap((room) => listTree(root, room)).filter((path) => /\.[cm]?[jt]s$/.test(path));
}

/** Files that are or would be committed; without git, the whole tree. */
export function listKept(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return listTree(root);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 64e6,
  });
  return listed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)));
}

/** Text of a file of the tree. */
export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** True for test files and what only tests use. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('test/');
}

/** Number of the line that holds the character at `index`. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
