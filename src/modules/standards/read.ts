// Every query of standards: the spine is small and read whole.

import type { ReadDb } from '#platform/db/types.ts';
import type { Instrument, Provision } from './model.ts';
import type { StandardsTables } from './tables.ts';

/** All instruments in their order. */
export async function listInstruments(db: ReadDb<StandardsTables>): Promise<Instrument[]> {
  const rows = await db.selectFrom('standards_instrument').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** All provisions, by instrument and order. */
export async function listProvisions(db: ReadDb<StandardsTables>): Promise<Provision[]> {
  return db.selectFrom('standards_provision').selectAll().orderBy('instrument').orderBy('position').execute();
}
