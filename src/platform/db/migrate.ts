// Forward-only migrations, per module, run once by any number of nodes under one lock, all of them or none.

import { createHash } from 'node:crypto';
import type { Migration } from '#kernel/manifest.ts';
import { createClient } from './client.ts';
import type { Client, Connection } from './client.ts';
import { DatabaseFailure } from './failure.ts';
import { PLATFORM_MIGRATIONS } from './migrations.ts';

/** What of a manifest matters here. */
export type Migrating = { name: string; migrations: readonly Migration[] };
/** A step as the database remembers it, in the order it was applied. */
export type Applied = { module: string; id: string; checksum: string };

const LOCK = { space: 0x0b5e, migrate: 3 };

const MEMORY = `
  create table if not exists platform_migration (
    position integer generated always as identity primary key,
    module text not null,
    id text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    unique (module, id)
  )`;

/** All steps in the order they must run: the platform's, then each module's. */
export function listSteps(manifests: readonly Migrating[]): (Migration & { module: string; checksum: string })[] {
  return [{ name: 'platform', migrations: PLATFORM_MIGRATIONS }, ...manifests].flatMap(({ name, migrations }) =>
    migrations.map((step) => ({
      ...step,
      module: name,
      checksum: createHash('sha256').update(step.sql).digest('hex'),
    })),
  );
}

/** What has been applied to the database; empty for a database that was never migrated. */
export async function listApplied(client: Client): Promise<Applied[]> {
  const [table] = await client`select to_regclass('platform_migration') as found`;
  if (!table?.['found']) return [];
  return client<Applied[]>`select module, id, checksum from platform_migration order by position`;
}

/** The steps still to run; refuses what was written by a newer release and a step whose text changed after it ran. */
export function listPending(applied: readonly Applied[], manifests: readonly Migrating[], what = 'The database') {
  const steps = listSteps(manifests);
  const known = new Map(steps.map((step) => [`${step.module}/${step.id}`, step]));
  for (const { module, id, checksum } of applied) {
    const step = known.get(`${module}/${id}`);
    if (!step)
      throw new DatabaseFailure(
        `${what} was written by a newer release (it holds the step ${module}/${id} that this one does not know). Nothing was changed; use that release.`,
      );
    if (step.checksum !== checksum)
      throw new DatabaseFailure(
        `The migration ${module}/${id} was changed after it had run. Nothing was changed; put its text back and add a new step instead.`,
      );
  }
  const done = new Set(applied.map(({ module, id }) => `${module}/${id}`));
  return steps.filter(({ module, id }) => !done.has(`${module}/${id}`));
}

/** Brings the database of `connection` up to date and answers which steps ran (`module/id`). */
export async function migrateConnection(connection: Connection, manifests: readonly Migrating[]): Promise<string[]> {
  const client = createClient(connection, { name: `observatory migrates ${process.pid}`, statementTimeout: 0 });
  try {
    if (listPending(await listApplied(client), manifests).length === 0) return [];
    return (await client.begin(async (tx) => {
      const inside = tx as unknown as Client;
      await inside`select pg_advisory_xact_lock(${LOCK.space}::int, ${LOCK.migrate}::int)`;
      // Also refreshes what this session knows of the catalogue: it may have waited while another node made the tables.
      await inside.unsafe(MEMORY);
      const pending = listPending(await listApplied(inside), manifests);
      await runSteps(inside, pending);
      return pending.map(({ module, id }) => `${module}/${id}`);
    })) as string[];
  } finally {
    await client.end({ timeout: 2 });
  }
}

/** Runs the steps in this order and remembers each; the caller has opened a transaction. */
export async function runSteps(
  client: Client,
  steps: readonly (Migration & { module: string; checksum: string })[],
): Promise<void> {
  await client.unsafe(MEMORY);
  for (const step of steps) await runStep(client, step);
}

async function runStep(client: Client, step: Migration & { module: string; checksum: string }): Promise<void> {
  try {
    await client.unsafe(step.sql);
  } catch (error) {
    throw new DatabaseFailure(
      `The migration ${step.module}/${step.id} failed (${(error as Error).message}); nothing of it was kept.`,
      { cause: error },
    );
  }
  await client`insert into platform_migration (module, id, checksum) values (${step.module}, ${step.id}, ${step.checksum})`;
}
