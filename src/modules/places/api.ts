// The JSON API of places.

import { z } from 'zod';
import { LANGS } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { placeTree } from './index.ts';
import { PLACE_KINDS } from './model.ts';
import { placeSchema, presentPlace } from './present.ts';
import { canonicalCode } from './tree.ts';

/** `/places` and `/places/{code}`. */
export function placeApi(services: Services): ApiRoute[] {
  const places = placeTree(services);
  const lang = z.enum(LANGS).optional();
  return [
    {
      method: 'get',
      path: '/places',
      access: 'everyone',
      summary: 'World, regions, countries and subdivisions; filter by kind and by what they lie within',
      query: z.object({ lang, kind: z.enum(PLACE_KINDS).optional(), within: z.string().max(10).optional() }),
      answer: z.object({ places: z.array(placeSchema) }),
      async handler({ query, lang: reader, base }) {
        const tree = await places.tree();
        const kind = query.kind ?? (query.within ? undefined : 'country');
        const found = [...tree.byCode.values()].filter(
          (place) => (!kind || place.kind === kind) && (!query.within || place.ancestors.includes(query.within)),
        );
        return { places: found.map((place) => presentPlace(place, reader, base)) };
      },
    },
    {
      method: 'get',
      path: '/places/{code}',
      access: 'everyone',
      summary: 'One place by ISO 3166 or M49 code',
      params: z.object({ code: z.string().max(10) }),
      query: z.object({ lang }),
      answer: placeSchema,
      async handler({ params, lang: reader, base }) {
        const tree = await places.tree();
        const place = tree.byCode.get(canonicalCode(tree, params.code ?? '') ?? '');
        if (!place) throw notFound('places.unknown', { code: params.code ?? '' });
        return presentPlace(place, reader, base);
      },
    },
  ];
}
