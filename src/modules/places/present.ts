// The public JSON shape of a place.

import { z } from 'zod';
import type { Lang } from '#kernel/locale.ts';
import type { Place } from './model.ts';
import { placeName } from './tree.ts';

/** A place as the API gives it. */
export const placeSchema = z.object({
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  names: z.record(z.string(), z.string()),
  iso2: z.string().nullable(),
  m49: z.string().nullable(),
  parent: z.string().nullable(),
  ancestors: z.array(z.string()),
  centre: z.array(z.number()).nullable(),
  income: z.unknown(),
  leastDeveloped: z.unknown(),
  developmentAssistance: z.unknown(),
  url: z.string(),
});

/** Turns a place into its public JSON. */
export function presentPlace(place: Place, lang: Lang, base: string): z.infer<typeof placeSchema> {
  return {
    code: place.code,
    kind: place.kind,
    name: placeName(place, lang),
    names: place.localName === null ? (place.names as Record<string, string>) : { local: place.localName },
    iso2: place.iso2,
    m49: place.m49,
    parent: place.parent,
    ancestors: [...place.ancestors],
    centre: place.centre ? [...place.centre] : null,
    income: place.detail?.income ?? null,
    leastDeveloped: place.detail?.ldc ?? null,
    developmentAssistance: place.detail?.dac ?? null,
    url: `${base}/${lang}/places/${place.code}`,
  };
}
