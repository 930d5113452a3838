// The JSON API of the catalogue: search, and cards by what they hang on.

import { z } from 'zod';
import type { CardView } from '#kernel/card.ts';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import type { Catalogue } from './index.ts';
import { readAsked } from './input.ts';
import { MAX_QUERY, ORDERS, PAGE_SIZE, SEARCHES } from './model.ts';

const cardSchema = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  lang: z.string(),
  langs: z.array(z.string()),
  year: z.number().nullable(),
  updatedAt: z.string(),
  url: z.string(),
});
const facetSchema = z.array(z.object({ value: z.string(), label: z.string(), count: z.number(), more: z.boolean() }));
const filters = {
  kind: z.string().max(60).optional(),
  place: z.string().max(60).optional(),
  theme: z.string().max(60).optional(),
  discipline: z.string().max(60).optional(),
};

/** `/search` and `/cards`. */
export function catalogueApi(catalogue: Catalogue): ApiRoute[] {
  return [
    {
      method: 'get',
      path: '/search',
      access: 'everyone',
      limit: SEARCHES,
      summary: 'Search over all cards, with facet counts; `in` narrows to content in one language',
      query: z.object({
        q: z.string().max(MAX_QUERY).optional(),
        ...filters,
        in: z.enum(LANGS).optional(),
        year: z
          .string()
          .regex(/^\d{1,4}$/)
          .optional(),
        order: z.enum(ORDERS).optional(),
        page: z
          .string()
          .regex(/^\d{1,3}$/)
          .optional(),
        lang: z.enum(LANGS).optional(),
      }),
      answer: z.object({
        total: z.number(),
        more: z.boolean(),
        pageSize: z.number(),
        cards: z.array(cardSchema),
        facets: z.object({
          kind: facetSchema,
          place: facetSchema,
          theme: facetSchema,
          discipline: facetSchema,
          lang: facetSchema,
          year: facetSchema,
        }),
        suggestions: z.array(z.string()),
      }),
      async handler({ query, lang, base }) {
        const { in: content, lang: _, ...given } = query;
        const asked = readAsked(new URLSearchParams({ ...given, ...(content ? { lang: content } : {}) }));
        const { total, more, found, facets, suggestions } = await catalogue.search(asked, lang);
        return {
          total,
          more,
          pageSize: PAGE_SIZE,
          cards: found.map((card) => presentCard(card, lang, base)),
          facets,
          suggestions,
        };
      },
    },
    {
      method: 'get',
      path: '/cards',
      access: 'everyone',
      summary: 'Cards of a place, theme, discipline or provision, newest first',
      query: z.object({
        ...filters,
        provision: z.string().max(60).optional(),
        offset: z
          .string()
          .regex(/^\d{1,6}$/)
          .optional(),
        limit: z
          .string()
          .regex(/^\d{1,3}$/)
          .optional(),
        lang: z.enum(LANGS).optional(),
      }),
      answer: z.object({ total: z.number(), cards: z.array(cardSchema) }),
      async handler({ query, lang, base }) {
        const { kind, place, theme, discipline, provision, offset = '0', limit = '50' } = query;
        const filter = {
          ...(kind ? { kinds: [kind] } : {}),
          ...(place ? { place } : {}),
          ...(theme ? { theme } : {}),
          ...(discipline ? { discipline } : {}),
          ...(provision ? { provision } : {}),
        };
        const { cards, total } = await catalogue.cards.list(
          { ...filter, offset: Number(offset), limit: Math.min(Number(limit), 200), order: 'updated' },
          lang,
        );
        return { total, cards: cards.map((card) => presentCard(card, lang, base)) };
      },
    },
  ];
}

/** The public JSON shape of a card. */
function presentCard(card: CardView, lang: Lang, base: string): z.infer<typeof cardSchema> {
  const { ref, title, summary, langs, year, updatedAt, path } = card;
  return {
    kind: ref.kind,
    id: ref.id,
    title,
    summary,
    lang: card.lang,
    langs: [...langs],
    year,
    updatedAt: updatedAt.toISOString(),
    url: `${base}/${lang}${path}`,
  };
}
