// The JSON API of standards.

import { z } from 'zod';
import { LANGS } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { standards } from './index.ts';
import { instrumentSchema, presentInstrument, presentProvision, provisionSchema } from './present.ts';

/** `/standards` and `/standards/{instrument}`. */
export function standardsApi(services: Services): ApiRoute[] {
  const door = standards(services);
  const query = z.object({ lang: z.enum(LANGS).optional() });
  return [
    {
      method: 'get',
      path: '/standards',
      access: 'everyone',
      summary: 'Instruments of the standards spine',
      query,
      answer: z.object({ instruments: z.array(instrumentSchema) }),
      async handler({ lang, base }) {
        const { instruments } = await door.spine();
        return { instruments: instruments.map((instrument) => presentInstrument(instrument, lang, base)) };
      },
    },
    {
      method: 'get',
      path: '/standards/{instrument}',
      access: 'everyone',
      summary: 'One instrument with its provisions',
      params: z.object({ instrument: z.string().max(40) }),
      query,
      answer: instrumentSchema.extend({ provisions: z.array(provisionSchema) }),
      async handler({ params, lang, base }) {
        const spine = await door.spine();
        const instrument = spine.byId.get(params.instrument ?? '');
        if (!instrument) throw notFound('standards.unknown_instrument', { id: params.instrument ?? '' });
        const provisions = spine.provisionsOf.get(instrument.id) ?? [];
        return {
          ...presentInstrument(instrument, lang, base),
          provisions: provisions.map((provision) => presentProvision(provision, lang, base)),
        };
      },
    },
  ];
}
