// The tables of the catalogue: cards as shown, the narrow search index, sets of facet values, and the dictionary of words.

import type { Labels } from '#kernel/locale.ts';

export type CardTable = {
  id: number;
  kind: string;
  ref_id: string;
  path: string;
  titles: Labels;
  summaries: Labels;
  body: Labels;
  places: string[];
  themes: string[];
  disciplines: string[];
  provisions: string[];
  year: number | null;
  rank: number;
  updated_at: Date;
  /** Hash of everything above with the ancestors of the places: the same hash, no change. */
  digest: string;
};

/** One row per card; facet columns are ids of catalogue_facet_set. */
export type SearchTable = {
  card: number;
  kind: number;
  place: number;
  theme: number;
  discipline: number;
  lang: number;
  year: number;
  rank: number;
  updated: number;
  words: string;
};

/** A combination of facet values that cards have, such as `{place:ESP,place:039,place:150}`. */
export type FacetSetTable = { id: number; members: string[] };

/** A word, its stem, and in how many cards it stands. */
export type TermTable = { word: string; stemmer: string; stem: string; cards: number };

/** A word of the dictionary with what finds it in spite of a slip. */
export type WordTable = { word: string; slips: number[] };

/** Changes of the dictionary that are not folded in yet. */
export type TermChangeTable = { word: string; stemmer: string; stem: string; delta: number };

export type CatalogueTables = {
  catalogue_card: CardTable;
  catalogue_search: SearchTable;
  catalogue_facet_set: FacetSetTable;
  catalogue_term: TermTable;
  catalogue_word: WordTable;
  catalogue_term_change: TermChangeTable;
};
