// Addresses of provisions: canonical forms, and which provisions a reference means when it names a range or a part.

import { directionOf } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';

/** `40(3)(a)` and `40.3.A` → `40.3.a`; ranges keep their dash. */
export function canonicalAddress(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, '')
    .replace(/\(([^()]*)\)/g, '.$1')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.|\.$/g, '');
}

/** Splits a reference `crc:40.3.a` or `opcat` into instrument and canonical address. */
export function splitReference(reference: string): { instrument: string; n: string | null } {
  const at = reference.indexOf(':');
  if (at < 0) return { instrument: reference.trim().toLowerCase(), n: null };
  return { instrument: reference.slice(0, at).trim().toLowerCase(), n: canonicalAddress(reference.slice(at + 1)) };
}

type Span = { from: number; to: number };

/** `21-22` → {21, 22}; `95` → {95, 95}; `95.h` → {95, 95}; undefined when it does not start with a number. */
function spanOf(n: string): Span | undefined {
  const match = /^(\d+)(?:\.[a-z0-9]+)*(?:-(\d+))?$/.exec(n);
  if (!match) return undefined;
  const from = Number(match[1]);
  return { from, to: match[2] ? Number(match[2]) : from };
}

/**
 * Addresses of `listed` that a reference `n` means: the same address; else the nearest listed part above it (`40.3.a.i` → `40.3.a`);
 * else every listed band that overlaps its numbers (`25-27` → `25`, `26-27`); else the listed parts below it.
 */
export function matchAddresses(listed: readonly string[], n: string): string[] {
  if (listed.includes(n)) return [n];
  for (let at = n.lastIndexOf('.'); at > 0; at = n.lastIndexOf('.', at - 1)) {
    const above = n.slice(0, at);
    if (listed.includes(above)) return [above];
  }
  const below = listed.filter((address) => address.startsWith(`${n}.`));
  if (below.length > 0) return below;
  const span = spanOf(n);
  if (!span) return [];
  return listed.filter((address) => {
    const other = address.includes('.') ? undefined : spanOf(address);
    return other !== undefined && other.from <= span.to && span.from <= other.to;
  });
}

/** "CRC 40(3)(a)"; in Arabic the number is kept in its own order by isolating characters. */
export function withNumber(short: string, label: string, lang: Lang): string {
  return directionOf(lang) === 'rtl' ? `${short} \u2066${label}\u2069` : `${short} ${label}`;
}
