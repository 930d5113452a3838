// The facets of a search: how many of the found cards carry each value, with the value's name.

import type { Lang } from '#kernel/locale.ts';
import { FACETS, MOST_COUNT, MOST_HITS } from './model.ts';
import type { Answer, Facet, FacetCount } from './model.ts';
import type { SearchRows } from './read/search.ts';

/** Names a facet value for a reader. */
type LabelOf = (facet: Facet, value: string, lang: Lang) => Promise<string>;

const MOST_PER_FACET = 300;

/** Facets of what was found, values by their count (years by their date), named for the reader. */
export async function facetsOf(labelOf: LabelOf, rows: SearchRows, lang: Lang): Promise<Answer['facets']> {
  const bounded = rows.total > MOST_HITS;
  const counts: Record<Facet, { value: string; count: number }[]> = {
    kind: [],
    place: [],
    theme: [],
    discipline: [],
    lang: [],
    year: [],
  };
  for (const { mark, count } of rows.facets ?? []) {
    const at = mark.indexOf(':');
    const facet = mark.slice(1, at) as Facet;
    counts[facet]?.push({ value: mark.slice(at + 1), count });
  }
  const facets = {} as Answer['facets'];
  for (const facet of FACETS) {
    const ordered = counts[facet].sort((a, b) =>
      facet === 'year' ? Number(b.value) - Number(a.value) : b.count - a.count || (a.value < b.value ? -1 : 1),
    );
    facets[facet] = await Promise.all(
      ordered.slice(0, MOST_PER_FACET).map(async ({ value, count }): Promise<FacetCount> => {
        const label = await labelOf(facet, value, lang);
        return { value, label, count: Math.min(count, MOST_COUNT), more: count > MOST_COUNT || bounded };
      }),
    );
  }
  return facets;
}
