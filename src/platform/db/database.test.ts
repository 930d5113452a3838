// The database door on a real server: values, reading that cannot write, transactions that end whole, callbacks after commit.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from './failure.ts';
import type { OpenDatabase } from './index.ts';
import { sql } from './sql.ts';
import { testDatabase } from './testing.ts';

type Own = {
  sample_thing: {
    id: number;
    amount: number | null;
    day: string;
    facts: unknown;
    words: string[];
    flags: boolean[] | null;
    at: Date;
  };
};

const sample = {
  name: 'sample',
  migrations: [
    {
      id: '0001',
      sql: 'create table sample_thing (id bigint primary key, amount numeric, day date not null, facts jsonb not null, words text[] not null, flags boolean[], at timestamptz not null)',
    },
  ],
};
const thing = {
  id: 1,
  amount: 1.5,
  day: '2026-02-28',
  facts: [true, { a: 1 }],
  words: ['ü,"\\', ''],
  flags: [true, false],
  at: new Date('2026-01-01T10:00:00Z'),
};

let db: OpenDatabase;
let close: () => Promise<void>;
beforeAll(async () => ({ db, close } = await testDatabase([sample])));
afterAll(() => close());

function insert(row: Own['sample_thing']) {
  return db.transaction((tx) => db.writer<Own>(tx).insertInto('sample_thing').values(row).execute());
}

test('values come back as they went in: whole numbers, decimals, days, JSON, lists, moments', async () => {
  await insert(thing);
  expect(await db.reader<Own>().selectFrom('sample_thing').selectAll().where('id', '=', 1).execute()).toEqual([thing]);
});

test('JSON text and JSON values are the same', async () => {
  await insert({ ...thing, id: 2, facts: JSON.stringify({ a: [1] }) });
  await insert({ ...thing, id: 3, facts: { a: [1] } });
  const rows = await db.reader<Own>().selectFrom('sample_thing').select('facts').where('id', 'in', [2, 3]).execute();
  expect(rows).toEqual([{ facts: { a: [1] } }, { facts: { a: [1] } }]);
});

test('the server refuses a write over the reading connection', async () => {
  const refused = await sql`delete from sample_thing`.execute(db.reading).catch(codeOf);
  const hidden = await db.reading
    .with('gone', (query) => query.deleteFrom('sample_thing').returning('id'))
    .selectFrom('gone')
    .selectAll()
    .execute()
    .catch(codeOf);
  expect([refused, hidden]).toEqual(['25006', '25006']);
});

test('a failing transaction leaves nothing and calls nobody back', async () => {
  const heard: string[] = [];
  const outcome = await db
    .transaction(async (tx) => {
      db.onCommit(tx, () => void heard.push('committed'));
      await db
        .writer<Own>(tx)
        .insertInto('sample_thing')
        .values({ ...thing, id: 10 })
        .execute();
      throw new Error('no');
    })
    .catch((error: Error) => error.message);
  expect([outcome, heard, await countOf(10)]).toEqual(['no', [], 0]);
});

test('callbacks run after the commit and before the transaction resolves', async () => {
  const seen: number[] = [];
  await db.transaction(async (tx) => {
    db.onCommit(tx, async () => void seen.push(await countOf(11)));
    await db
      .writer<Own>(tx)
      .insertInto('sample_thing')
      .values({ ...thing, id: 11 })
      .execute();
    seen.push(await countOf(11));
  });
  expect(seen).toEqual([0, 1]);
});

test('a swallowed error does not pass for a commit', async () => {
  const outcome = await db
    .transaction(async (tx) => {
      await db
        .writer<Own>(tx)
        .insertInto('sample_thing')
        .values({ ...thing, id: 12 })
        .execute();
      await sql`select 1 / 0`.execute(tx as never).catch(() => undefined);
    })
    .catch((error: Error) => error.name);
  expect([outcome, await countOf(12)]).toEqual(['DatabaseFailure', 0]);
});

test('a connection lost in a transaction ends it whole, and the next one works', async () => {
  const outcome = await db
    .transaction(async (tx) => {
      await db
        .writer<Own>(tx)
        .insertInto('sample_thing')
        .values({ ...thing, id: 13 })
        .execute();
      const { rows } = await db.execute('select pg_backend_pid() as pid', [], tx);
      await sql`select pg_terminate_backend(${rows[0]!['pid']})`.execute(db.writing);
      await db
        .writer<Own>(tx)
        .insertInto('sample_thing')
        .values({ ...thing, id: 14 })
        .execute()
        .catch(() => undefined);
      await db
        .writer<Own>(tx)
        .insertInto('sample_thing')
        .values({ ...thing, id: 15 })
        .execute();
    })
    .catch(() => 'lost');
  await insert({ ...thing, id: 16 });
  expect([outcome, await countOf(13), await countOf(14), await countOf(15), await countOf(16)]).toEqual([
    'lost',
    0,
    0,
    0,
    1,
  ]);
});

test('more callers than connections wait their turn', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) =>
      db.execute('select $1::int as n', [index]).then(({ rows }) => rows[0]!['n']),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 60 }, (_, index) => index));
});

test('a listener hears what is said, and hears that the line was lost and is back', async () => {
  const heard: string[] = [];
  let wake = () => undefined as void;
  const until = async (count: number) => {
    while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  const say = (word: string) => {
    heard.push(word);
    wake();
  };
  const line = await db.listen('sample', { onMessage: say, onReady: () => say('ready'), onLost: () => say('lost') });
  await db.execute("select pg_notify('sample', 'one')");
  await until(2);
  await db.execute(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
  );
  await until(4);
  await db.execute("select pg_notify('sample', 'two')");
  await until(5);
  await line.close();
  expect(heard).toEqual(['ready', 'one', 'lost', 'ready', 'two']);
});

async function countOf(id: number): Promise<number> {
  const { n } = await db
    .reader<Own>()
    .selectFrom('sample_thing')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return n;
}
