// Which shape of the atlas is which country of ours, and the map drawn from both.

import { readFacts } from '../../src/platform/facts.ts';
import { FACTS } from '../../src/modules/places/facts-folder.ts';
import { buildWorld } from './draw.ts';
import type { DrawnWorld } from './draw.ts';

type CountryPoint = { code: string; m49: string | null; centre: [number, number] };
type MapGaps = { unnumbered: { name: string; code: string | null }[] };

/** Draws every country and territory of the facts. */
export async function drawPlaces(): Promise<DrawnWorld> {
  const countries = await readFacts<CountryPoint[]>(FACTS, 'countries');
  const gaps = await readFacts<MapGaps>(FACTS, 'map-absent');
  const byM49 = new Map(countries.map((country) => [country.m49, country.code]));
  const byName = new Map(gaps.unnumbered.map(({ name, code }) => [name, code]));
  return buildWorld({
    codeOf: ({ m49, name }) => (m49 === null ? (byName.get(name) ?? null) : (byM49.get(m49) ?? null)),
    places: countries,
  });
}
