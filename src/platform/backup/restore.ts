// Reads an archive into an empty database and an empty store of files: checked as a whole first, then all of it or nothing.

import { createClient } from '../db/client.ts';
import type { Client, Connection } from '../db/client.ts';
import { DatabaseFailure } from '../db/failure.ts';
import { listPending, listSteps, migrateConnection, runSteps } from '../db/migrate.ts';
import type { Migrating } from '../db/migrate.ts';
import type { Files } from '../files.ts';
import type { ArchiveManifest } from './backup.ts';
import { damaged, readContainer } from './container.ts';
import type { Entry } from './container.ts';
import { copyIn, listTables, quoted } from './tables.ts';

/** What was read. */
export type Restored = { tables: number; files: number; made: string };

/** Reads the whole archive once and answers its manifest; refuses one that was altered or cut short. */
export async function checkArchive(path: string): Promise<ArchiveManifest> {
  let manifest: ArchiveManifest | undefined;
  for await (const entry of readContainer(path)) {
    if (manifest) await drain(entry);
    else manifest = await readManifest(path, entry);
  }
  if (!manifest) throw damaged(path, 'it is empty');
  return manifest;
}

async function readManifest(path: string, entry: Entry): Promise<ArchiveManifest> {
  if (entry.name !== 'manifest.json') throw damaged(path, 'it does not begin with a manifest');
  const manifest = JSON.parse(await textOf(entry)) as ArchiveManifest;
  if (manifest.format !== 1)
    throw new DatabaseFailure(
      `The archive ${path} was written by a newer release; restore it with that release. Nothing was changed.`,
    );
  return manifest;
}

/** Restores an archive whose `manifest` was answered by `checkArchive`; afterwards the database is brought up to date with this release. */
export async function restoreBackup(parts: {
  connection: Connection;
  files: Files;
  path: string;
  manifest: ArchiveManifest;
  manifests: readonly Migrating[];
}): Promise<Restored> {
  const { path, manifest, files, manifests } = parts;
  listPending(manifest.migrations, manifests, `The archive ${path}`);
  const client = createClient(parts.connection, { name: `observatory restore ${process.pid}`, statementTimeout: 0 });
  const restored: Restored = { tables: 0, files: 0, made: manifest.made };
  try {
    await refuseWhatIsNotEmpty(client, files);
    await client.begin(async (tx) => {
      const inside = tx as unknown as Client;
      await inside`set local idle_in_transaction_session_timeout = 0`;
      await buildTables(inside, manifest, manifests);
      await inside`set constraints all deferred`;
      await fillTables(inside, path, manifest, files, restored);
      for (const { name, last } of manifest.sequences) {
        if (last !== null)
          await inside`select setval(${`public.${quoted(name)}`}::text::regclass, ${last}::text::bigint)`;
      }
    });
    await client`analyze`;
  } catch (error) {
    if (restored.files > 0) for await (const { key } of files.list('')) await files.remove(key);
    throw error;
  } finally {
    await client.end({ timeout: 1 });
  }
  await migrateConnection(parts.connection, manifests);
  return restored;
}

async function refuseWhatIsNotEmpty(client: Client, files: Files): Promise<void> {
  const [table] = await listTables(client);
  if (table)
    throw new DatabaseFailure(
      `The database is not empty (it has the table ${table.name}); restore needs an empty one: set OBSERVATORY_DATA to a new folder or DATABASE_URL to a new database. Nothing was changed.`,
    );
  const { value: file } = await files.list('')[Symbol.asyncIterator]().next();
  if (file) {
    throw new DatabaseFailure(
      `The store of files is not empty (it has ${file.key}); restore needs an empty one. Nothing was changed.`,
    );
  }
}

/** Runs exactly the migrations the archive was made with and takes out the rows they put in. */
async function buildTables(client: Client, manifest: ArchiveManifest, manifests: readonly Migrating[]): Promise<void> {
  const known = new Map(listSteps(manifests).map((step) => [`${step.module}/${step.id}`, step]));
  await runSteps(
    client,
    manifest.migrations.map(({ module, id }) => known.get(`${module}/${id}`)!),
  );
  const tables = await listTables(client);
  const missing = manifest.tables.find(({ name }) => !tables.some((table) => table.name === name));
  if (missing)
    throw new DatabaseFailure(
      `The archive holds the table ${missing.name}, which no migration of this release makes. Nothing was changed.`,
    );
  await client.unsafe(`truncate ${tables.map(({ name }) => `public.${quoted(name)}`).join(', ')}`);
  for (const { name } of tables) await client.unsafe(`alter table public.${quoted(name)} disable trigger user`);
}

async function fillTables(
  client: Client,
  path: string,
  manifest: ArchiveManifest,
  files: Files,
  restored: Restored,
): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [table.name, table]));
  let coming: { key: string; type: string } | undefined;
  for await (const entry of readContainer(path)) {
    const [kind, name = ''] = entry.name.split('/');
    if (kind === 'tables') {
      const table = tables.get(name);
      if (!table) throw damaged(path, `it has rows of ${name}, which its manifest does not name`);
      await copyIn(client, table, entry.body as AsyncIterable<Uint8Array>);
    } else if (kind === 'files' && name.endsWith('.json')) {
      coming = JSON.parse(await textOf(entry)) as { key: string; type: string };
    } else if (kind === 'files' && coming) {
      await files.put(coming.key, entry.body as AsyncIterable<Uint8Array>, coming.type);
      coming = undefined;
      restored.files += 1;
    } else await drain(entry);
  }
  await client`set constraints all immediate`;
  for (const { name } of tables.values()) await client.unsafe(`alter table public.${quoted(name)} enable trigger user`);
  restored.tables = tables.size;
}

async function textOf(entry: Entry): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of entry.body) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

async function drain(entry: Entry): Promise<void> {
  for await (const chunk of entry.body) void chunk;
}
