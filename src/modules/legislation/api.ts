// The JSON API of legislation.

import { z } from 'zod';
import { isoDay } from '#kernel/clock.ts';
import { LANGS } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import { notFound } from '#kernel/problem.ts';
import { placeTree } from '#modules/places/index.ts';
import type { Services } from '#platform/services.ts';
import { legislation } from './index.ts';
import { attributeSchema, positionSchema, presentAttribute, presentPosition } from './present.ts';

/** `/attributes` and `/laws/{country}`. */
export function legislationApi(services: Services): ApiRoute[] {
  const law = legislation(services);
  const places = placeTree(services);
  const lang = z.enum(LANGS).optional();
  return [
    {
      method: 'get',
      path: '/attributes',
      access: 'everyone',
      summary:
        'The questions put to every country’s law, with the standard, the rule of grading and how many countries are answered',
      query: z.object({ lang }),
      answer: z.object({ attributes: z.array(attributeSchema) }),
      async handler({ lang: reader, base }) {
        const { attributes } = await law.book();
        const countries = await law.countries();
        return {
          attributes: attributes.map((attribute) =>
            presentAttribute(attribute, countries.get(attribute.id) ?? 0, reader, base),
          ),
        };
      },
    },
    {
      method: 'get',
      path: '/laws/{country}',
      access: 'everyone',
      summary: 'A country’s law on every attribute as on a day (today unless told), blanks included',
      params: z.object({ country: z.string().max(10) }),
      query: z.object({ lang, on: z.iso.date().optional() }),
      answer: z.object({ country: z.string(), on: z.string(), positions: z.array(positionSchema) }),
      async handler({ params, query, lang: reader }) {
        const code = await places.canonicalCode(params.country ?? '');
        const place = code ? await places.placeByCode(code) : undefined;
        if (place?.kind !== 'country') throw notFound('legislation.unknown_country', { code: params.country ?? '' });
        const on = query.on ?? isoDay(services.now());
        const book = await law.book();
        const { positions } = await law.ofPlace(place.code, on);
        return {
          country: place.code,
          on,
          positions: positions.map((position) => presentPosition(position, book, reader)),
        };
      },
    },
  ];
}
