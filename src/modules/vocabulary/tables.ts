// The tables of vocabulary, as Kysely sees them.

import type { JSONColumnType } from 'kysely';
import type { AllLabels, Lang } from '#kernel/locale.ts';
import type { Terms } from './model.ts';

/** Own tables of this module. */
export type VocabularyTables = {
  vocabulary_discipline: {
    id: string;
    position: number;
    labels: JSONColumnType<AllLabels>;
    description: JSONColumnType<AllLabels>;
    unreviewed: Lang[];
  };
  vocabulary_theme: {
    id: string;
    position: number;
    broader: string | null;
    labels: JSONColumnType<AllLabels>;
    refs: string[];
    disciplines: string[];
    unreviewed: Lang[];
  };
  vocabulary_concept: {
    id: string;
    position: number;
    theme: string | null;
    terms: JSONColumnType<Terms>;
    search_only: JSONColumnType<Terms>;
    definition: JSONColumnType<AllLabels>;
    ref: string | null;
    unreviewed: Lang[];
  };
};
