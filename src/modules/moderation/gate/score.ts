// Scores labelled texts and gives back counts alone, so that no text of the unseen part can leave it.

import { checkText } from './check.ts';

/** A labelled text of the corpus. */
export type Labelled = { id: string; lang: string; text: string; label: string };
/** Counts of one language, or of all. */
export type Score = { identifying: number; found: number; harmless: number; held: number; asked: number };

/** Counts per language and under `all`; found is any verdict but pass, held is hold or block on a harmless text. */
export function scoreOf(records: readonly Labelled[]): Map<string, Score> {
  const scores = new Map<string, Score>();
  for (const { lang, text, label } of records) {
    const { verdict } = checkText(text);
    for (const key of [lang, 'all']) {
      const score = scores.get(key) ?? { identifying: 0, found: 0, harmless: 0, held: 0, asked: 0 };
      scores.set(key, score);
      if (label === 'identifying') {
        score.identifying += 1;
        score.found += verdict === 'pass' ? 0 : 1;
      } else {
        score.harmless += 1;
        score.held += verdict === 'hold' || verdict === 'block' ? 1 : 0;
        score.asked += verdict === 'ask' ? 1 : 0;
      }
    }
  }
  return scores;
}
