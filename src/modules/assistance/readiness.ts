// How ready the data of each country are: counts of what is blank, never a score.

import type { Services } from '#platform/services.ts';
import { placeTree } from '#modules/places/index.ts';
import { helplines } from './index.ts';

/** Blanks of one country. */
export type CountryReadiness = { code: string; lawBlanks: number; figureBlanks: number; helpline: boolean };
/** Blanks of every country, with the numbers of questions they are counted against. */
export type Readiness = { attributes: number; indicators: number; byPlace: ReadonlyMap<string, CountryReadiness> };

/** Counts once and again after any of the modules it counts has changed, or the day has. */
export function countReadiness(services: Services): () => Promise<Readiness> {
  const places = placeTree(services);
  const help = helplines(services);
  return services.reference(['assistance', 'analysis', 'legislation', 'places'], async () => {
    const { figures, lawAnswers } = services.ports;
    const countries = await places.countries();
    const first = countries[0];
    const attributes = first ? (await lawAnswers.ofPlace(first.code, 'en')).map(({ attribute }) => attribute) : [];
    const answered = new Map<string, number>();
    for (const attribute of attributes) {
      for (const { place, grade } of await lawAnswers.ofAttribute(attribute)) {
        if (grade !== 'no-data') answered.set(place, (answered.get(place) ?? 0) + 1);
      }
    }
    const byPlace = new Map<string, CountryReadiness>();
    let indicators = 0;
    for (const { code } of countries) {
      const rows = await figures.ofPlace(code);
      const all = new Set(rows.map(({ indicator }) => indicator));
      const filled = new Set(rows.filter(({ value }) => value !== null).map(({ indicator }) => indicator));
      indicators = Math.max(indicators, all.size);
      byPlace.set(code, {
        code,
        lawBlanks: attributes.length - (answered.get(code) ?? 0),
        figureBlanks: all.size - filled.size,
        helpline: (await help.ofPlace(code)).length > 0,
      });
    }
    return { attributes: attributes.length, indicators, byPlace };
  });
}
