// Tests of limits on a real database: shared by nodes, exact under concurrency, forgotten in time, unreadable at rest.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from './db/testing.ts';
import { createLimits, networkOf } from './limits.ts';
import type { Limits } from './limits.ts';

const SECRET = 'a secret of the tests that is long enough';
type Opened = Awaited<ReturnType<typeof testDatabase>>;
let opened: Opened;
let moment = new Date('2026-11-27T10:00:00Z');

beforeAll(async () => {
  opened = await testDatabase();
});
afterAll(() => opened.close());

function node(limitFactor = 1): Limits & { forget(): Promise<void> } {
  let forget: (() => Promise<void>) | undefined;
  const jobs = {
    register: (job: { run(data: Record<string, unknown>): Promise<void> }) => void (forget = () => job.run({})),
  };
  const config = { secret: SECRET, dataDir: '/nowhere', limitFactor };
  return { ...createLimits({ db: opened.db, jobs, config, now: () => moment }), forget: () => forget!() };
}

function later(seconds: number): void {
  moment = new Date(moment.getTime() + seconds * 1000);
}

test('two nodes count together, and what is left and when it comes back stands in the headers', async () => {
  const [one, other] = [node(), node()];
  const limit = { name: 'test.shared', most: 3, seconds: 60 };
  const first = await one.take(limit, { address: '203.0.113.9' });
  later(10);
  const rest = [
    await other.take(limit, { address: '203.0.113.9' }),
    await one.take(limit, { address: '203.0.113.9' }),
    await other.take(limit, { address: '203.0.113.9' }),
    await other.take(limit, { address: '203.0.113.10' }),
  ];
  expect([first, ...rest].map(({ allowed, left, resets }) => [allowed, left, resets])).toEqual([
    [true, 2, 60],
    [true, 1, 50],
    [true, 0, 50],
    [false, 0, 50],
    [true, 2, 60],
  ]);
  expect(rest[2]!.headers).toEqual({
    'ratelimit-policy': '"test.shared";q=3;w=60',
    ratelimit: '"test.shared";r=0;t=50',
    'retry-after': '50',
  });
  later(50);
  expect((await one.take(limit, { address: '203.0.113.9' })).left).toBe(2);
});

test('of fifty attempts at once exactly as many pass as may', async () => {
  const nodes = [node(), node(), node()];
  const limit = { name: 'test.at_once', most: 7, seconds: 60 };
  const taken = await Promise.all(
    Array.from({ length: 50 }, (_, index) => nodes[index % 3]!.take(limit, { person: 'p1' })),
  );
  expect(taken.filter(({ allowed }) => allowed).length).toBe(7);
});

test('what one address has spent is not counted against the person it aims at', async () => {
  const limits = node();
  const limit = { name: 'test.aimed', most: 2, seconds: 60 };
  const aim = () => limits.take(limit, { address: '203.0.113.20' }, { word: 'ana@example.org' });
  expect([(await aim()).allowed, (await aim()).allowed, (await aim()).allowed, (await aim()).allowed]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const own = await limits.take({ ...limit, most: 3 }, { word: 'ana@example.org' });
  expect([own.allowed, own.left]).toEqual([true, 0]);
});

test('a spent limit is a Problem with its headers, and is cleared for one subject', async () => {
  const limits = node();
  const limit = { name: 'test.demand', most: 1, seconds: 90 };
  await limits.demand(limit, 'everyone');
  await expect(limits.demand(limit, 'everyone')).rejects.toMatchObject({
    status: 429,
    code: 'ui.too_often',
    values: { minutes: 2 },
    extra: { headers: { 'retry-after': '90' } },
  });
  await limits.clear(limit, 'everyone');
  expect((await limits.demand(limit, 'everyone')).allowed).toBe(true);
});

test('the factor widens every limit', async () => {
  const limits = node(2);
  const limit = { name: 'test.wide', most: 1, seconds: 60 };
  const taken = [
    await limits.take(limit, 'everyone'),
    await limits.take(limit, 'everyone'),
    await limits.take(limit, 'everyone'),
  ];
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
});

test('a clock that was set back does not lock anybody out for longer than the limit lasts', async () => {
  const limits = node();
  const limit = { name: 'test.clock', most: 1, seconds: 60 };
  await limits.take(limit, { person: 'p2' });
  later(-3600);
  const taken = await limits.take(limit, { person: 'p2' });
  later(3600);
  expect([taken.allowed, taken.resets]).toEqual([true, 60]);
});

test('no address, person or word can be read from the tables, and their hashes change with the day', async () => {
  const limits = node();
  const limit = { name: 'test.hidden', most: 1, seconds: 86_400 };
  await opened.db.execute('delete from platform_limit');
  await limits.take(limit, { address: '198.51.100.77' });
  await limits.take(limit, { word: 'planted@example.org' });
  later(86_400);
  await limits.take(limit, { address: '198.51.100.77' });
  const { rows } = await opened.db.execute(
    'select key from platform_limit union all select salt from platform_limit_salt',
  );
  const all = JSON.stringify(rows);
  expect([all.includes('198.51'), all.includes('planted')]).toEqual([false, false]);
  const { rows: kept } = await opened.db.execute('select distinct key from platform_limit');
  expect(kept.length).toBe(3);
});

test('what has run out is deleted, and the salts of days gone by with it', async () => {
  const limits = node();
  await opened.db.execute('delete from platform_limit');
  await limits.take({ name: 'test.short', most: 1, seconds: 60 }, 'everyone');
  await limits.take({ name: 'test.long', most: 1, seconds: 7200 }, 'everyone');
  later(3600);
  await limits.forget();
  const { rows } = await opened.db.execute('select count(*)::int as n from platform_limit');
  const { rows: salts } = await opened.db.execute('select day::text as day from platform_limit_salt');
  expect([rows[0]!['n'], salts.map(({ day }) => day)]).toEqual([1, [moment.toISOString().slice(0, 10)]]);
});

test('an address is the whole of IPv4 and the first half of IPv6', () => {
  expect(
    [
      '203.0.113.9',
      '::ffff:203.0.113.9',
      '2001:db8:1:2:3:4:5:6',
      '2001:0DB8:1:2::9',
      '::1',
      '2001:db8::',
      'fe80::1%eth0',
    ].map(networkOf),
  ).toEqual(['203.0.113.9', '203.0.113.9', '2001:db8:1:2', '2001:db8:1:2', '0:0:0:0', '2001:db8:0:0', 'fe80:0:0:0']);
});
