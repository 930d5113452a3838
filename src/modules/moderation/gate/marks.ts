// Turns combinations into marks of the original text, neighbouring pieces of one combination becoming one mark.

import type { Lang } from '#kernel/locale.ts';
import type { Combination } from './subject.ts';
import type { Mark, Sentence, Span } from './model.ts';
import { insteadOf } from './suggestions.ts';

/** Pieces of one combination that stand this near are one mark. */
const NEAR = 14;
const MOST = 500;

/** Marks in original offsets, in order, without overlaps; the heavier combination wins. */
export function marksOf(
  combinations: readonly Combination[],
  sentences: readonly Sentence[],
  map: Int32Array,
  hint?: Lang,
): Mark[] {
  const taken: (Span & { code: string })[] = [];
  const heavy = [...combinations].sort((a, b) => b.weight - a.weight).slice(0, MOST * 4);
  for (const { code, spans } of heavy) for (const span of together(spans)) taken.push({ ...span, code });
  const ordered = taken.map((span, rank) => ({ ...span, rank })).sort((a, b) => a.start - b.start || a.rank - b.rank);
  const kept: (typeof ordered)[number][] = [];
  for (const span of ordered) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push(span);
    else if (span.rank < last.rank) {
      if (span.end > last.end) kept[kept.length - 1] = { ...span, start: last.start };
      else last.code = span.code;
      kept.at(-1)!.rank = span.rank;
    } else last.end = Math.max(last.end, span.end);
  }
  let at = 0;
  return kept.slice(0, MOST).map(({ start, end, code }) => {
    while (at + 1 < sentences.length && sentences[at + 1]!.start <= start) at += 1;
    return { start: map[start]!, end: map[end]!, code, suggestion: insteadOf(code, langOf(sentences[at], hint)) };
  });
}

function together(spans: readonly Span[]): Span[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of ordered) {
    const last = merged.at(-1);
    if (last && span.start - last.end <= NEAR) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

function langOf(sentence: Sentence | undefined, hint?: Lang): Lang {
  const counts = { latin: 0, cyrillic: 0, arabic: 0, han: 0 };
  for (const { script } of sentence?.tokens ?? []) if (script in counts) counts[script as keyof typeof counts] += 1;
  const best = (Object.keys(counts) as (keyof typeof counts)[]).reduce((a, b) => (counts[b] > counts[a] ? b : a));
  if (best === 'cyrillic') return 'ru';
  if (best === 'arabic') return 'ar';
  if (best === 'han') return 'zh';
  const [first = 'en', ...others] = sentence?.langs ?? [];
  return hint && (first === hint || others.includes(hint)) ? hint : others.length > 0 ? 'en' : first;
}
