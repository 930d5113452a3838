// The API of assistance: the helplines of a country.

import type { ApiRoute } from '#kernel/manifest.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { placeName, placeTree } from '#modules/places/index.ts';
import { helplines } from './index.ts';
import { countryParams } from './input.ts';
import { helplinesAnswer, presentHelpline } from './present.ts';

/** The routes below /api/v1. */
export function assistanceApi(services: Services): ApiRoute[] {
  const places = placeTree(services);
  const help = helplines(services);
  return [
    {
      method: 'get',
      path: '/helplines/{country}',
      access: 'everyone',
      summary: 'Child helplines of a country with their source and date; empty when none with a source is known',
      params: countryParams,
      answer: helplinesAnswer,
      async handler({ params, lang }) {
        const code = await places.canonicalCode(params.country ?? '');
        const place = code === undefined ? undefined : await places.placeByCode(code);
        if (place?.kind !== 'country') throw notFound('assistance.unknown_country', { code: params.country ?? '' });
        return {
          country: place.code,
          name: placeName(place, lang),
          helplines: (await help.ofPlace(place.code)).map(presentHelpline),
        };
      },
    },
  ];
}
