// Every change of standards: the spine is replaced as a whole from the first content.

import type { WriteDb } from '#platform/db/types.ts';
import type { Instrument, Provision } from './model.ts';
import type { StandardsTables } from './tables.ts';

/** Replaces instruments and provisions. */
export async function replaceSpine(
  db: WriteDb<StandardsTables>,
  instruments: readonly Instrument[],
  provisions: readonly Provision[],
): Promise<void> {
  await db.deleteFrom('standards_provision').execute();
  await db.deleteFrom('standards_instrument').execute();
  await db
    .insertInto('standards_instrument')
    .values(
      instruments.map((instrument, position) => ({ id: instrument.id, position, data: JSON.stringify(instrument) })),
    )
    .execute();
  await db
    .insertInto('standards_provision')
    .values([...provisions])
    .execute();
}
