// The API of analysis: the fifteen indicators with the figures that exist.

import { z } from 'zod';
import { LANGS } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { analysis } from './index.ts';
import { indicatorsAnswer, presentIndicator } from './present.ts';

/** The routes below /api/v1. */
export function analysisApi(services: Services): ApiRoute[] {
  const door = analysis(services);
  return [
    {
      method: 'get',
      path: '/indicators',
      access: 'everyone',
      summary: 'The fifteen indicators with definition, formula, provisions and the figures that exist',
      query: z.object({ lang: z.enum(LANGS).optional() }),
      answer: indicatorsAnswer,
      async handler({ lang }) {
        const book = await door.book();
        return { lang, indicators: book.indicators.map((indicator) => presentIndicator(indicator, book, lang)) };
      },
    },
  ];
}
