// What must not compile: writing through a reader, naming another module's table, mixing the handles of transactions and readers.

import type { Tx } from '#kernel/ports.ts';
import type { Database } from './types.ts';

type Own = { sample_thing: { id: string; amount: number } };

/** Never run; the compiler reads it. */
export async function mustNotCompile(db: Database, tx: Tx): Promise<void> {
  const read = db.reader<Own>();
  await read.selectFrom('sample_thing').select('amount').execute();
  // @ts-expect-error a reader cannot insert
  await read.insertInto('sample_thing').values({ id: 'a', amount: 1 }).execute();
  // @ts-expect-error a reader cannot update
  await read.updateTable('sample_thing').set({ amount: 2 }).execute();
  // @ts-expect-error a reader cannot delete
  await read.deleteFrom('sample_thing').execute();
  // @ts-expect-error a reader offers no common table expression, which could hide a write
  void read.with;
  // @ts-expect-error a reader opens no transaction
  await read.transaction().execute(async () => undefined);
  // @ts-expect-error another module's table is not known
  await read.selectFrom('other_thing').selectAll().execute();
  // @ts-expect-error nor can it be joined
  await read.selectFrom('sample_thing').innerJoin('other_thing', 'other_thing.id', 'sample_thing.id').execute();
  // @ts-expect-error a column that is not there
  await read.selectFrom('sample_thing').select('colour').execute();

  const write = db.writer<Own>(tx);
  await write.insertInto('sample_thing').values({ id: 'a', amount: 1 }).execute();
  // @ts-expect-error another module's table is not known to a writer either
  await write.deleteFrom('other_thing').execute();
  // @ts-expect-error a value of another type
  await write.insertInto('sample_thing').values({ id: 'a', amount: 'one' }).execute();
  // @ts-expect-error a writer needs a transaction, and only the database hands those out
  db.writer<Own>({});
}
