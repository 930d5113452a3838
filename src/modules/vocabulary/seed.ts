// First content of vocabulary: disciplines, themes and glossary from the facts folder, each with its card.

import type { Card } from '#kernel/card.ts';
import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import { readFacts } from '#platform/facts.ts';
import type { Services } from '#platform/services.ts';
import type { Concept, Discipline, Terms, Theme } from './model.ts';
import type { VocabularyTables } from './tables.ts';
import { replaceVocabulary } from './write.ts';

export const FACTS = new URL('./facts/', import.meta.url);

type ThemeFact = {
  id: string;
  broader: string | null;
  labels: AllLabels;
  refs?: string[];
  discipline?: string[];
  unreviewed?: Lang[];
};
type ConceptFact = {
  id: string;
  theme?: string | null;
  terms: Terms;
  searchOnly?: Terms;
  definition: AllLabels;
  ref?: string | null;
  unreviewed?: Lang[];
};

/** The vocabulary of the facts folder. */
export async function vocabularyFromFacts(): Promise<{
  disciplines: Discipline[];
  themes: Theme[];
  concepts: Concept[];
}> {
  const disciplines = await readFacts<Discipline[]>(FACTS, 'disciplines');
  const themes = await readFacts<ThemeFact[]>(FACTS, 'themes');
  const concepts = await readFacts<ConceptFact[]>(FACTS, 'glossary');
  return {
    disciplines: disciplines.map((fact) => ({ ...fact, unreviewed: fact.unreviewed ?? [] })),
    themes: themes.map(({ discipline, ...fact }) => ({
      ...fact,
      refs: fact.refs ?? [],
      disciplines: discipline ?? [],
      unreviewed: fact.unreviewed ?? [],
    })),
    concepts: concepts.map((fact) => ({
      id: fact.id,
      theme: fact.theme ?? null,
      terms: fact.terms,
      searchOnly: fact.searchOnly ?? {},
      definition: fact.definition,
      ref: fact.ref ?? null,
      unreviewed: fact.unreviewed ?? [],
    })),
  };
}

/** Loads the vocabulary and its cards in one transaction. */
export async function seedVocabulary(services: Services): Promise<void> {
  const lists = await vocabularyFromFacts();
  const at = services.now();
  await services.db.transaction(async (tx) => {
    await replaceVocabulary(services.db.writer<VocabularyTables>(tx), lists);
    await services.ports.cards.put(tx, [
      ...lists.disciplines.map((discipline) => disciplineCard(discipline, at)),
      ...lists.themes.map((theme) => themeCard(theme, lists.themes, at)),
      ...lists.concepts.map((concept) => conceptCard(concept, at)),
    ]);
    await services.ports.events.record(tx, { name: 'vocabulary.loaded', about: null }, ['vocabulary']);
  });
}

function disciplineCard(discipline: Discipline, at: Date): Card {
  return {
    ...bareCard('discipline', discipline.id, `/disciplines/${discipline.id}`, at),
    titles: discipline.labels,
    summaries: discipline.description,
    disciplines: [discipline.id],
    rank: 1,
  };
}

/** A theme carries its broader theme as well, so that the broader page lists what hangs on the narrower. */
function themeCard(theme: Theme, all: readonly Theme[], at: Date): Card {
  const broader = all.find((other) => other.id === theme.broader);
  return {
    ...bareCard('theme', theme.id, `/themes/${theme.id}`, at),
    titles: theme.labels,
    summaries: broader ? broader.labels : {},
    themes: broader ? [theme.id, broader.id] : [theme.id],
    disciplines: theme.disciplines,
    provisions: theme.refs,
    rank: 1,
  };
}

function conceptCard(concept: Concept, at: Date): Card {
  const titles: Labels = {};
  const body: Labels = {};
  for (const lang of LANGS) {
    const terms = concept.terms[lang] ?? [];
    if (terms[0]) titles[lang] = terms[0];
    body[lang] = [...terms.slice(1), ...(concept.searchOnly[lang] ?? [])].join(', ');
  }
  return {
    ...bareCard('concept', concept.id, `/glossary#${concept.id}`, at),
    titles,
    summaries: concept.definition,
    body,
    themes: concept.theme ? [concept.theme] : [],
    provisions: concept.ref ? [concept.ref] : [],
  };
}

function bareCard(kind: string, id: string, path: string, updatedAt: Date): Card {
  return {
    ref: { kind, id },
    path,
    titles: {},
    summaries: {},
    places: [],
    themes: [],
    disciplines: [],
    provisions: [],
    year: null,
    updatedAt,
  };
}
