// Backup and restore: everything comes back alike, from one moment, and an altered archive or a full database is refused.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { createClient } from '../db/client.ts';
import type { Connection } from '../db/client.ts';
import { emptyTestDatabase, testDatabase } from '../db/testing.ts';
import { createFiles } from '../files.ts';
import { checkArchive, restoreBackup, writeBackup } from './index.ts';

const sample = {
  name: 'sample',
  migrations: [
    {
      id: '0001',
      sql: `
        create table sample_zone (id int primary key, parent int references sample_zone, name text not null);
        create table sample_a_child (id bigint generated always as identity primary key, zone int not null references sample_zone,
          facts jsonb, words text[], bytes bytea, amount numeric, twice int generated always as (zone * 2) stored, at timestamptz);
        create table "sample_Odd name" ("a column" text);
        create table sample_loop_a (id int primary key, other int);
        create table sample_loop_b (id int primary key, other int references sample_loop_a deferrable initially deferred);
        alter table sample_loop_a add foreign key (other) references sample_loop_b deferrable initially deferred;
        create function sample_note() returns trigger language plpgsql as $$ begin new.name := new.name || '!'; return new; end $$;
        create trigger sample_note before insert on sample_zone for each row execute function sample_note();
        insert into sample_zone values (0, null, 'first content');
      `,
    },
  ],
};
const later = {
  ...sample,
  migrations: [...sample.migrations, { id: '0002', sql: 'alter table sample_zone add column colour text' }],
};

let source: Awaited<ReturnType<typeof testDatabase>>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  source = await testDatabase([sample]);
  await source.db.execute(
    "insert into sample_zone select n, nullif(n - 1, 0), 'zone ' || n || E'\\t\\\\N\\nü 中' from generate_series(1, 500) n",
  );
  await source.db.execute(
    `insert into sample_a_child (zone, facts, words, bytes, amount, at)
     select 1 + n % 500, jsonb_build_object('n', n), array['a"b', null, ''], decode(md5(n::text), 'hex'), n / 7.0, now() from generate_series(1, 60000) n`,
  );
  await source.db.execute(`insert into "sample_Odd name" values (null), (''), ('x')`);
  await source.db.transaction(async (tx) => {
    await source.db.execute('insert into sample_loop_a values (1, 1)', [], tx);
    await source.db.execute('insert into sample_loop_b values (1, 1)', [], tx);
  });
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

function store(name: string) {
  return createFiles({ dataDir: join(folder, name), s3: null });
}

async function write(name: string, files = store('none')): Promise<string> {
  const path = join(folder, name);
  await writeBackup({
    connection: source.connection,
    files,
    path,
    release: '0.1.0',
    now: new Date('2026-11-24T00:00:00Z'),
  });
  return path;
}

async function restore(path: string, connection: Connection, files = store('none'), manifests = [sample]) {
  return restoreBackup({ connection, files, path, manifest: await checkArchive(path), manifests });
}

async function hashTables(connection: Connection): Promise<Record<string, string>> {
  const client = createClient(connection, { statementTimeout: 0 });
  const names = (
    await client`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`
  ).map((row) => row['relname'] as string);
  const hashes: Record<string, string> = {};
  for (const name of names) {
    const [row] = await client.unsafe(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') as hash from "${name}" t`,
    );
    hashes[name] = row!['hash'] as string;
  }
  await client.end();
  return hashes;
}

test('a round trip gives the same tables, sequences, triggers and files', async () => {
  const files = store('before');
  const bytes = randomBytes(3_000_000);
  await files.put('reports/one.bin', bytes, 'application/octet-stream');
  await files.put('reports/empty', new Uint8Array(), 'text/plain');
  const path = await write('round-trip', files);
  const target = await emptyTestDatabase();
  const after = store('after');
  const restored = await restore(path, target.connection, after);
  const kept = await after.get('reports/one.bin');
  const read = Buffer.concat(await Array.fromAsync(kept!.stream as unknown as AsyncIterable<Uint8Array>));
  const client = createClient(target.connection);
  const [next] = await client`insert into sample_a_child (zone) values (1) returning id`;
  const [noted] = await client`insert into sample_zone values (1000, null, 'new') returning name`;
  await client`delete from sample_a_child where id = ${next!['id'] as number}`;
  await client`delete from sample_zone where id = 1000`;
  await client.end();
  expect([
    restored.files,
    next!['id'],
    noted!['name'],
    kept!.type,
    read.equals(bytes),
    (await after.get('reports/empty'))?.size,
  ]).toEqual([2, 60001, 'new!', 'application/octet-stream', true, 0]);
  expect(await hashTables(target.connection)).toEqual(await hashTables(source.connection));
  await target.close();
});

