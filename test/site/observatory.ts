// A whole observatory for a test file: a copy of one seeded database, its own port, real HTTP.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Services } from '../../src/platform/services.ts';
import { startObservatory } from '../../src/app/start.ts';
import { listModules } from '../../src/app/modules.ts';
import { hashFacts } from '../../src/platform/facts.ts';
import { loadConfig } from '../../src/platform/config.ts';
import type { Config } from '../../src/platform/config.ts';
import { connectionUrl, createClient } from '../../src/platform/db/client.ts';
import { emptyTestDatabase, testServer } from '../../src/platform/db/testing.ts';
import { createHash, randomBytes } from 'node:crypto';

/** One running node. */
export type TestNode = { base: string; port: number; services: Services; close(): Promise<void> };

/** A running observatory with its first content; `join` starts another node on the same database. */
export type TestObservatory = TestNode & { config: Config; databaseUrl: string; join(): Promise<TestNode> };

/** Starts one on loopback; `env` overrides settings, `now` is its clock. */
export async function openTestObservatory(env: Record<string, string> = {}, now?: Clock): Promise<TestObservatory> {
  const server = testServer();
  const template = await seededTemplate();
  const database = `site_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${database} template ${template}`);
  const dataDir = mkdtempSync(join(tmpdir(), 'observatory-site-'));
  const databaseUrl = connectionUrl({ ...server, database });
  const config = loadConfig({ ...settings(dataDir, databaseUrl), ...env });
  const nodes: TestNode[] = [];
  const openNode = async () => {
    const node = await startNode(config, now);
    nodes.push(node);
    return node;
  };
  return {
    ...(await openNode()),
    config,
    databaseUrl,
    join: openNode,
    async close() {
      for (const node of nodes) await node.close();
      await administer(`drop database ${database} with (force)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startNode(config: Config, now?: Clock): Promise<TestNode> {
  const { port, services, close } = await startObservatory(config, { web: true, jobs: false }, now);
  let open = true;
  return {
    base: `http://localhost:${port}`,
    port: port!,
    services,
    async close() {
      if (open) await close();
      open = false;
    },
  };
}

function settings(dataDir: string, databaseUrl: string): Record<string, string> {
  return { OBSERVATORY_DATA: dataDir, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn' };
}

/** A database with all first content; the first file that asks makes it, the others wait and copy. */
async function seededTemplate(): Promise<string> {
  const manifests = listModules();
  const parts = await Promise.all(
    manifests.map(
      async (manifest) =>
        `${manifest.name}/${manifest.seedVersion ?? 1}/${manifest.facts ? await hashFacts(manifest.facts) : ''}/${manifest.migrations.map(({ id }) => id)}`,
    ),
  );
  const template = `seeded_${createHash('sha256')
    .update(`${process.ppid} ${parts.join(' ')}`)
    .digest('hex')
    .slice(0, 20)}`;
  const client = createClient(testServer(), { statementTimeout: 0, name: 'observatory site tests' });
  try {
    await client`select pg_advisory_lock(${0x7e57}::int, 2::int)`;
    const [found] = await client`select 1 from pg_database where datname = ${template}`;
    if (found) return template;
    const fresh = await emptyTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'observatory-seed-'));
    const observatory = await startObservatory(loadConfig(settings(dataDir, connectionUrl(fresh.connection))), {
      web: false,
      jobs: false,
    });
    await observatory.close();
    rmSync(dataDir, { recursive: true, force: true });
    await client.unsafe(`alter database ${fresh.connection.database} rename to ${template}`);
    return template;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function administer(statement: string): Promise<void> {
  const client = createClient(testServer(), { statementTimeout: 0, name: 'observatory site tests' });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end({ timeout: 1 });
  }
}
