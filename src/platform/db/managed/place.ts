// Where the cluster of a data folder lies and over which socket it is reached, recorded in postgres.json of the data folder.

import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseFailure } from '../failure.ts';
import { giveTo, mayReach } from './account.ts';
import type { Account } from './account.ts';

/** The place of a cluster; `folder` is the data folder it was recorded for, so that a copied or moved one is noticed. */
export type Place = { folder: string; cluster: string; socket: string; port: number; initialised: boolean };

const PORT = 5432;
/** Folder plus `/.s.PGSQL.5432` must stay below 104 bytes, the smallest limit among systems. */
const SOCKET_FOLDER_LIMIT = 86;
const OWNER_FILE = 'belongs-to';

/** The path of the record. */
export function recordPath(dataDir: string): string {
  return join(dataDir, 'postgres.json');
}

/** Reads the record, or null when the folder has none yet; a cluster inside the folder goes along when the folder is copied or moved. */
export function readPlace(dataDir: string): Place | null {
  const path = recordPath(dataDir);
  if (!existsSync(path)) return null;
  const record = parseRecord(path);
  const folder = realpathSync(dataDir);
  if (record.folder === folder || dirname(record.cluster) !== record.folder) return record;
  return { ...record, folder, cluster: join(folder, 'postgres'), socket: '' };
}

function parseRecord(path: string): Place {
  try {
    const { folder, cluster, socket, port, initialised } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Place>;
    if (typeof cluster === 'string' && typeof socket === 'string' && typeof port === 'number') {
      return { folder: folder ?? dirname(cluster), cluster, socket, port, initialised: initialised === true };
    }
  } catch {
    // told below
  }
  throw new DatabaseFailure(
    `The file ${path} cannot be read; restore it from a copy, or restore a backup into an empty data folder.`,
  );
}

/** True when a cluster exists at its usual or recorded place. */
export function hasCluster(dataDir: string): boolean {
  return existsSync(join(readPlace(dataDir)?.cluster ?? join(dataDir, 'postgres'), 'PG_VERSION'));
}

/** Finds the cluster's place, choosing and recording one for a new data folder; refuses what is not a cluster of ours. */
export function findPlace(dataDir: string, account: Account | null): Place {
  makeFolder(dataDir);
  const recorded = readPlace(dataDir);
  const folder = realpathSync(dataDir);
  const cluster = recorded?.cluster ?? usualCluster(folder, account);
  const whole = inspectCluster(cluster, recorded?.initialised ?? false);
  if (recorded && dirname(cluster) !== folder) checkOwner(cluster, folder);
  const socket =
    recorded && isSocketFolder(recorded.socket, account) ? recorded.socket : socketFolder(cluster, account);
  const place = { folder, cluster, socket, port: PORT, initialised: whole };
  writePlace(dataDir, place);
  return place;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new DatabaseFailure(
      `The data folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code}); set OBSERVATORY_DATA to a folder that can be written.`,
    );
  }
}

/** Below the data folder, or where the account can reach when a parent is closed to it. */
function usualCluster(real: string, account: Account | null): string {
  const near = join(real, 'postgres');
  if (existsSync(near) || mayReach(real, account)) return near;
  const name = `${createHash('sha256').update(real).digest('hex').slice(0, 16)}-${randomBytes(3).toString('hex')}`;
  for (const base of ['/var/lib', '/var/tmp']) {
    if (!existsSync(base) || !mayReach(base, account)) continue;
    try {
      const folder = join(base, 'juvenile-justice-observatory', name);
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (lstatSync(dirname(folder)).uid !== process.getuid?.() || !mayReach(folder, account)) continue;
      writeFileSync(join(folder, OWNER_FILE), `${real}\n`);
      return join(folder, 'postgres');
    } catch {
      continue;
    }
  }
  throw new DatabaseFailure(
    `The account ${account?.name} cannot reach ${real} and no other place for the database was found; set OBSERVATORY_DATA to a folder below /var/lib.`,
  );
}

/** True for a cluster, false for nothing yet; refuses a folder that holds something else, or whose cluster went missing. */
function inspectCluster(cluster: string, initialised: boolean): boolean {
  if (existsSync(join(cluster, 'PG_VERSION')) && existsSync(join(cluster, 'global/pg_control'))) return true;
  if (listEntries(cluster).length > 0) {
    throw new DatabaseFailure(
      `The database folder ${cluster} is damaged: parts of it are missing. Nothing was changed; restore a backup into an empty data folder.`,
    );
  }
  if (initialised) {
    throw new DatabaseFailure(
      `The database folder ${cluster} has disappeared. Nothing was changed; put it back, or restore a backup into an empty data folder.`,
    );
  }
  return false;
}

function listEntries(folder: string): string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return ['a file'];
    throw new DatabaseFailure(
      `The database folder ${folder} belongs to another account; start the observatory as the account that made it.`,
    );
  }
}

/** A copied data folder must not open the cluster of the folder it was copied from. */
function checkOwner(cluster: string, real: string): void {
  const path = join(dirname(cluster), OWNER_FILE);
  const owner = existsSync(path) ? readFileSync(path, 'utf8').trim() : real;
  if (owner === real) return;
  if (existsSync(recordPath(owner)) && readPlace(owner)?.cluster === cluster) {
    throw new DatabaseFailure(
      `The database that ${real} points to belongs to ${owner}; use backup and restore to copy an observatory.`,
    );
  }
  writeFileSync(path, `${real}\n`);
}

function socketFolder(cluster: string, account: Account | null): string {
  if (Buffer.byteLength(cluster) <= SOCKET_FOLDER_LIMIT) return cluster;
  const folder = mkdtempSync('/tmp/ojjo-');
  giveTo(folder, account);
  return folder;
}

function isSocketFolder(path: string, account: Account | null): boolean {
  if (!path.startsWith('/tmp/ojjo-')) return path !== '';
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return Boolean(stat?.isDirectory()) && stat!.uid === (account?.uid ?? process.getuid?.());
}

/** Writes the record, whole or not at all, when it says something new. */
export function writePlace(dataDir: string, place: Place): void {
  const path = recordPath(dataDir);
  const text = `${JSON.stringify(place, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}
