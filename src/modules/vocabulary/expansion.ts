// Finding glossary concepts in a query: the engine behind "diversion also finds déjudiciarisation".

import type { Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import { foldText, hasHan } from './fold.ts';
import type { Concept, Expansion } from './model.ts';

type Entry = { folded: string; concept: Concept };

/** Concepts prepared for look-up by their folded words. */
export type ConceptIndex = { entries: readonly Entry[] };

/** Prepares an index; longer words first, so that "pre-trial detention" wins over "detention". */
export function indexConcepts(concepts: readonly Concept[]): ConceptIndex {
  const entries = concepts.flatMap((concept) => {
    const words = LANGS.flatMap((lang) => [...(concept.terms[lang] ?? []), ...(concept.searchOnly[lang] ?? [])]);
    return [...new Set(words.map(foldText))]
      .filter((folded) => folded.length > 1)
      .map((folded) => ({ folded, concept }));
  });
  entries.sort((a, b) => b.folded.length - a.folded.length || (a.folded < b.folded ? -1 : 1));
  return { entries };
}

/** The concepts a query names, at most five; parts of the query already explained are not matched again. */
export function expandQuery(index: ConceptIndex, query: string, lang: Lang): Expansion[] {
  let rest = ` ${foldText(query)} `;
  const found = new Map<string, Expansion>();
  const taken = new Set<string>();
  for (const { folded, concept } of index.entries) {
    if (found.size >= 5) break;
    const needle = hasHan(folded) ? folded : ` ${folded} `;
    const again = taken.has(folded);
    if (!again && !rest.includes(needle)) continue;
    taken.add(folded);
    rest = rest.replace(needle, hasHan(folded) ? ' ' : '  ');
    if (found.has(concept.id)) continue;
    found.set(concept.id, {
      concept: concept.id,
      label: preferredTerm(concept, lang),
      matched: folded,
      terms: LANGS.flatMap((other) => [
        ...(concept.terms[other] ?? []).map((term) => ({ lang: other, term, quiet: false })),
        ...(concept.searchOnly[other] ?? []).map((term) => ({ lang: other, term, quiet: true })),
      ]).filter(({ term }) => foldText(term) !== folded),
    });
  }
  return [...found.values()];
}

/** The label of a concept for a reader. */
export function preferredTerm(concept: Concept, lang: Lang): string {
  return concept.terms[lang]?.[0] ?? concept.terms.en?.[0] ?? concept.id;
}
