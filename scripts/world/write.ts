// Draws the world map from the atlas and writes the files that places serves.

import { writeFile } from 'node:fs/promises';
import { drawPlaces } from './places.ts';

const folder = new URL('../../src/modules/places/geometry/', import.meta.url);
const { svg, ...world } = await drawPlaces();
await writeFile(new URL('world.svg', folder), svg);
await writeFile(new URL('world.json', folder), `${JSON.stringify(world)}\n`);
