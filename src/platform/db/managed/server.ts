// The PostgreSQL process of a data folder: initialised, started, recognised when it survived, and stopped.

import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseFailure } from '../failure.ts';
import type { Log } from '../../log.ts';
import { giveTo, giveWhole, serverAccount } from './account.ts';
import type { Account } from './account.ts';
import { bundledVersion, findBinaries } from './binaries.ts';
import { findPlace, readPlace, writePlace } from './place.ts';
import type { Place } from './place.ts';
import { serverSettings } from './settings.ts';

const LOG_LIMIT = 4 * 1024 * 1024;
/** Patience with a server that is dying or being started by another process. */
const PATIENCE = 15_000;

/** What the cluster's lock file says. */
export type Postmaster = { pid: number; status: string };

/** The path of the server's own log. */
export function serverLogPath(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}

/** The running server of the cluster, or null; a lock file left behind by a dead one counts as none. */
export function findPostmaster(cluster: string): Postmaster | null {
  const path = join(cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid < 2 || !isServerOf(pid, cluster)) return null;
  return { pid, status: lines[7]?.trim() ?? '' };
}

/** True when the process lives and works in this cluster; a number taken over by another program does not count. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  if (process.platform !== 'linux') {
    return basename(spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.trim()).startsWith(
      'postgres',
    );
  }
  try {
    return !isZombie(pid) && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Makes sure that a server runs on the data folder, and tells its place; `started` is false when it was running before. */
export async function ensureServer(dataDir: string, log: Log): Promise<{ place: Place; started: boolean }> {
  const account = serverAccount(readPlace(dataDir)?.cluster ?? join(dataDir, 'postgres'));
  const place = findPlace(dataDir, account);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const running = findPostmaster(place.cluster);
    if (running) {
      if (await waitUntilReady(place.cluster, running.pid, log)) return { place, started: false };
    } else {
      checkVersion(place.cluster);
      if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(dataDir, place, account, log);
      const refusal = await startServer(dataDir, place, account, log);
      if (refusal === null) return { place, started: true };
      if (
        !/lock file .* already exists|pre-existing shared memory block|is in use|could not bind/i.test(refusal) ||
        Date.now() > deadline
      ) {
        throw new DatabaseFailure(refusalSentence(dataDir, place, refusal));
      }
      dropForeignLocks(place);
    }
    if (Date.now() > deadline)
      throw new DatabaseFailure(`The database of ${dataDir} does not answer; its log is ${serverLogPath(dataDir)}.`);
    await pause(50);
  }
}

function checkVersion(cluster: string): void {
  const path = join(cluster, 'PG_VERSION');
  if (!existsSync(path)) return;
  const found = readFileSync(path, 'utf8').trim();
  const bundled = String(Number.parseInt(bundledVersion(), 10));
  if (found === bundled) return;
  throw new DatabaseFailure(
    `The database folder ${cluster} was written by PostgreSQL ${found || 'of an unknown version'}, this release brings ${bundled}. Nothing was changed; ` +
      'make a backup with the release that wrote it (npm run observatory -- backup <file>) and restore it into an empty data folder with this one.',
  );
}

