// The test door of the database: every test file gets a database of its own, copied from a migrated template.

import { createHash, randomBytes } from 'node:crypto';
import type { ModuleManifest } from '../services.ts';
import { createClient, parseConnection } from './client.ts';
import type { Client, Connection } from './client.ts';
import { migrateConnection, listSteps } from './migrate.ts';
import { openConnection } from './index.ts';
import type { OpenDatabase } from './index.ts';

/** Where the test run's server is, set by `vitest-setup.ts`. */
export const TEST_SERVER = 'OBSERVATORY_TEST_SERVER';

/** What of a manifest a test database needs. */
export type Tested = Pick<ModuleManifest, 'name' | 'migrations'>;

/** The address of the test run's server, as its `postgres` database. */
export function testServer(): Connection {
  const address = process.env[TEST_SERVER];
  if (!address) throw new Error('There is no test server: run the tests with npm test, which starts one.');
  return parseConnection(address);
}

/** An open database of its own with the platform's tables and those of `manifests`; `close` drops it. */
export async function testDatabase(
  manifests: readonly Tested[] = [],
): Promise<{ db: OpenDatabase; connection: Connection; close(): Promise<void> }> {
  const server = testServer();
  const steps = listSteps(manifests).map(({ module, id, checksum }) => `${module}/${id}/${checksum}`);
  const template = `template_${createHash('sha256').update(steps.join('\n')).digest('hex').slice(0, 20)}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, async (client) => {
    await ensureTemplate(client, server, template, manifests);
    await client.unsafe(`create database ${name} template ${template}`);
  });
  const connection = { ...server, database: name };
  const db = openConnection(connection);
  return {
    db,
    connection,
    async close() {
      await db.close();
      await administer(server, (client) => client.unsafe(`drop database ${name} with (force)`));
    },
  };
}

/** An empty database of its own, for tests of restoring and migrating. */
export async function emptyTestDatabase(): Promise<{ connection: Connection; close(): Promise<void> }> {
  const server = testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, (client) => client.unsafe(createText(name)));
  return {
    connection: { ...server, database: name },
    close: () => administer(server, async (client) => void (await client.unsafe(`drop database ${name} with (force)`))),
  };
}

function createText(name: string): string {
  return `create database ${name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C.UTF-8'`;
}

async function ensureTemplate(
  client: Client,
  server: Connection,
  template: string,
  manifests: readonly Tested[],
): Promise<void> {
  await client`select pg_advisory_lock(${0x7e57}::int, 1::int)`;
  try {
    const [found] = await client`select 1 from pg_database where datname = ${template}`;
    if (found) return;
    const fresh = `${template}_new`;
    await client.unsafe(`drop database if exists ${fresh} with (force)`);
    await client.unsafe(createText(fresh));
    await migrateConnection({ ...server, database: fresh }, manifests);
    await client.unsafe(`alter database ${fresh} rename to ${template}`);
  } finally {
    await client`select pg_advisory_unlock(${0x7e57}::int, 1::int)`;
  }
}

async function administer<T>(server: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient(server, { statementTimeout: 0, name: 'observatory tests' });
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 1 });
  }
}
