// Migrations: once by any number of nodes, all or none, and refusals that change nothing.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionUrl } from './client.ts';
import { openConnection } from './index.ts';
import type { OpenDatabase } from './index.ts';
import { migrateConnection } from './migrate.ts';
import { PLATFORM_MIGRATIONS } from './migrations.ts';
import { emptyTestDatabase } from './testing.ts';

const platform = PLATFORM_MIGRATIONS.map(({ id }) => `platform/${id}`);
const one = { id: '0001', sql: 'create table sample_thing (id int primary key); insert into sample_thing values (1)' };
const two = { id: '0002', sql: 'insert into sample_thing values (2)' };

let db: OpenDatabase;
let drop: () => Promise<void>;
beforeEach(async () => {
  const empty = await emptyTestDatabase();
  db = openConnection(empty.connection);
  drop = empty.close;
});
afterEach(async () => {
  await db.close();
  await drop();
});

function run(migrations: { id: string; sql: string }[], name = 'sample'): Promise<string[] | string> {
  return migrateConnection(db.connection, [{ name, migrations }]).catch((error: Error) => error.message);
}

async function rows(): Promise<unknown[]> {
  return (await db.execute('select id from sample_thing order by id')).rows.map(({ id }) => id);
}

test('every step runs once, later ones are added', async () => {
  expect([await run([one]), await run([one]), await run([one, two]), await rows()]).toEqual([
    [...platform, 'sample/0001'],
    [],
    ['sample/0002'],
    [1, 2],
  ]);
});

test('many nodes, in this process and in others, run every step once', async () => {
  const here = Array.from({ length: 4 }, () => run([one, two]));
  const there = Array.from({ length: 3 }, () => runElsewhere(connectionUrl(db.connection)));
  const ran = [...(await Promise.all(here)), ...(await Promise.all(there))].filter((steps) => steps.length > 0);
  expect([ran, await rows()]).toEqual([[[...platform, 'sample/0001', 'sample/0002']], [1, 2]]);
});

test('a failing step leaves nothing of the whole run', async () => {
  const said = await run([one, { id: '0002', sql: 'insert into sample_thing values (1)' }]);
  const { rows: tables } = await db.execute(
    "select to_regclass('sample_thing') as thing, to_regclass('platform_migration') as memory",
  );
  expect([said, tables]).toEqual([
    'The migration sample/0002 failed (duplicate key value violates unique constraint "sample_thing_pkey"); nothing of it was kept.',
    [{ thing: null, memory: null }],
  ]);
});

test('a step whose text changed after it ran is refused', async () => {
  await run([one]);
  expect([await run([{ ...one, sql: 'select 1' }, two]), await rows()]).toEqual([
    'The migration sample/0001 was changed after it had run. Nothing was changed; put its text back and add a new step instead.',
    [1],
  ]);
});

test('a database of a newer release is refused', async () => {
  await run([one, two]);
  expect(await run([one])).toBe(
    'The database was written by a newer release (it holds the step sample/0002 that this one does not know). Nothing was changed; use that release.',
  );
});

function runElsewhere(address: string): Promise<string[]> {
  const source = `
    import { parseConnection } from ${JSON.stringify(new URL('client.ts', import.meta.url).href)};
    import { migrateConnection } from ${JSON.stringify(new URL('migrate.ts', import.meta.url).href)};
    const ran = await migrateConnection(parseConnection(process.argv[1]), [{ name: 'sample', migrations: ${JSON.stringify([one, two])} }]);
    process.stdout.write(JSON.stringify(ran));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, address], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  return new Promise((resolve) => child.on('close', () => resolve(JSON.parse(said) as string[])));
}