/** Makes the cluster beside its place and moves it there whole, so that an interrupted start leaves nothing half made. */
async function initialise(dataDir: string, place: Place, account: Account | null, log: Log): Promise<void> {
  const parent = dirname(place.cluster);
  const binaries = findBinaries(account, parent);
  for (const name of readdirSync(parent)) {
    const [, pid] = /^postgres\.new-(\d+)$/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const fresh = `${place.cluster}.new-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  giveTo(fresh, account);
  let failure = '';
  for (const locale of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    failure = await initdb(binaries.initdb, fresh, locale, account);
    if (!/invalid locale name|locale .* (does not exist|requires|could not)/i.test(failure)) break;
  }
  if (failure) {
    rmSync(fresh, { recursive: true, force: true });
    throw new DatabaseFailure(refusalSentence(dataDir, place, failure));
  }
  try {
    renameSync(fresh, place.cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw error;
  }
  writePlace(dataDir, { ...place, initialised: true });
  log.info({ version: binaries.version }, 'the database was made');
}

function initdb(program: string, folder: string, locale: string, account: Account | null): Promise<string> {
  const child = spawn(
    program,
    [
      '-D',
      folder,
      '-U',
      'observatory',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=icu',
      '--icu-locale=und',
      `--locale=${locale}`,
      '--lc-messages=C',
      '--data-checksums',
    ],
    {
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    },
  );
  const output: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => output.push(bytes));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) =>
      resolve(code === 0 ? '' : Buffer.concat(output).toString().trim() || `initdb ended with ${code}`),
    );
  });
}

/** Starts the server and waits until it serves; answers null, or the server's own words when it refused. */
async function startServer(dataDir: string, place: Place, account: Account | null, log: Log): Promise<string | null> {
  giveWhole(place.cluster, account);
  const binaries = findBinaries(account, dirname(place.cluster));
  if (place.socket !== place.cluster) {
    mkdirSync(place.socket, { recursive: true, mode: 0o700 });
    giveTo(place.socket, account);
  }
  const logPath = serverLogPath(dataDir);
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(logPath, `${logPath}.old`);
  const output = openSync(logPath, 'a', 0o640);
  const from = statSync(logPath).size;
  const child = spawn(binaries.postgres, ['-D', place.cluster, ...serverSettings(place.socket, place.port)], {
    cwd: '/',
    detached: true,
    env: cleanEnvironment(),
    stdio: ['ignore', output, output],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  closeSync(output);
  let ended: string | undefined;
  child.on('error', (error) => (ended = error.message));
  child.on('exit', () => (ended ??= readFrom(logPath, from)));
  child.unref();
  const ready = await waitUntilReady(place.cluster, child.pid ?? -1, log, () => ended !== undefined);
  child.removeAllListeners('exit');
  return ready ? null : (ended ?? readFrom(logPath, from));
}

async function waitUntilReady(
  cluster: string,
  pid: number,
  log: Log,
  ended: () => boolean = () => !isServerOf(pid, cluster),
): Promise<boolean> {
  for (let tick = 1; !ended(); tick += 1) {
    const found = findPostmaster(cluster);
    if (found?.pid === pid && found.status === 'ready') return true;
    if (found?.pid === pid && found.status === 'stopping' && tick > 1000) return false;
    if (tick % 1000 === 0)
      log.warn('the database is still starting: it replays what was not yet written to its tables');
    await pause(10);
  }
  return false;
}

/** Removes lock files whose process is another program or dead by now; PostgreSQL would wait for it for ever. */
function dropForeignLocks({ cluster, socket, port }: Place): void {
  for (const path of [join(cluster, 'postmaster.pid'), join(socket, `.s.PGSQL.${port}.lock`)]) {
    const pid = readLockPid(path);
    if (pid !== null && !isServerOf(pid, cluster)) rmSync(path, { force: true });
  }
}

function readLockPid(path: string): number | null {
  try {
    return Math.abs(Number.parseInt(readFileSync(path, 'utf8'), 10)) || null;
  } catch {
    return null;
  }
}

/** Asks the server to end its sessions and to stop, and waits until it is gone. */
export async function stopServer(cluster: string): Promise<void> {
  const running = findPostmaster(cluster);
  if (!running) return;
  process.kill(running.pid, 'SIGINT');
  while (isServerOf(running.pid, cluster)) await pause(10);
}

function cleanEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };
}

function readFrom(path: string, from: number): string {
  const length = Math.min(statSync(path).size - from, 64 * 1024);
  const bytes = Buffer.alloc(Math.max(length, 0));
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
  return bytes.toString();
}

function refusalSentence(dataDir: string, place: Place, words: string): string {
  if (/No space left on device/i.test(words))
    return `The disk that holds ${dataDir} is full; free some space and start again. Nothing was lost.`;
  if (/EPERM|Operation not permitted/i.test(words)) {
    return `The database cannot run under an unprivileged account here (${words.split('\n')[0]}); start the observatory as an ordinary account or set DATABASE_URL.`;
  }
  const line =
    words
      .split('\n')
      .findLast((text) => /FATAL|PANIC|error:/i.test(text))
      ?.replace(/^.*?(FATAL|PANIC|error):\s*/i, '') ??
    words.split('\n')[0] ??
    '';
  return `The database in ${place.cluster} does not start: ${line.trim().replace(/\.$/, '')}. Its log is ${serverLogPath(dataDir)}.`;
}
