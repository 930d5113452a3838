// How often an address of the site may be asked for: the route's limit, counted by person when signed in, else by network address.

import type { RateLimit, Viewer } from '#kernel/page.ts';
import type { Problem } from '#kernel/problem.ts';
import { tooOften } from '#platform/limits.ts';
import type { Limits } from '#platform/limits.ts';

/** What a limited request is known by; the address is empty for pages kept for everyone, which are counted before they are made. */
export type Asking = { viewer: Viewer; address: string };

/** The refusal when the limit is spent; null when there is none, or nobody to count. */
export async function spentBy(
  limits: Limits,
  limit: RateLimit | undefined,
  { viewer, address }: Asking,
): Promise<Problem | null> {
  if (!limit || (viewer.id === null && address === '')) return null;
  const taken = await limits.take(limit, viewer.id === null ? { address } : { person: viewer.id });
  return taken.allowed ? null : tooOften(taken);
}

/** The header lines that a failure carries, such as `Retry-After`. */
export function headersOf(problem: Problem): Readonly<Record<string, string>> {
  return (problem.extra.headers as Record<string, string> | undefined) ?? {};
}
