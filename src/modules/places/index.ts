// Door of places: the tree of places with names in six languages, shared by every module.

import type { Lang } from '#kernel/locale.ts';
import type { Services } from '#platform/services.ts';
import type { Place } from './model.ts';
import { listPlaces } from './read.ts';
import { canonicalCode, countriesWithin, placeName, plantTree } from './tree.ts';
import type { Tree } from './tree.ts';
import type { PlacesTables } from './tables.ts';

export type { Place, PlaceKind } from './model.ts';
export { placeName };
export { drawWorld } from './world.ts';

/** What other modules may ask of places. All answers come from memory after the first call. */
export type PlaceTree = {
  /** The whole tree. */
  tree(): Promise<Tree>;
  placeByCode(code: string): Promise<Place | undefined>;
  /** Codes from the world down to the parent; empty for an unknown code. */
  ancestorsOf(code: string): Promise<readonly string[]>;
  nameOf(code: string, lang: Lang): Promise<string | null>;
  /** Countries and territories, in ISO order of code. */
  countries(): Promise<readonly Place[]>;
  countriesWithin(code: string): Promise<readonly Place[]>;
  canonicalCode(typed: string): Promise<string | undefined>;
};

/** Opens the place tree; it is read again after a change tagged `places`. */
export function placeTree(services: Services): PlaceTree {
  const db = services.db.reader<PlacesTables>();
  const tree = services.reference(['places'], async () => plantTree(await listPlaces(db)));
  return {
    tree,
    placeByCode: async (code) => (await tree()).byCode.get(code),
    ancestorsOf: async (code) => (await tree()).byCode.get(code)?.ancestors ?? [],
    async nameOf(code, lang) {
      const place = (await tree()).byCode.get(code);
      return place ? placeName(place, lang) : null;
    },
    countries: async () => (await tree()).countries,
    countriesWithin: async (code) => countriesWithin(await tree(), code),
    canonicalCode: async (typed) => canonicalCode(await tree(), typed),
  };
}
