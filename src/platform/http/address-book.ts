// Remembers what each raw request target means: its canonical address, whether it may be cached, and its cache key.

import { readTarget } from './guard.ts';

/** Tells which query parameters change the answer at a path; undefined when answers there are never kept. */
export type AllowedQuery = (pathname: string) => readonly string[] | undefined;

/** A raw target understood. */
export type Address =
  | { ok: true; pathname: string; search: string; /** Null when answers here are never kept. */ key: string | null }
  | { ok: false; status: 400 | 414 };

const SIZE = 4000;
const LONGEST = 400;

/** Makes the reader of request targets, with a bounded memory of cacheable ones. */
export function createAddressBook(allowedQuery: AllowedQuery): (target: string) => Address {
  const known = new Map<string, Address>();
  return (target) => {
    const seen = known.get(target);
    if (seen) return seen;
    const address = understand(target, allowedQuery);
    if (address.ok && address.key !== null && target.length <= LONGEST) {
      if (known.size >= SIZE) known.clear();
      known.set(target, address);
    }
    return address;
  };
}

function understand(raw: string, allowedQuery: AllowedQuery): Address {
  const target = readTarget(raw);
  if (!target.ok) return target;
  const { pathname } = target;
  const allowed = allowedQuery(pathname);
  if (allowed === undefined) return { ok: true, pathname, search: target.search, key: null };
  const search = target.search === '' ? '' : canonicalQuery(target.search, allowed);
  return { ok: true, pathname, search, key: pathname + search };
}

function canonicalQuery(search: string, allowed: readonly string[]): string {
  const kept = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search)) if (allowed.includes(name)) kept.append(name, value);
  kept.sort();
  const text = kept.toString();
  return text === '' ? '' : `?${text}`;
}
