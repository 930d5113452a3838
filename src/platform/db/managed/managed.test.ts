// The managed server: one owner, several users, folders it must refuse untouched, places it must find, and kills it must survive.

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../../log.ts';
import { openDatabase, ownServer } from '../index.ts';
import type { OpenDatabase } from '../index.ts';
import { tryKills } from '../kill-trial.ts';
import { temporaryDataFolder } from '../temporary-folder.ts';
import { readPlace } from './place.ts';
import { findPostmaster } from './server.ts';

const log = createLog({ logLevel: 'silent' });
const folders: string[] = [];

function folder(): string {
  const made = temporaryDataFolder('managed');
  folders.push(made);
  return made;
}

afterEach(() => {
  for (const made of folders.splice(0)) {
    const place = existsSync(join(made, 'postgres.json'))
      ? JSON.parse(readFileSync(join(made, 'postgres.json'), 'utf8'))
      : {};
    if (typeof place.cluster === 'string' && dirname(place.cluster).startsWith('/var/'))
      rmSync(dirname(place.cluster), { recursive: true, force: true });
    rmSync(made, { recursive: true, force: true });
  }
});

function open(dataDir: string): Promise<OpenDatabase> {
  return openDatabase({ dataDir, databaseUrl: null, replicaUrl: null }, log);
}

function refusal(dataDir: string): Promise<string> {
  return open(dataDir).then(
    () => 'opened',
    (error: Error) => error.message,
  );
}

