// Vocabulary: the eight disciplines of the charter, the themes, and the concepts of the glossary that drives search.

import type { AllLabels, Lang } from '#kernel/locale.ts';

/** One of the eight disciplines. */
export type Discipline = {
  id: string;
  labels: AllLabels;
  description: AllLabels;
  unreviewed: readonly Lang[];
};

/** A theme; `refs` are provisions or instruments it rests on. */
export type Theme = {
  id: string;
  broader: string | null;
  labels: AllLabels;
  refs: readonly string[];
  disciplines: readonly string[];
  unreviewed: readonly Lang[];
};

/** Words of a concept by language; the first term of a language is its preferred label. */
export type Terms = Partial<Record<Lang, readonly string[]>>;

/** A concept of the glossary. `searchOnly` words find it and are never shown as its label. */
export type Concept = {
  id: string;
  theme: string | null;
  terms: Terms;
  searchOnly: Terms;
  definition: AllLabels;
  ref: string | null;
  unreviewed: readonly Lang[];
};

/** A concept found in a query, with the words of every language that mean the same. */
export type Expansion = {
  concept: string;
  /** Preferred label in the reader's language. */
  label: string;
  /** The words of the query that named it, as folded. */
  matched: string;
  /** `quiet` terms find and are never shown. */
  terms: { lang: Lang; term: string; quiet: boolean }[];
};
