// The door of the database: opens the managed or the named server, hands out reading and writing handles, migrates.

import { CompiledQuery, Kysely } from 'kysely';
import type { Transaction } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import type { Tx } from '#kernel/ports.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { connectionUrl, createClient, parseConnection, placeOf } from './client.ts';
import type { Connection } from './client.ts';
import { DatabaseFailure, sentenceOf } from './failure.ts';
import { listenOn } from './listen.ts';
import type { Listener } from './listen.ts';
import { attachServer } from './managed/attachment.ts';
import type { Attachment } from './managed/attachment.ts';
import { migrateConnection } from './migrate.ts';
import type { Migrating } from './migrate.ts';
import { createPool, dialectOf } from './pool.ts';
import type { Database, ReadDb, WriteDb } from './types.ts';

export type { Database, ReadDb, WriteDb } from './types.ts';
export type { Connection } from './client.ts';
export type { Listener } from './listen.ts';
export { DatabaseFailure, codeOf, isConnectionLoss } from './failure.ts';
export { hasCluster } from './managed/place.ts';
export { PLATFORM_MIGRATIONS } from './migrations.ts';

/** The database with what only platform parts use. */
export type OpenDatabase = Database & {
  /** Any table over READ ONLY connections. */
  reading: Kysely<any>;
  /** Any table over the writing pool, each statement by itself. */
  writing: Kysely<any>;
  /** One statement with `$1` parameters over the writing pool, or inside `tx`; for queues and other engines. */
  execute(
    text: string,
    parameters?: readonly unknown[],
    tx?: Tx,
  ): Promise<{ rows: Record<string, unknown>[]; affected: number }>;
  /** Hears a channel over a connection of its own. */
  listen(channel: string, listener: Listener): Promise<{ close(): Promise<void> }>;
  /** True when the server answers. */
  ping(): Promise<boolean>;
  /** How busy the pools are. */
  counts(): {
    reading: { open: number; busy: number; waiting: number };
    writing: { open: number; busy: number; waiting: number };
  };
  /** Where the primary is, for parts that bring their own client. */
  connection: Connection;
  connectionUrl: string;
};

/** The settings the database needs. */
export type DatabaseConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 'replicaUrl'>;

const READERS = 5;
const WRITERS = 4;

/** Opens the database; every way it can fail is a sentence. */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    const primary = parseConnection(config.databaseUrl);
    await inspectServer(primary);
    const replica = config.replicaUrl ? parseConnection(config.replicaUrl) : primary;
    if (config.replicaUrl) await inspectServer(replica);
    return openConnection(primary, replica);
  }
  const attachment = await attachServer(config.dataDir, log);
  return openConnection(attachment.connection, attachment.connection, () => attachment.release());
}

/** Becomes the one owner of the data folder's managed server until `close`; with DATABASE_URL there is nothing to own. */
export async function ownServer(config: DatabaseConfig, log: Log): Promise<{ close(): Promise<void> }> {
  if (config.databaseUrl) return { close: async () => undefined };
  const attachment: Attachment = await attachServer(config.dataDir, log);
  try {
    await attachment.claim();
  } catch (error) {
    await attachment.release();
    throw error;
  }
  return { close: () => attachment.release() };
}

/** Brings the database up to date with the platform's and the modules' migrations; answers which ran. */
export async function migrate(
  db: Pick<OpenDatabase, 'connection'>,
  manifests: readonly Migrating[],
): Promise<string[]> {
  return migrateConnection(db.connection, manifests);
}

/** The transaction behind `tx`, for raw SQL of platform parts and allow-listed files. */
export function transactionOf(tx: Tx): Transaction<any> {
  return tx as unknown as Transaction<any>;
}

/** Opens pools on servers that are known to answer; `onClose` runs after the last connection has gone. */
export function openConnection(
  primary: Connection,
  replica: Connection = primary,
  onClose?: () => Promise<void>,
): OpenDatabase {
  const readPool = createPool(replica, {
    size: READERS,
    readOnly: true,
    name: `observatory reads ${process.pid}`,
    statementTimeout: 15_000,
    idleSeconds: 60,
  });
  const writePool = createPool(primary, {
    size: WRITERS,
    name: `observatory writes ${process.pid}`,
    statementTimeout: 60_000,
    idleSeconds: 60,
  });
  const reading = new Kysely<any>({ dialect: new PostgresJSDialect(dialectOf(readPool)) });
  const writing = new Kysely<any>({ dialect: new PostgresJSDialect(dialectOf(writePool)) });
  const afterCommit = new WeakMap<Tx, (() => void | Promise<void>)[]>();
  let closed: Promise<void> | undefined;

  return {
    reading,
    writing,
    connection: primary,
    connectionUrl: connectionUrl(primary),
    reader: <Own>() => reading as unknown as ReadDb<Own>,
    primary: <Own>() => writing as unknown as ReadDb<Own>,
    writer: <Own>(tx: Tx) => tx as unknown as WriteDb<Own>,
    onCommit(tx, callback) {
      const callbacks = afterCommit.get(tx);
      if (!callbacks) throw new Error('The transaction is not one of this database, or it has ended.');
      callbacks.push(callback);
    },
    async transaction(work) {
      const callbacks: (() => void | Promise<void>)[] = [];
      const result = await writing.transaction().execute(async (transaction) => {
        const tx = transaction as unknown as Tx;
        afterCommit.set(tx, callbacks);
        return work(tx).finally(() => afterCommit.delete(tx));
      });
      for (const callback of callbacks) await callback();
      return result;
    },
    async execute(text, parameters = [], tx) {
      const { rows, numAffectedRows } = await (tx ? transactionOf(tx) : writing).executeQuery<Record<string, unknown>>(
        CompiledQuery.raw(text, [...parameters]),
      );
      return { rows, affected: Number(numAffectedRows ?? 0) };
    },
    listen: (channel, listener) => listenOn(primary, channel, listener),
    async ping() {
      try {
        await reading.executeQuery(CompiledQuery.raw('select 1'));
        return true;
      } catch {
        return false;
      }
    },
    counts: () => ({ reading: readPool.counts(), writing: writePool.counts() }),
    close() {
      closed ??= (async () => {
        await Promise.all([reading.destroy(), writing.destroy()]);
        await Promise.all([readPool.end(), writePool.end()]);
        await onClose?.();
      })();
      return closed;
    },
  };
}

/** Refuses a server that cannot be reached, is too old, or keeps text in another encoding than UTF-8. */
async function inspectServer(connection: Connection): Promise<void> {
  const client = createClient(connection);
  const where = placeOf(connection);
  try {
    const [row] = await client<{ version: string; number: number; encoding: string }[]>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
             current_setting('server_encoding') as encoding`;
    if (row!.number < 150_000)
      throw new DatabaseFailure(
        `The database at ${where} is PostgreSQL ${row!.version}; the observatory needs version 15 or later.`,
      );
    if (row!.encoding !== 'UTF8')
      throw new DatabaseFailure(
        `The database at ${where} keeps text as ${row!.encoding}; create it with the encoding UTF8.`,
      );
  } catch (error) {
    throw error instanceof DatabaseFailure ? error : new DatabaseFailure(sentenceOf(error, where), { cause: error });
  } finally {
    await client.end({ timeout: 1 });
  }
}
