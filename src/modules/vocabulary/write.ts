// Every change of vocabulary: its lists are replaced as a whole from the first content.

import type { WriteDb } from '#platform/db/types.ts';
import type { Concept, Discipline, Theme } from './model.ts';
import type { VocabularyTables } from './tables.ts';

/** Replaces disciplines, themes and concepts. */
export async function replaceVocabulary(
  db: WriteDb<VocabularyTables>,
  lists: { disciplines: readonly Discipline[]; themes: readonly Theme[]; concepts: readonly Concept[] },
): Promise<void> {
  await db.deleteFrom('vocabulary_discipline').execute();
  await db.deleteFrom('vocabulary_theme').execute();
  await db.deleteFrom('vocabulary_concept').execute();
  await db
    .insertInto('vocabulary_discipline')
    .values(
      lists.disciplines.map((discipline, position) => ({
        id: discipline.id,
        position,
        labels: JSON.stringify(discipline.labels),
        description: JSON.stringify(discipline.description),
        unreviewed: [...discipline.unreviewed],
      })),
    )
    .execute();
  await db
    .insertInto('vocabulary_theme')
    .values(
      lists.themes.map((theme, position) => ({
        id: theme.id,
        position,
        broader: theme.broader,
        labels: JSON.stringify(theme.labels),
        refs: [...theme.refs],
        disciplines: [...theme.disciplines],
        unreviewed: [...theme.unreviewed],
      })),
    )
    .execute();
  await db
    .insertInto('vocabulary_concept')
    .values(
      lists.concepts.map((concept, position) => ({
        id: concept.id,
        position,
        theme: concept.theme,
        terms: JSON.stringify(concept.terms),
        search_only: JSON.stringify(concept.searchOnly),
        definition: JSON.stringify(concept.definition),
        ref: concept.ref,
        unreviewed: [...concept.unreviewed],
      })),
    )
    .execute();
}
