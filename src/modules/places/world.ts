// The world map of places: which shape is which country, and the geometry drawn once per process.

import { readFacts } from '#platform/facts.ts';
import type { World } from '#ui/geometry.ts';
import { FACTS } from './facts-folder.ts';

type CountryPoint = { code: string; m49: string | null; centre: [number, number] };
type MapGaps = {
  unnumbered: { name: string; code: string | null }[];
  repeated: { id: string; names: string[]; code: string }[];
};

let drawn: Promise<World> | undefined;

/** The geometry and the dots of all countries and territories; built at the first call. */
export function drawWorld(): Promise<World> {
  drawn ??= build();
  return drawn;
}

async function build(): Promise<World> {
  const { buildWorld } = await import('#ui/geometry.ts');
  const countries = await readFacts<CountryPoint[]>(FACTS, 'countries');
  const gaps = await readFacts<MapGaps>(FACTS, 'map-absent');
  const byM49 = new Map(countries.map((country) => [country.m49, country.code]));
  const byName = new Map(gaps.unnumbered.map(({ name, code }) => [name, code]));
  return buildWorld({
    codeOf: ({ m49, name }) => (m49 === null ? (byName.get(name) ?? null) : (byM49.get(m49) ?? null)),
    places: countries,
  });
}

/** The asset pages refer to with `<use>`. */
export async function mapAssets(): Promise<Record<string, { type: string; body: string }>> {
  const { svg } = await drawWorld();
  return { 'world.svg': { type: 'image/svg+xml', body: svg } };
}
