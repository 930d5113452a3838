// Manifest of places: the tree everything hangs on, from the world down to subdivisions.

import type { ModuleManifest } from '#platform/services.ts';
import { placeApi } from './api.ts';
import { firstTables } from './migrations/001-places.ts';
import { placePages } from './pages.ts';
import { FACTS } from './facts-folder.ts';
import { seedPlaces } from './seed.ts';
import { mapAssets } from './world.ts';

/** The manifest of places. */
export function placesModule(): ModuleManifest {
  return {
    name: 'places',
    texts: new URL('./texts/', import.meta.url),
    facts: FACTS,
    things: [{ kind: 'place', label: 'places.kind', openData: true }],
    migrations: [firstTables],
    menu: [{ path: '/places', label: 'places.menu', order: 10 }],
    seed: seedPlaces,
    assets: mapAssets,
    open: (services) => ({ pages: placePages(services), api: placeApi(services) }),
  };
}
