// Rules of assistance: how many messages a node takes in a while, and when a message is deleted.

import type { Verdict } from '#kernel/verdict.ts';
import { ALLOWED, refused } from '#kernel/verdict.ts';
import { KEPT_DAYS } from './model.ts';

/** At most this many messages are taken by one node in this many minutes, whoever sends them: no address is looked at. */
export const RATE = { messages: 20, minutes: 10 } as const;

/** Whether one more message may be taken, given the moments of those taken before. */
export function mayTakeMessage(taken: readonly Date[], now: Date): Verdict {
  const since = now.getTime() - RATE.minutes * 60_000;
  const recent = taken.filter((moment) => moment.getTime() > since).length;
  return recent < RATE.messages ? ALLOWED : refused('assistance.too_many_messages', { minutes: RATE.minutes });
}

/** Messages that arrived before this moment are to be deleted. */
export function deletionLine(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60_000);
}
