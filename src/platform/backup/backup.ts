// Writes everything the observatory holds, tables and files, into one checked archive, from one moment and in constant memory.

import { createClient } from '../db/client.ts';
import type { Client, Connection } from '../db/client.ts';
import { listApplied } from '../db/migrate.ts';
import type { Applied } from '../db/migrate.ts';
import { DatabaseFailure } from '../db/failure.ts';
import type { Files } from '../files.ts';
import { entryOf, writeContainer } from './container.ts';
import type { Entry } from './container.ts';
import { copyOut, listSequences, listTables } from './tables.ts';
import type { Sequence, Table } from './tables.ts';

/** What the first entry of an archive tells. */
export type ArchiveManifest = {
  format: 1;
  made: string;
  release: string;
  server: string;
  migrations: Applied[];
  tables: Table[];
  sequences: Sequence[];
};
/** What was written. */
export type Written = { tables: number; files: number; bytes: number };

/** Writes the archive at `path`; the tables are those of one moment, the files those listed after it. */
export async function writeBackup(parts: {
  connection: Connection;
  files: Files;
  path: string;
  release: string;
  now: Date;
}): Promise<Written> {
  const client = createClient(parts.connection, {
    name: `observatory backup ${process.pid}`,
    statementTimeout: 0,
    readOnly: true,
  });
  const written: Written = { tables: 0, files: 0, bytes: 0 };
  try {
    await client`set idle_in_transaction_session_timeout = 0`;
    await client.unsafe('begin isolation level repeatable read read only');
    written.bytes = await writeContainer(parts.path, entries(client, parts, written));
    return written;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function* entries(
  client: Client,
  { files, release, now }: { files: Files; release: string; now: Date },
  written: Written,
): AsyncGenerator<Entry> {
  const migrations = await listApplied(client);
  if (migrations.length === 0) throw new DatabaseFailure('The database is empty: there is nothing to back up.');
  const tables = await listTables(client);
  const [server] = await client<{ version: string }[]>`select current_setting('server_version') as version`;
  const manifest: ArchiveManifest = {
    format: 1,
    made: now.toISOString(),
    release,
    server: server!.version,
    migrations: migrations.map(({ module, id, checksum }) => ({ module, id, checksum })),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    sequences: [...(await listSequences(client))].map(({ name, last }) => ({ name, last })),
  };
  yield entryOf('manifest.json', JSON.stringify(manifest, null, 1));
  for (const table of tables) {
    let part = 0;
    for await (const bytes of copyOut(client, table)) {
      part += 1;
      yield entryOf(`tables/${table.name}/${String(part).padStart(8, '0')}`, bytes);
    }
    written.tables += 1;
  }
  await client`commit`;
  for await (const { key } of files.list('')) {
    const file = await files.get(key);
    if (!file) continue;
    written.files += 1;
    const name = `files/${String(written.files).padStart(9, '0')}`;
    yield entryOf(`${name}.json`, JSON.stringify({ key, type: file.type, size: file.size }));
    yield { name, size: file.size, body: file.stream as unknown as AsyncIterable<Uint8Array> };
  }
}
