// The words of the catalogue: facets of cards, what a reader asks, and what the search answers.

import type { CardView } from '#kernel/card.ts';
import type { Lang } from '#kernel/locale.ts';
import type { RateLimit } from '#kernel/page.ts';

/** The ways to narrow a search, in the order they are shown. */
export const FACETS = ['kind', 'place', 'theme', 'discipline', 'lang', 'year'] as const;
export type Facet = (typeof FACETS)[number];

/** One chosen value per facet. */
export type Filters = Partial<Record<Facet, string>>;

export const ORDERS = ['relevance', 'date'] as const;
export type Order = (typeof ORDERS)[number];

/** Searches that one person or address may have made afresh; those kept from before are not counted. */
export const SEARCHES: RateLimit = { name: 'catalogue.search', most: 600, seconds: 60 };

/** Longest query that is answered, in characters. */
export const MAX_QUERY = 300;
/** Cards on one page of answers. */
export const PAGE_SIZE = 20;
/** Last page that is offered; beyond it a reader narrows the search instead. */
export const MAX_PAGE = 50;
/** Matches looked at for one answer; beyond it counts are given as "at least". */
export const MOST_HITS = 20_000;
/** Facet counts are shown exactly up to here. */
export const MOST_COUNT = 1_000;

/** What a reader asks for. */
export type Asked = { q: string; filters: Filters; order: Order; page: number };

/** Cards that carry a facet value; `more` when there are at least as many, perhaps more. */
export type FacetCount = { value: string; label: string; count: number; more: boolean };

/** Text in pieces, those that match marked. */
export type Piece = { text: string; hit: boolean };

/** A found card with the places that matched marked. */
export type Found = CardView & { titlePieces: Piece[]; snippet: { lang: Lang; pieces: Piece[] } };

/** Words that were searched beside those the reader wrote, and why. */
export type Reason =
  | {
      kind: 'concept';
      id: string;
      label: string;
      written: string;
      terms: { lang: Lang; term: string; quiet: boolean }[];
    }
  | { kind: 'spelling'; written: string; used: string[] };

/** The answer of a search. */
export type Answer = {
  total: number;
  /** There are at least `total`, perhaps more. */
  more: boolean;
  found: Found[];
  facets: Record<Facet, FacetCount[]>;
  reasons: Reason[];
  /** Queries that would find something, when this one finds nothing. */
  suggestions: string[];
};
