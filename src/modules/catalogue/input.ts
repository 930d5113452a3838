// What a reader may ask of the search, read from the address: anything unknown is left out, nothing is refused but length.

import { LANGS } from '#kernel/locale.ts';
import { badRequest } from '#kernel/problem.ts';
import { FACETS, MAX_PAGE, MAX_QUERY, ORDERS } from './model.ts';
import type { Asked, Filters } from './model.ts';

/** Query parameters of the search page that change its answer. */
export const SEARCH_PARAMETERS = ['q', ...FACETS, 'order', 'page'] as const;

const LONGEST_FILTER = 60;

/** Reads a search; a query that is too long is a problem with a sentence. */
export function readAsked(query: URLSearchParams): Asked {
  const q = (query.get('q') ?? '').replaceAll('\0', ' ').trim();
  if (q.length > MAX_QUERY) throw badRequest('catalogue.query_too_long', { max: MAX_QUERY });
  const filters: Filters = {};
  for (const facet of FACETS) {
    const value = query.get(facet)?.trim();
    if (value && value.length <= LONGEST_FILTER && fits(facet, value)) filters[facet] = value;
  }
  const page = Number(query.get('page') ?? '1');
  return {
    q,
    filters,
    order: ORDERS.find((order) => order === query.get('order')) ?? 'relevance',
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, MAX_PAGE) : 1,
  };
}

function fits(facet: keyof Filters, value: string): boolean {
  if (facet === 'lang') return (LANGS as readonly string[]).includes(value);
  if (facet === 'year') return /^\d{1,4}$/.test(value);
  return /^[\p{L}\p{N}._:-]+$/u.test(value);
}

/** The address of a search, without language and in one order of parameters. */
export function searchPath({ q, filters, order, page }: Asked): string {
  const query = new URLSearchParams();
  if (q !== '') query.set('q', q);
  for (const facet of FACETS) {
    const value = filters[facet];
    if (value !== undefined) query.set(facet, value);
  }
  if (order !== 'relevance') query.set('order', order);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text === '' ? '/search' : `/search?${text}`;
}
