// The world map of places, drawn beforehand from the atlas by scripts/world/write.ts.

import { readFacts, readText } from '#platform/facts.ts';
import type { World } from '#ui/world.ts';

const GEOMETRY = new URL('./geometry/', import.meta.url);

let known: Promise<World> | undefined;

/** What of the 250 countries and territories has a shape, and where the dots of the others stand. */
export function drawWorld(): Promise<World> {
  known ??= readFacts<World>(GEOMETRY, 'world');
  return known;
}

/** The asset pages refer to with `<use>`. */
export async function mapAssets(): Promise<Record<string, { type: string; body: string }>> {
  return { 'world.svg': { type: 'image/svg+xml', body: await readText(new URL('world.svg', GEOMETRY)) } };
}
