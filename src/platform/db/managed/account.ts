// The account PostgreSQL runs under: our own, or an unprivileged one when we are root, because PostgreSQL refuses root.

import { chmodSync, chownSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseFailure } from '../failure.ts';

/** User and group ids to run as. */
export type Account = { uid: number; gid: number; name: string };

/** The account to drop to, or null when we already are unprivileged: the one that owns the cluster, else a standing one. */
export function serverAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((account) => account.name === name && account.uid > 0);
    if (found) return found;
  }
  return { name: '65534', uid: 65534, gid: 65534 };
}

/** True when the account can pass through every folder above `path` and read `path` itself (by mode bits alone). */
export function mayReach(path: string, account: Account | null): boolean {
  if (!account) return true;
  let current = resolve(path);
  let bits = 0o4;
  for (;;) {
    const stat = statSync(current, { throwIfNoEntry: false });
    if (stat) {
      const need = stat.isDirectory() ? bits | 0o1 : bits;
      const shift = stat.uid === account.uid ? 6 : stat.gid === account.gid ? 3 : 0;
      if (((stat.mode >> shift) & need) !== need) return false;
    }
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
    bits = 0;
  }
}

/** Gives a folder of ours to the account; a link is refused. */
export function giveTo(path: string, account: Account | null): void {
  if (!account) return;
  if (lstatSync(path).isSymbolicLink())
    throw new DatabaseFailure(`The folder ${path} is a link; the database needs a folder of its own there.`);
  chownSync(path, account.uid, account.gid);
}

/** Gives a cluster that root has copied, with everything in it, to the account that must read it. */
export function giveWhole(cluster: string, account: Account | null): void {
  if (!account || statSync(cluster, { throwIfNoEntry: false })?.uid !== 0) return;
  for (const entry of readdirSync(cluster, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  chmodSync(cluster, 0o700);
  giveTo(cluster, account);
}
