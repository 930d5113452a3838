// Capitalised pieces of Latin and Cyrillic sentences: where one begins, how it goes on, what surrounds it.

import { cyrillicGiven, latinGiven } from '../lexicon.ts';
import type { Sentence, Token } from '../model.ts';
import { has } from './near.ts';

/** Tokens `s` to `e` (exclusive); `first` says it opens the sentence, where capitals mean little. */
export type Run = { s: number; e: number; first: boolean; given: 'no' | 'soft' | 'yes' };

const PARTICLES = new Set(
  'de del la las los da do dos das van von der den bin ben ibn bint al el ul ould ag ait aït of the du des le d mac mc san santa y e ter te zu оглы кызы ибн аль эль бен фон де'.split(
    ' ',
  ),
);
const OPENERS = /^["«»“”(:–—•\-*|;]$/;

/** All capitalised runs of a sentence. */
export function runsOf({ tokens, opens }: Sentence): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isCapital(tokens[at]!)) continue;
    let end = at + 1;
    for (;;) {
      const next = tokens[end];
      if (!next) break;
      if (isCapital(next)) end += 1;
      else if (initialDot(tokens, end)) end += 1;
      else if (
        next.text === '-' &&
        !next.gap &&
        tokens[end + 1] &&
        isCapital(tokens[end + 1]!) &&
        !tokens[end + 1]!.gap
      )
        end += 2;
      else {
        const skip = particles(tokens, end);
        if (skip === 0) break;
        end += skip + 1;
      }
      if (end - at > 9) break;
    }
    runs.push({ s: at, e: end, first: opensAt(tokens, at, opens), given: 'no' });
    at = end - 1;
  }
  return runs;
}

/** The strongest given-name evidence among the tokens. */
export function givenIn(tokens: readonly Token[], s: number, e: number): 'no' | 'soft' | 'yes' {
  let best: 'no' | 'soft' | 'yes' = 'no';
  for (let at = s; at < e; at += 1) {
    const token = tokens[at]!;
    const own =
      token.script === 'latin'
        ? latinGiven(token.low)
        : token.script === 'cyrillic' && (cyrillicGiven(token.low) || isPatronymic(token.low))
          ? 'yes'
          : 'no';
    if (own === 'yes') return 'yes';
    if (own === 'soft') best = 'soft';
  }
  return best;
}

/** -ович, -евна and their cases. */
export function isPatronymic(word: string): boolean {
  return word.length > 6 && /(?:[оеё]вич|[оеё]вн|ичн)(?:а|ы|е|у|ой|ем|ом)?$/.test(word);
}

function isCapital(token: Token): boolean {
  return token.cap > 0 && (token.script === 'latin' || token.script === 'cyrillic');
}

/** The dot of "J. K. Smith" inside a run. */
function initialDot(tokens: readonly Token[], at: number): boolean {
  const dot = tokens[at]!;
  return (
    dot.text === '.' && !dot.gap && tokens[at - 1]?.cap === 3 && Boolean(tokens[at + 1] && isCapital(tokens[at + 1]!))
  );
}

function particles(tokens: readonly Token[], at: number): number {
  let count = 0;
  while (count < 2 && tokens[at + count] && PARTICLES.has(tokens[at + count]!.low) && tokens[at + count]!.cap === 0)
    count += 1;
  return count > 0 && tokens[at + count] && isCapital(tokens[at + count]!) && !has(tokens[at], 'nothing') ? count : 0;
}

/** True where any word would be written with a capital: start of a sentence, a quotation, a cell, after a label. */
export function opensAt(tokens: readonly Token[], at: number, opens: boolean): boolean {
  if (at === 0) return opens;
  const left = tokens[at - 1]!;
  if (OPENERS.test(left.text)) return at === 1 || left.text !== '(';
  return at === 1 && left.script === 'number';
}
