// One process's hold on the managed server: the first starts it, the last stops it, and it is started again when it dies.

import { realpathSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '../client.ts';
import type { Client, Connection } from '../client.ts';
import { codeOf, DatabaseFailure, isConnectionLoss } from '../failure.ts';
import type { Log } from '../../log.ts';
import { ensureServer, stopServer } from './server.ts';

/** A hold on the managed server; `release` lets go, and stops the server when nobody else holds it. */
export type Attachment = {
  connection: Connection;
  cluster: string;
  /** Becomes the one owner of the data folder, or fails with a sentence naming the owner. */
  claim(): Promise<void>;
  release(): Promise<void>;
};

/** Advisory lock numbers: presence is shared by every process, ownership is exclusive. */
const LOCKS = { space: 0x0b5e, presence: 1, owner: 2 };
const PATIENCE = 20_000;

type Hold = { attachment: Attachment; users: number };
const holds = new Map<string, Promise<Hold>>();

/** Attaches this process to the managed server of the data folder, starting it when needed. */
export async function attachServer(dataDir: string, log: Log): Promise<Attachment> {
  const opening = holds.get(dataDir) ?? openHold(dataDir, log);
  holds.set(dataDir, opening);
  const hold = await opening.catch((error: unknown) => {
    holds.delete(dataDir);
    throw error;
  });
  hold.users += 1;
  let released = false;
  return {
    ...hold.attachment,
    async release() {
      if (released) return;
      released = true;
      hold.users -= 1;
      if (hold.users > 0) return;
      holds.delete(dataDir);
      await hold.attachment.release();
    },
  };
}

async function openHold(dataDir: string, log: Log): Promise<Hold> {
  let closing = false;
  let owner = false;
  let presence = await enter(dataDir, log, onLoss);
  const { connection, cluster } = presence;

  function onLoss() {
    if (closing) return;
    log.warn('the database server was lost; starting it again');
    void recover();
  }

  async function recover() {
    while (!closing) {
      try {
        presence = await enter(dataDir, log, onLoss);
        if (owner) await claimOwner(presence.client, dataDir);
        log.info('the database server serves again');
        return;
      } catch (error) {
        log.error({ err: error }, 'the database server cannot be started again');
        await pause(1000);
      }
    }
  }

  return {
    users: 0,
    attachment: {
      connection,
      cluster,
      async claim() {
        await claimOwner(presence.client, dataDir);
        owner = true;
      },
      async release() {
        closing = true;
        const { client } = presence;
        if (await isAlone(client)) await stopServer(cluster);
        await client.end({ timeout: 1 });
      },
    },
  };
}

type Presence = { client: Client; connection: Connection; cluster: string };

/** Connects and takes the shared presence lock; a server that is just being stopped by its last user is started anew. */
async function enter(dataDir: string, log: Log, onLoss: () => void): Promise<Presence> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const { place } = await ensureServer(dataDir, log);
    const connection: Connection = {
      host: place.socket,
      port: place.port,
      database: 'observatory',
      user: 'observatory',
      password: '',
      ssl: false,
    };
    let entered = false;
    const client = createClient(connection, {
      name: `observatory ${process.pid}`,
      statementTimeout: 0,
      onclose() {
        if (entered) onLoss();
        entered = false;
      },
    });
    try {
      await checkFolder(client, place.cluster);
      await client`select pg_advisory_lock_shared(${LOCKS.space}::int, ${LOCKS.presence}::int)`;
      entered = true;
      return { client, connection, cluster: place.cluster };
    } catch (error) {
      await client.end({ timeout: 0 });
      if (codeOf(error) === '3D000') await makeDatabase(connection);
      else if (!isConnectionLoss(error)) throw error;
      if (Date.now() > deadline)
        throw new DatabaseFailure(`The database of ${dataDir} does not answer.`, { cause: error });
      await pause(50);
    }
  }
}

async function checkFolder(client: Client, cluster: string): Promise<void> {
  const [row] = await client<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  if (row && realpathSync(row.folder) !== realpathSync(cluster)) {
    throw new DatabaseFailure(
      `The socket of ${cluster} is answered by another server (${row.folder}); remove the file postgres.json from the data folder and start again.`,
    );
  }
}

async function makeDatabase(connection: Connection): Promise<void> {
  const client = createClient({ ...connection, database: 'postgres' });
  try {
    await client`create database observatory`;
  } catch (error) {
    if (!['42P04', '23505'].includes(codeOf(error)) && !isConnectionLoss(error)) throw error;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function claimOwner(client: Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const [row] = await client<
      { taken: boolean }[]
    >`select pg_try_advisory_lock(${LOCKS.space}::int, ${LOCKS.owner}::int) as taken`;
    if (row?.taken) return;
    const [holder] = await client<{ name: string }[]>`
      select application_name as name from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and classid = ${LOCKS.space}::int and objid = ${LOCKS.owner}::int and granted`;
    const pid = Number(/\d+$/.exec(holder?.name ?? '')?.[0] ?? 0);
    if ((pid > 0 && isAlive(pid)) || Date.now() > deadline) {
      throw new DatabaseFailure(
        `The observatory already runs on the data folder ${dataDir} (process ${pid}); stop it first, or set OBSERVATORY_DATA to another folder.`,
      );
    }
    await pause(20);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Gives up our presence; true when nobody else is present, and then nobody can enter before the server has stopped. */
async function isAlone(client: Client): Promise<boolean> {
  try {
    await client`select pg_advisory_unlock_shared(${LOCKS.space}::int, ${LOCKS.presence}::int)`;
    const [row] = await client<
      { alone: boolean }[]
    >`select pg_try_advisory_lock(${LOCKS.space}::int, ${LOCKS.presence}::int) as alone`;
    return row?.alone ?? false;
  } catch {
    return false;
  }
}
