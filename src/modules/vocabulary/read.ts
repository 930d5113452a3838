// Every query of vocabulary: small tables, read whole.

import type { ReadDb } from '#platform/db/types.ts';
import type { Concept, Discipline, Theme } from './model.ts';
import type { VocabularyTables } from './tables.ts';

/** The eight disciplines in the order of the charter. */
export async function listDisciplines(db: ReadDb<VocabularyTables>): Promise<Discipline[]> {
  const rows = await db.selectFrom('vocabulary_discipline').selectAll().orderBy('position').execute();
  return rows.map(({ position: _, ...row }) => row);
}

/** All themes in their order. */
export async function listThemes(db: ReadDb<VocabularyTables>): Promise<Theme[]> {
  const rows = await db.selectFrom('vocabulary_theme').selectAll().orderBy('position').execute();
  return rows.map(({ position: _, ...row }) => row);
}

/** All concepts of the glossary. */
export async function listConcepts(db: ReadDb<VocabularyTables>): Promise<Concept[]> {
  const rows = await db.selectFrom('vocabulary_concept').selectAll().orderBy('position').execute();
  return rows.map(({ position: _, search_only, ...row }) => ({ ...row, searchOnly: search_only }));
}
