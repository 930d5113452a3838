// The types of the database door: reading handles cannot write, and a module's handle names only its own tables.

import type { Kysely, Transaction } from 'kysely';
import type { Tx } from '#kernel/ports.ts';

/** Reads the tables of `Own` over a READ ONLY connection; offers no writing and no other table. */
export type ReadDb<Own> = Pick<Kysely<Own>, 'selectFrom' | 'fn'>;

/** Reads and writes the tables of `Own` inside one transaction. */
export type WriteDb<Own> = Pick<Transaction<Own>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'fn'>;

/** The one database of the observatory behind one handle. */
export type Database = {
  /** A reading handle for a module's own tables (`reader<PlacesTables>()`). */
  reader<Own>(): ReadDb<Own>;
  /** Reads on the primary, for what must be seen at once on every node, such as a session that was just ended. */
  primary<Own>(): ReadDb<Own>;
  /** Runs `work` in one transaction; everything in it commits or nothing does. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A writing handle for a module's own tables inside `tx`. */
  writer<Own>(tx: Tx): WriteDb<Own>;
  /** Calls back after `tx` has committed and before `transaction` resolves; never when it is rolled back. */
  onCommit(tx: Tx, callback: () => void | Promise<void>): void;
  /** Closes all connections after the queries in flight. */
  close(): Promise<void>;
};
