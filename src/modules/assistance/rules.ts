// Rules of assistance: how many messages are taken in a while, and when a message is deleted.

import type { RateLimit } from '#kernel/page.ts';
import { KEPT_DAYS } from './model.ts';

/** Messages that one address may send. */
export const MESSAGES_BY_ADDRESS: RateLimit = { name: 'assistance.message', most: 20, seconds: 600 };
/** Messages that are taken from everyone together, so that a flood cannot bury what people write. */
export const MESSAGES_BY_ALL: RateLimit = { name: 'assistance.messages', most: 200, seconds: 600 };

/** Messages that arrived before this moment are to be deleted. */
export function deletionLine(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60_000);
}
