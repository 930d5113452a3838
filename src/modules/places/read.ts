// Every query of places.

import type { ReadDb } from '#platform/db/types.ts';
import type { Place, PlaceSource } from './model.ts';
import type { PlacesTables } from './tables.ts';

/** All places in tree order: about 5,400 rows, read once into memory. */
export async function listPlaces(db: ReadDb<PlacesTables>): Promise<Place[]> {
  const rows = await db.selectFrom('places_place').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    code: row.code,
    kind: row.kind,
    parent: row.parent,
    ancestors: row.ancestors,
    iso2: row.iso2,
    m49: row.m49,
    names: row.names,
    localName: row.local_name,
    unreviewed: row.unreviewed,
    centre: row.longitude === null || row.latitude === null ? null : [row.longitude, row.latitude],
    detail: row.detail,
  }));
}

/** Sources of the facts about places. */
export async function listPlaceSources(db: ReadDb<PlacesTables>): Promise<PlaceSource[]> {
  const rows = await db.selectFrom('places_source').selectAll().orderBy('id').execute();
  return rows.map(({ as_of, ...row }) => ({ ...row, asOf: as_of }));
}
