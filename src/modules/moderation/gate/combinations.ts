// The rules of co-occurrence: which findings together can single out a child, and how much that weighs.

import { byHint } from './by-hint.ts';
import { byInitials, byName } from './by-name.ts';
import { byContact, byNumber } from './by-number.ts';
import { byPlace, bySingling } from './by-place.ts';
import type { Features } from './features.ts';
import { subjectOf } from './subject.ts';
import type { Combination } from './subject.ts';

/** From these weights on a text is asked about, held and blocked. */
export const ASK = 0.35;
export const HOLD = 0.6;
export const BLOCK = 0.95;

/** Combinations within one sentence, or within neighbours taken together when `apart` is true. */
export function combinationsOf(found: Features, apart = false): Combination[] {
  const subject = subjectOf(found);
  if (subject.context.fiction && found.ids.length === 0 && found.emails.length === 0) return [];
  const list = [
    ...byName(found, subject, apart),
    ...byInitials(found, subject),
    ...byNumber(found, subject),
    ...byContact(found, subject),
    ...byPlace(found, subject, apart),
    ...bySingling(found, subject, apart),
    ...byHint(found, subject, apart),
  ];
  const damped = subject.context.changed
    ? list.map((item) => (item.code.startsWith('name_') ? { ...item, weight: Math.min(item.weight, 0.5) } : item))
    : list;
  return apart ? damped.map((item) => ({ ...item, weight: item.weight * 0.9 })) : damped;
}
