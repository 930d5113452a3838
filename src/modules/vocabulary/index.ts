// Door of vocabulary: disciplines, themes and the glossary that widens searches.

import type { Lang } from '#kernel/locale.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Services } from '#platform/services.ts';
import { expandQuery, indexConcepts } from './expansion.ts';
import type { Discipline, Expansion, Theme } from './model.ts';
import { listConcepts, listDisciplines, listThemes } from './read.ts';
import type { VocabularyTables } from './tables.ts';

export type { Concept, Discipline, Expansion, Theme } from './model.ts';

/** What other modules may ask of the glossary; answers come from memory after the first call. */
export type Glossary = {
  /** Concepts a query names, with the words of every language that mean the same. */
  expand(query: string, lang: Lang): Promise<Expansion[]>;
  themes(): Promise<readonly Theme[]>;
  disciplines(): Promise<readonly Discipline[]>;
  /** Label for a reader; the id itself when unknown. */
  themeLabel(id: string, lang: Lang): Promise<string>;
  disciplineLabel(id: string, lang: Lang): Promise<string>;
};

/** Opens the glossary; it is read again after a change tagged `vocabulary`. */
export function glossary(services: Services): Glossary {
  const db = services.db.reader<VocabularyTables>();
  const concepts = services.reference(['vocabulary'], async () => indexConcepts(await listConcepts(db)));
  const themes = services.reference(['vocabulary'], () => listThemes(db));
  const disciplines = services.reference(['vocabulary'], () => listDisciplines(db));
  const labelOf = async (list: Promise<readonly (Theme | Discipline)[]>, id: string, lang: Lang) => {
    const found = (await list).find((entry) => entry.id === id);
    return found ? pickLabel(found.labels, lang).text : id;
  };
  return {
    expand: async (query, lang) => expandQuery(await concepts(), query, lang),
    themes,
    disciplines,
    themeLabel: (id, lang) => labelOf(themes(), id, lang),
    disciplineLabel: (id, lang) => labelOf(disciplines(), id, lang),
  };
}
