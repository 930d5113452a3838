// Every change of places: the tree is replaced as a whole from the first content.

import type { WriteDb } from '#platform/db/types.ts';
import type { Place, PlaceSource } from './model.ts';
import type { PlacesTables } from './tables.ts';

/** A place as it enters, with further names to be found by. */
export type PlaceRow = Place & { also: readonly string[] };

const CHUNK = 500;

/** Replaces the whole tree and its sources. */
export async function replacePlaces(
  db: WriteDb<PlacesTables>,
  places: readonly PlaceRow[],
  sources: readonly PlaceSource[],
): Promise<void> {
  await db.deleteFrom('places_place').execute();
  await db.deleteFrom('places_source').execute();
  for (let start = 0; start < places.length; start += CHUNK) {
    const rows = places.slice(start, start + CHUNK).map((place, index) => ({
      code: place.code,
      kind: place.kind,
      parent: place.parent,
      ancestors: [...place.ancestors],
      iso2: place.iso2,
      m49: place.m49,
      names: JSON.stringify(place.names),
      local_name: place.localName,
      unreviewed: [...place.unreviewed],
      longitude: place.centre?.[0] ?? null,
      latitude: place.centre?.[1] ?? null,
      detail: place.detail === null ? null : JSON.stringify(place.detail),
      also: [...place.also],
      position: start + index,
    }));
    await db.insertInto('places_place').values(rows).execute();
  }
  await db
    .insertInto('places_source')
    .values(sources.map(({ asOf, ...source }) => ({ ...source, as_of: asOf })))
    .execute();
}
