// A process to be killed: owns a data folder, writes rows without pause and says which are confirmed; a lost server is waited for.

import { createLog } from '../log.ts';
import { migrate, openDatabase, ownServer } from './index.ts';
import type { OpenDatabase } from './index.ts';

/** The one table the rows go to. */
export const KILL_MODULE = {
  name: 'kills',
  migrations: [{ id: '0001', sql: 'create table kills_row (id text primary key, twin text not null)' }],
};

async function write(db: OpenDatabase, lane: string, isStopping: () => boolean): Promise<void> {
  for (let number = 1; !isStopping(); number += 1) {
    const id = `${lane}-${number}`;
    try {
      await db.transaction(async (tx) => {
        await db
          .writer<{ kills_row: { id: string; twin: string } }>(tx)
          .insertInto('kills_row')
          .values({ id, twin: id })
          .execute();
        await db.execute('insert into kills_row (id, twin) values ($1, $2)', [`${id}-twin`, id], tx);
      });
      process.stdout.write(`confirmed ${id}\n`);
    } catch {
      // Not confirmed: whether it was kept does not matter. The server may be on its way back.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

if (import.meta.main) {
  const [dataDir = '', run = ''] = process.argv.slice(2);
  const config = { dataDir, databaseUrl: null, replicaUrl: null };
  const log = createLog({ logLevel: 'silent' });
  let stopping = false;
  process.on('SIGTERM', () => (stopping = true));
  const owned = await ownServer(config, log);
  const db = await openDatabase(config, log);
  await migrate(db, [KILL_MODULE]);
  process.stdout.write('ready\n');
  await Promise.all(['a', 'b', 'c', 'd'].map((lane) => write(db, `${run}${lane}`, () => stopping)));
  await db.close();
  await owned.close();
}