/** A program that holds the data folder until its standard input ends. */
async function holdElsewhere(dataDir: string, owning: boolean): Promise<{ said: string; end(): Promise<void> }> {
  const source = `
    import { openDatabase, ownServer } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
    import { createLog } from ${JSON.stringify(new URL('../../log.ts', import.meta.url).href)};
    const log = createLog({ logLevel: 'silent' });
    const config = { dataDir: process.argv[1], databaseUrl: null, replicaUrl: null };
    try {
      const held = await (${owning} ? ownServer(config, log) : openDatabase(config, log));
      process.stdin.resume().on('end', () => held.close());
      process.stdout.write('held\\n');
    } catch (error) {
      process.stdout.write(error.message + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: process.cwd(),
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString().trim())),
  );
  return {
    said,
    end() {
      child.stdin.end();
      return ended;
    },
  };
}

function serverRuns(dataDir: string): boolean {
  return findPostmaster(readPlace(dataDir)!.cluster) !== null;
}

test('the first user starts the server, the last one stops it, in whichever order they leave', async () => {
  const dataDir = folder();
  const first = await open(dataDir);
  const second = await holdElsewhere(dataDir, false);
  await first.close();
  const whileHeld = serverRuns(dataDir);
  await second.end();
  expect([second.said, whileHeld, serverRuns(dataDir)]).toEqual(['held', true, false]);
});

test('a second owner of the same data folder gets a sentence, a new one may follow the first', async () => {
  const dataDir = folder();
  const owned = await ownServer({ dataDir, databaseUrl: null, replicaUrl: null }, log);
  const second = await holdElsewhere(dataDir, true);
  await second.end();
  await owned.close();
  const third = await holdElsewhere(dataDir, true);
  await third.end();
  expect([second.said, third.said]).toEqual([
    `The observatory already runs on the data folder ${dataDir} (process ${process.pid}); stop it first, or set OBSERVATORY_DATA to another folder.`,
    'held',
  ]);
});

test('a folder of another PostgreSQL is refused and not touched', async () => {
  const dataDir = folder();
  const db = await open(dataDir);
  await db.close();
  const { cluster } = readPlace(dataDir)!;
  writeFileSync(join(cluster, 'PG_VERSION'), '19\n');
  const before = listTree(cluster);
  expect([await refusal(dataDir), listTree(cluster)]).toEqual([
    `The database folder ${cluster} was written by PostgreSQL 19, this release brings 18. Nothing was changed; make a backup with the release that wrote it (npm run observatory -- backup <file>) and restore it into an empty data folder with this one.`,
    before,
  ]);
});

test('a damaged, a foreign and a lost cluster are refused and not touched', async () => {
  const damaged = folder();
  const db = await open(damaged);
  await db.close();
  rmSync(join(damaged, 'postgres/global'), { recursive: true });
  const before = listTree(damaged);
  const foreign = folder();
  mkdirSync(join(foreign, 'postgres'));
  writeFileSync(join(foreign, 'postgres/notes.txt'), 'mine');
  const said = [await refusal(damaged), await refusal(foreign)];
  const after = listTree(damaged);
  rmSync(join(damaged, 'postgres'), { recursive: true });
  expect([...said, after, readdirSync(join(foreign, 'postgres')), await refusal(damaged)]).toEqual([
    `The database folder ${damaged}/postgres is damaged: parts of it are missing. Nothing was changed; restore a backup into an empty data folder.`,
    `The database folder ${foreign}/postgres is damaged: parts of it are missing. Nothing was changed; restore a backup into an empty data folder.`,
    before,
    ['notes.txt'],
    `The database folder ${damaged}/postgres has disappeared. Nothing was changed; put it back, or restore a backup into an empty data folder.`,
  ]);
});

test('a cluster whose control file is broken is refused with the words of PostgreSQL', async () => {
  const dataDir = folder();
  const db = await open(dataDir);
  await db.close();
  writeFileSync(join(dataDir, 'postgres/global/pg_control'), Buffer.alloc(8192, 1));
  expect(await refusal(dataDir)).toMatch(
    /^The database in .*\/postgres does not start: .+\. Its log is .*\/postgres\.log\.$/,
  );
});

test('a data folder nobody else may enter, and one with a long name, open all the same', async () => {
  const closed = folder();
  chmodSync(closed, 0o700);
  const long = join(folder(), 'a'.repeat(60), 'b'.repeat(60));
  mkdirSync(long, { recursive: true });
  const answers: unknown[] = [];
  for (const dataDir of [closed, long, closed]) {
    const db = await open(dataDir);
    answers.push((await db.execute('select 1 as one')).rows);
    await db.close();
  }
  expect(answers).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
});

test('a copied data folder opens its own database', async () => {
  const original = folder();
  const first = await open(original);
  await first.execute('create table kept (word text)');
  await first.close();
  const copy = folder();
  cpSync(original, copy, { recursive: true, preserveTimestamps: true });
  const second = await open(copy);
  await second.execute("insert into kept values ('copied')");
  await second.close();
  const again = await open(original);
  const { rows } = await again.execute('select * from kept');
  await again.close();
  expect(rows).toEqual([]);
});

test(
  'kill -9 of the app, of PostgreSQL and of both while writing loses nothing that was confirmed',
  { timeout: 120_000 },
  async () => {
    const { rounds, confirmed, lost, torn, failedOpens } = await tryKills(folder(), [
      'app',
      'postgres',
      'both',
      'postgres',
      'both',
    ]);
    expect([rounds, confirmed > 100, lost, torn, failedOpens]).toEqual([5, true, 0, 0, 0]);
  },
);

test('a server that cannot be reached, or not opened, is a sentence without the password', async () => {
  const said = (databaseUrl: string) =>
    openDatabase({ dataDir: '/nowhere', databaseUrl, replicaUrl: null }, log).catch((error: Error) => error.message);
  expect([
    await said('postgres://me:hidden@127.0.0.1:9/observatory'),
    await said('postgres://me:hidden@nowhere.invalid/observatory'),
  ]).toEqual([
    'The database at 127.0.0.1:9/observatory cannot be reached (ECONNREFUSED); check that the server runs and that DATABASE_URL is right.',
    expect.stringMatching(
      /^The database at nowhere\.invalid:5432\/observatory cannot be reached \((ENOTFOUND|EAI_AGAIN)\); check/,
    ),
  ]);
});

/** Names of everything below, for seeing that nothing was added or taken. */
function listTree(path: string): string[] {
  return readdirSync(path, { recursive: true }).map(String).sort();
}
