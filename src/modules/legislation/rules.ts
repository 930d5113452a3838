// Which answers hold on a day, which of them is shown, and when that next changes. Pure.

import { alignValue, NO_ANSWER, sameValue } from './alignment.ts';
import type { Alignment } from './alignment.ts';
import type { Answer, Attribute, Reading, Source } from './model.ts';

/** One attribute of one country's law on a day, with everything that is said of it. */
export type Position = {
  attribute: Attribute;
  place: string;
  /** Grade of the shown reading; no-data when nothing is current. */
  grade: Alignment;
  /** The reading shown first: of the most reliable source, then the newest. Null is a blank. */
  shown: Reading | null;
  /** Everything that holds on the day, the shown reading first. */
  current: readonly Reading[];
  /** Historical readings, readings overtaken by a later law, and law no longer in force; newest first. */
  earlier: readonly Reading[];
  /** Law that is known but does not hold yet. */
  coming: readonly Reading[];
  /** Current readings do not say the same. */
  disagree: boolean;
};

/** The answers that hold on an ISO day: valid from ≤ day < valid to, open ends allowed, never historical ones. */
export function answersOn<A extends Answer>(answers: readonly A[], day: string): A[] {
  return answers.filter((answer) => answer.confidence !== 'historical' && holdsOn(answer, day));
}

/** The next UTC midnight after `day` at which an answer begins or ends; null when none does. */
export function nextBoundary(answers: readonly Answer[], day: string): Date | null {
  let next: string | null = null;
  for (const { validFrom, validTo } of answers) {
    for (const edge of [validFrom, validTo]) {
      if (edge !== null && edge > day && (next === null || edge < next)) next = edge;
    }
  }
  return next === null ? null : new Date(`${next}T00:00:00Z`);
}

/** Where a country stands on an attribute on a day; `answers` may hold those of other attributes. */
export function positionOn(
  attribute: Attribute,
  place: string,
  answers: readonly Answer[],
  sources: ReadonlyMap<string, Source>,
  day: string,
): Position {
  const readings = answers
    .filter((answer) => answer.attribute === attribute.id && answer.place === place)
    .map((answer) => ({ ...answer, ...alignValue(attribute.rule, answer.value, attribute.commended) }));
  if (readings.length === 0) return blankPosition(attribute, place);
  const valid = answersOn(readings, day);
  const current = valid.filter((reading) => !overtaken(reading, valid)).sort((a, b) => byStanding(a, b, sources));
  const coming = readings.filter((reading) => reading.validFrom !== null && reading.validFrom > day);
  const earlier = readings.filter((reading) => !current.includes(reading) && !coming.includes(reading));
  const shown = current[0] ?? null;
  return {
    attribute,
    place,
    grade: shown?.grade ?? 'no-data',
    shown,
    current,
    earlier: earlier.sort((a, b) => dateOf(b).localeCompare(dateOf(a)) || byStanding(a, b, sources)),
    coming: coming.sort((a, b) => a.validFrom!.localeCompare(b.validFrom!)),
    disagree: current.some((reading) => !sameValue(reading.value, shown!.value)),
  };
}

/** The position of a country nobody has answered for. */
export function blankPosition(attribute: Attribute, place: string): Position {
  const { grade } = alignValue(attribute.rule, NO_ANSWER);
  return { attribute, place, grade, shown: null, current: [], earlier: [], coming: [], disagree: false };
}

function holdsOn({ validFrom, validTo }: Answer, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day < validTo);
}

/** A source older than a law known to be in force since a later day tells of the law before it. */
function overtaken(reading: Answer, valid: readonly Answer[]): boolean {
  if (reading.validFrom !== null) return false;
  return valid.some(({ validFrom }) => validFrom !== null && (reading.asOf === null || reading.asOf < validFrom));
}

function byStanding(a: Answer, b: Answer, sources: ReadonlyMap<string, Source>): number {
  const rank = (answer: Answer) => sources.get(answer.source)?.reliability ?? Number.MAX_SAFE_INTEGER;
  return rank(a) - rank(b) || dateOf(b).localeCompare(dateOf(a)) || a.id.localeCompare(b.id);
}

function dateOf(answer: Answer): string {
  return answer.validFrom ?? answer.asOf ?? '';
}
