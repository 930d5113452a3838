// How ready the data of each country are: counts of what is blank, never a score.

import { isoDay } from '#kernel/clock.ts';
import type { Services } from '#platform/services.ts';
import { placeTree } from '#modules/places/index.ts';
import type { Place } from '#modules/places/index.ts';
import { helplines } from './index.ts';

/** Blanks of one country. */
export type CountryReadiness = { code: string; lawBlanks: number; figureBlanks: number; helpline: boolean };
/** Blanks of every country, with the numbers of questions they are counted against. */
export type Readiness = { attributes: number; indicators: number; byPlace: ReadonlyMap<string, CountryReadiness> };

/** Counts once a day, and again after any of the modules it counts has changed: answers on the law come and go by date. */
export function countReadiness(services: Services): (now: Date) => Promise<Readiness> {
  const places = placeTree(services);
  const help = helplines(services);
  const days = services.reference(
    ['assistance', 'analysis', 'legislation', 'places'],
    async () => new Map<string, Promise<Readiness>>(),
  );
  return async (now) => {
    const day = isoDay(now);
    const counted = await days();
    const known = counted.get(day);
    if (known) return known;
    counted.clear();
    const fresh = count(services, await places.countries(), day, new Set((await help.book()).ofPlace.keys()));
    counted.set(day, fresh);
    fresh.catch(() => counted.delete(day));
    return fresh;
  };
}

async function count(
  services: Services,
  countries: readonly Place[],
  day: string,
  withLine: ReadonlySet<string>,
): Promise<Readiness> {
  const { attributes, answered } = await countAnswers(services, countries[0]?.code, day);
  const byPlace = new Map<string, CountryReadiness>();
  let indicators = 0;
  for (const { code } of countries) {
    const rows = await services.ports.figures.ofPlace(code);
    const asked = new Set(rows.map(({ indicator }) => indicator));
    const filled = new Set(rows.filter(({ value }) => value !== null).map(({ indicator }) => indicator));
    indicators = Math.max(indicators, asked.size);
    byPlace.set(code, {
      code,
      lawBlanks: attributes - (answered.get(code) ?? 0),
      figureBlanks: asked.size - filled.size,
      helpline: withLine.has(code),
    });
  }
  return { attributes, indicators, byPlace };
}

/** How many attributes of the law have a sourced answer, by country. */
async function countAnswers(
  services: Services,
  anyCountry: string | undefined,
  day: string,
): Promise<{ attributes: number; answered: ReadonlyMap<string, number> }> {
  const { lawAnswers } = services.ports;
  const answered = new Map<string, number>();
  const asked = anyCountry ? await lawAnswers.ofPlace(anyCountry, 'en', day) : [];
  const attributes = new Set(asked.map(({ attribute }) => attribute));
  for (const attribute of attributes) {
    const rows = await lawAnswers.ofAttribute(attribute, day);
    for (const { place } of rows.filter(({ sources }) => sources > 0))
      answered.set(place, (answered.get(place) ?? 0) + 1);
  }
  return { attributes: attributes.size, answered };
}

/** The next midnight, at which the count may change by time alone. */
export function nextDay(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}
