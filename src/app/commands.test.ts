// The commands from outside: exit codes, sentences, and commands that make nothing.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { helpText } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'commands-'));
const dataDir = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(words: string[], env: Record<string, string> = {}): [number | null, string, string] {
  const program = fileURLToPath(new URL('../../bin/observatory.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], OBSERVATORY_DATA: dataDir, ...env },
  });
  return [status, stdout, stderr];
}

test('no command and help show the list; an unknown one shows it with exit code 2', async () => {
  expect([run([]), run(['help']), run(['dance'])]).toEqual([
    [0, await helpText(), ''],
    [0, await helpText(), ''],
    [2, '', `There is no command "dance".\n\n${await helpText()}`],
  ]);
});

test('wrong settings and wrong use are sentences, and nothing is made', () => {
  expect([
    run(['start'], { PORT: 'x' }),
    run(['backup']),
    run(['backup', join(folder, 'a')]),
    run(['restore', join(folder, 'none')]),
    existsSync(dataDir),
  ]).toEqual([
    [1, '', 'The setting PORT must be a whole number from 0 to 65535.\n'],
    [2, '', 'Use: npm run observatory -- backup <file>\n'],
    [1, '', `There is no database in ${dataDir}, so there is nothing to back up.\n`],
    [1, '', `The file ${join(folder, 'none')} cannot be read (ENOENT).\n`],
    false,
  ]);
});

test('an unreachable database is a sentence', () => {
  const [status, said, sentence] = run(['start'], { DATABASE_URL: 'postgres://me:hidden@127.0.0.1:9/observatory' });
  expect([status, said, sentence]).toEqual([
    1,
    '',
    'The database at 127.0.0.1:9/observatory cannot be reached (ECONNREFUSED); check that the server runs and that DATABASE_URL is right.\n',
  ]);
});

test('the doctor looks and makes nothing', () => {
  const [status, said] = run(['doctor']);
  expect([
    status,
    /^well {2}Runtime: Node /.test(said),
    said.includes('Server: not running'),
    existsSync(dataDir),
  ]).toEqual([0, true, true, false]);
});
