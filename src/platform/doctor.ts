// Looks at what the observatory stands on, runtime, data folder, database and disk, and changes nothing.

import { accessSync, constants, existsSync, lstatSync, readFileSync, readlinkSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';
import { createClient, parseConnection, placeOf } from './db/client.ts';
import type { Connection } from './db/client.ts';
import { sentenceOf } from './db/failure.ts';
import { bundledVersion } from './db/managed/binaries.ts';
import { readPlace } from './db/managed/place.ts';
import type { Place } from './db/managed/place.ts';
import { findPostmaster } from './db/managed/server.ts';
import { listApplied, listPending } from './db/migrate.ts';
import type { Migrating } from './db/migrate.ts';

/** One thing looked at; `well` is false when somebody should act. */
export type Observation = { well: boolean; what: string; found: string };

const LOW_SPACE = 1024 ** 3;

/** Looks at everything in turn. */
export async function examine(config: Config, manifests: readonly Migrating[]): Promise<Observation[]> {
  return [
    look('Runtime', () => [true, `Node ${process.versions.node} on ${process.platform}-${process.arch}`]),
    look('Data folder', () => dataFolder(config.dataDir)),
    look('Disk space', () => diskSpace(config.dataDir)),
    ...(config.databaseUrl
      ? await examineServer(parseConnection(config.databaseUrl), manifests)
      : await examineManaged(config.dataDir, manifests)),
    ...(config.replicaUrl ? await examineServer(parseConnection(config.replicaUrl), manifests, 'Replica') : []),
  ];
}

function look(what: string, at: () => [boolean, string]): Observation {
  try {
    const [well, found] = at();
    return { well, what, found };
  } catch (error) {
    return { well: false, what, found: (error as Error).message };
  }
}

function dataFolder(dataDir: string): [boolean, string] {
  if (!existsSync(dataDir)) return [true, `${dataDir} does not exist yet; the first start makes it`];
  accessSync(dataDir, constants.R_OK | constants.W_OK);
  const secret = lstatSync(join(dataDir, 'secret'), { throwIfNoEntry: false });
  if (secret && (secret.mode & 0o077) !== 0)
    return [false, `${join(dataDir, 'secret')} can be read by others; run chmod 600 on it`];
  return [true, dataDir];
}

function diskSpace(dataDir: string): [boolean, string] {
  let folder = dataDir;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return [
    free > LOW_SPACE,
    `${(free / LOW_SPACE).toFixed(1)} GiB free${free > LOW_SPACE ? '' : '; free some, the database stops when the disk is full'}`,
  ];
}

async function examineManaged(dataDir: string, manifests: readonly Migrating[]): Promise<Observation[]> {
  const observations: Observation[] = [];
  let place: Place | null = null;
  observations.push(
    look('Database folder', () => {
      place = existsSync(dataDir) ? readPlace(dataDir) : null;
      return place ? clusterState(place.cluster) : [true, 'not made yet; the first start makes it'];
    }),
  );
  const { cluster, socket, port } = (place ?? {}) as Partial<Place>;
  const running = cluster ? findPostmaster(cluster) : null;
  if (!running || !socket || !port)
    return [...observations, { well: true, what: 'Server', found: 'not running; it starts with the observatory' }];
  observations.push(look('Server program', () => programState(running.pid)));
  return [
    ...observations,
    ...(await examineServer(
      { host: socket, port, database: 'observatory', user: 'observatory', password: '', ssl: false },
      manifests,
    )),
  ];
}

function clusterState(cluster: string): [boolean, string] {
  const written = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const bundled = bundledVersion();
  const suits = written === String(Number.parseInt(bundled, 10));
  return [
    suits,
    `${cluster}, written by PostgreSQL ${written}, this release brings ${bundled}${suits ? '' : '; make a backup with the release that wrote it and restore it here'}`,
  ];
}

/** A program replaced under a running server works until it needs a part that is gone. */
function programState(pid: number): [boolean, string] {
  if (process.platform !== 'linux') return [true, `process ${pid}`];
  const program = readlinkSync(`/proc/${pid}/exe`);
  return program.endsWith(' (deleted)')
    ? [false, `process ${pid} runs a program that has been replaced on disk; start the observatory again`]
    : [true, `process ${pid}`];
}

async function examineServer(
  connection: Connection,
  manifests: readonly Migrating[],
  what = 'Server',
): Promise<Observation[]> {
  const client = createClient(connection, { readOnly: true, name: `observatory doctor ${process.pid}` });
  const where = placeOf(connection);
  try {
    const [server] = await client<{ version: string; number: number; encoding: string; size: string }[]>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
             current_setting('server_encoding') as encoding, pg_size_pretty(pg_database_size(current_database())) as size`;
    const { version, number, encoding, size } = server!;
    const pending = listPending(await listApplied(client), manifests);
    return [
      {
        well: number >= 150_000 && encoding === 'UTF8',
        what,
        found: `PostgreSQL ${version} at ${where}, ${encoding}, ${size}`,
      },
      {
        well: true,
        what: 'Migrations',
        found: pending.length === 0 ? 'none pending' : `${pending.length} pending; the next start runs them`,
      },
    ];
  } catch (error) {
    return [
      {
        well: false,
        what,
        found: (error as Error).name === 'DatabaseFailure' ? (error as Error).message : sentenceOf(error, where),
      },
    ];
  } finally {
    await client.end({ timeout: 1 });
  }
}