test('an archive of an older release is brought up to date, one of a newer release is refused', async () => {
  const path = await write('older');
  const target = await emptyTestDatabase();
  await restore(path, target.connection, store('none'), [later]);
  const client = createClient(target.connection);
  const [row] = await client`select count(*) as zones, count(colour) as coloured from sample_zone`;
  await client.end();
  await target.close();
  const other = await emptyTestDatabase();
  const said = await restore(path, other.connection, store('none'), []).catch((error: Error) => error.message);
  await other.close();
  expect([row, said]).toEqual([
    { zones: 501, coloured: 0 },
    `The archive ${path} was written by a newer release (it holds the step sample/0001 that this one does not know). Nothing was changed; use that release.`,
  ]);
});

test('a database or a store that holds something is refused', async () => {
  const path = await write('refused');
  const files = store('full');
  await files.put('a/file', Buffer.from('x'), 'text/plain');
  const target = await emptyTestDatabase();
  const intoFull = await restore(path, source.connection).catch((error: Error) => error.message);
  const beside = await restore(path, target.connection, files).catch((error: Error) => error.message);
  await target.close();
  expect([intoFull, beside]).toEqual([
    expect.stringMatching(
      /^The database is not empty \(it has the table .+\); restore needs an empty one: .+ Nothing was changed\.$/,
    ),
    'The store of files is not empty (it has a/file); restore needs an empty one. Nothing was changed.',
  ]);
});

test('an archive cut short, altered anywhere or added to is refused', async () => {
  const path = await write('whole');
  const bytes = readFileSync(path);
  const plain = zstdDecompressSync(bytes);
  const footer = bytes.subarray(bytes.byteLength - 16);
  const packed = (content: Uint8Array) => Buffer.concat([zstdCompressSync(content), footer]);
  const altered = (at: number) => {
    const copy = Buffer.from(plain);
    copy[at] = copy[at]! ^ 1;
    return packed(copy);
  };
  const flipped = Buffer.from(bytes);
  flipped[bytes.byteLength >> 1]! ^= 4;
  const broken: Buffer[] = [
    Buffer.alloc(0),
    bytes.subarray(0, bytes.byteLength - 1),
    bytes.subarray(0, bytes.byteLength >> 1),
    zstdCompressSync(plain),
    packed(plain.subarray(0, 512 * 100)),
    packed(Buffer.concat([plain, Buffer.from('more')])),
    Buffer.concat([bytes, Buffer.from('more')]),
    altered(600),
    altered(plain.byteLength >> 1),
    altered(130),
    flipped,
  ];
  const said: string[] = [];
  for (const content of broken) {
    const name = join(folder, `broken-${createHash('sha256').update(content).digest('hex')}`);
    writeFileSync(name, content);
    said.push(
      await checkArchive(name).then(
        () => 'taken',
        (error: Error) => error.message.replace(name, 'F'),
      ),
    );
  }
  const sentence =
    /^The archive F is damaged or is not a backup of the observatory: (its?|a|something) .+\. Nothing was changed\.$/;
  const { tables } = await checkArchive(path);
  expect([said.filter((text) => !sentence.test(text)), tables.length > 0]).toEqual([[], true]);
});

test('rows the database refuses leave it empty, with its own words', async () => {
  const path = await write('refusing');
  const target = await emptyTestDatabase();
  const narrow = {
    ...sample,
    migrations: [
      {
        ...sample.migrations[0]!,
        sql: `${sample.migrations[0]!.sql}; alter table sample_a_child add check (id < 60000)`,
      },
    ],
  };
  const manifest = await checkArchive(path);
  const migrations = manifest.migrations.map((step) =>
    step.module === 'sample'
      ? { ...step, checksum: createHash('sha256').update(narrow.migrations[0]!.sql).digest('hex') }
      : step,
  );
  const said = await restoreBackup({
    connection: target.connection,
    files: store('none'),
    path,
    manifest: { ...manifest, migrations },
    manifests: [narrow],
  }).catch((error: Error) => error.message);
  const left = await hashTables(target.connection);
  await target.close();
  expect([said, left]).toEqual([expect.stringContaining('violates check constraint'), {}]);
});

test('a backup is of one moment while others write', async () => {
  const writer = createClient(source.connection);
  let going = true;
  const writing = (async () => {
    for (let n = 0; going; n += 1)
      await writer.unsafe(
        `begin; insert into sample_loop_a values (${n + 10}, null); insert into sample_loop_b values (${n + 10}, ${n + 10}); commit`,
      );
  })();
  const path = await write('moment');
  going = false;
  await writing;
  await writer.end();
  const target = await emptyTestDatabase();
  await restore(path, target.connection);
  const client = createClient(target.connection);
  const [row] =
    await client`select (select count(*) from sample_loop_a) = (select count(*) from sample_loop_b) as even`;
  await client.end();
  await target.close();
  expect(row).toEqual({ even: true });
});
