// The child-identification gate: reads a text and says whether it could single out a child, why, and where.

import type { Lang } from '#kernel/locale.ts';
import { ASK, BLOCK, combinationsOf, HOLD } from './combinations.ts';
import type { Combination } from './subject.ts';
import { featuresOf, joined } from './features.ts';
import type { Features } from './features.ts';
import { marksOf } from './marks.ts';
import type { GateAnswer, GateVerdict, Sentence } from './model.ts';
import { normalise } from './normalise.ts';
import { sentencesOf } from './sentences.ts';
import { tokenise } from './tokens.ts';

const IDENTIFIERS = [
  'persons',
  'ages',
  'births',
  'initials',
  'cases',
  'ids',
  'emails',
  'handles',
  'phones',
  'coordinates',
  'addresses',
  'relations',
  'siblings',
  'nicknames',
  'onlies',
  'cells',
  'classes',
] as const satisfies readonly (keyof Features)[];

/** What a caller may know of the text: its language, and the year it is read in. */
export type GateOptions = { lang?: Lang; year?: number };

/** Checks one text. Never throws, keeps nothing; time grows with the length of the text and no faster. */
export function checkText(original: string, options: GateOptions = {}): GateAnswer {
  const { text, map } = normalise(original.isWellFormed() ? original : original.toWellFormed());
  const sentences = sentencesOf(text, tokenise(text), options.lang);
  const found = combinationsIn(sentences, options.year ?? new Date().getUTCFullYear());
  const weights = new Map<string, number>();
  for (const { code, weight } of found) if (weight > (weights.get(code) ?? 0)) weights.set(code, weight);
  const reasons = Array.from(weights, ([code, weight]) => ({ code, weight: Math.round(weight * 100) / 100 }))
    .filter(({ weight }) => weight >= ASK)
    .sort((a, b) => b.weight - a.weight || (a.code < b.code ? -1 : 1));
  const verdict = verdictOf(reasons[0]?.weight ?? 0);
  return {
    verdict,
    reasons,
    marks:
      verdict === 'pass'
        ? []
        : marksOf(
            found.filter(({ weight }) => weight >= ASK),
            sentences,
            map,
            options.lang,
          ),
  };
}

function verdictOf(weight: number): GateVerdict {
  if (weight >= BLOCK) return 'block';
  if (weight >= HOLD) return 'hold';
  return weight >= ASK ? 'ask' : 'pass';
}

function combinationsIn(sentences: readonly Sentence[], year: number): Combination[] {
  const all: Combination[] = [];
  const features = sentences.map((sentence) => featuresOf(sentence, year));
  for (let at = 0; at < features.length; at += 1) {
    const own = features[at]!;
    all.push(...combinationsOf(own));
    const next = features[at + 1];
    if (!next || next.line !== own.line || (isBare(own) && isBare(next))) continue;
    const pair = joined(own, next);
    all.push(...combinationsOf(pair, true));
    const third = features[at + 2];
    if (third && third.line === own.line && own.persons.some((person) => person.named))
      all.push(...combinationsOf(joined(pair, third), true));
  }
  return all;
}

/** Nothing in it that could single out anyone, whatever stands beside it. */
function isBare(found: Features): boolean {
  return IDENTIFIERS.every((key) => found[key].length === 0);
}
