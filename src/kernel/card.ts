// The card of a thing: what lists, search, feeds and panels show of it, hung on places, vocabulary and the standards spine.

import type { Labels, Lang } from './locale.ts';
import type { Ref } from './ref.ts';

/** What a module says of one of its things. Texts that are public only. */
export type Card = {
  ref: Ref;
  /** Address without the language prefix: `/places/ESP`. */
  path: string;
  /** In every language it exists in; the facet "language" counts these. */
  titles: Labels;
  summaries: Labels;
  /** Further words to be found by, never shown. */
  body?: Labels;
  /** Codes of places it is about; ancestors are added by the catalogue. */
  places: readonly string[];
  themes: readonly string[];
  disciplines: readonly string[];
  /** Provisions as `instrument:n`, such as `crc:40.3.a`; a bare instrument id is allowed. */
  provisions: readonly string[];
  /** Year the content is about or from; null when it has none. */
  year: number | null;
  /** Weight among equal matches: 0 ordinary, 1 a place or instrument people mean by its name. */
  rank?: number;
  updatedAt: Date;
};

/** A card as read back for one reader. */
export type CardView = {
  ref: Ref;
  path: string;
  title: string;
  summary: string;
  /** The language title and summary are really in. */
  lang: Lang;
  langs: readonly Lang[];
  year: number | null;
  updatedAt: Date;
};

/** Tags of the pages that show this card: they fall out of the page cache when it changes. */
export function cardTags(card: Pick<Card, 'ref' | 'places' | 'themes' | 'disciplines' | 'provisions'>): string[] {
  return [
    'cards',
    `kind:${card.ref.kind}`,
    `${card.ref.kind}:${card.ref.id}`,
    ...card.places.map((code) => `on-place:${code}`),
    ...card.themes.map((id) => `on-theme:${id}`),
    ...card.disciplines.map((id) => `on-discipline:${id}`),
    ...card.provisions.map((id) => `on-provision:${id}`),
  ];
}
