// Tests of events on a real database: the feed misses nothing, other nodes hear within a second, delivery happens at least once.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeliveredEvent } from '#kernel/event.ts';
import { openConnection } from '../db/index.ts';
import type { Connection, OpenDatabase } from '../db/index.ts';
import { testDatabase } from '../db/testing.ts';
import { createPageCache } from '../http/index.ts';
import type { PageCache } from '../http/index.ts';
import { createLog } from '../log.ts';
import { createEvents } from './index.ts';
import type { EventsEngine } from './index.ts';
import { cuttable } from './testing.ts';

const log = createLog({ logLevel: 'silent' });
let database: Awaited<ReturnType<typeof testDatabase>>;
let db: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database.close());

/** A second node: its own connections, its own cache, what it heard, and a way to wait for it. */
async function startNode(connection: Connection): Promise<{
  db: OpenDatabase;
  events: EventsEngine;
  heard: string[][];
  signs: string[];
  next(): Promise<void>;
  stop(): Promise<void>;
}> {
  const own = openConnection(connection);
  const heard: string[][] = [];
  const signs: string[] = [];
  let wakers: (() => void)[] = [];
  const happened = () => {
    for (const waker of wakers.splice(0)) waker();
  };
  const events = createEvents({
    db: own,
    log,
    onChange(tags) {
      heard.push([...tags].sort());
      happened();
    },
    onLost() {
      signs.push('lost');
      happened();
    },
    onRegained() {
      signs.push('regained');
      happened();
    },
  });
  await events.start();
  return {
    db: own,
    events,
    heard,
    signs,
    next: () => new Promise((resolve) => (wakers = [...wakers, resolve])),
    async stop() {
      await events.stop();
      await own.close();
    },
  };
}

test('the own node hears at once after commit and before the writer goes on, the others within a second', async () => {
  const writer = await startNode(database.connection);
  const other = await startNode(database.connection);
  const next = other.next();
  await writer.db.transaction(async (tx) => {
    await writer.events.record(tx, { name: 'test.changed', about: null }, ['b', 'a', 'b']);
    expect(writer.heard).toEqual([]);
  });
  const committed = performance.now();
  expect(writer.heard).toEqual([['a', 'b']]);
  await next;
  expect(performance.now() - committed).toBeLessThan(1000);
  expect(other.heard).toEqual([['a', 'b']]);
  await writer.stop();
  await other.stop();
});

test('a rolled back change is told to nobody', async () => {
  const writer = await startNode(database.connection);
  const other = await startNode(database.connection);
  const next = other.next();
  await expect(
    writer.db.transaction(async (tx) => {
      await writer.events.record(tx, { name: 'test.failed', about: null }, ['never']);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await writer.db.transaction((tx) => writer.events.record(tx, { name: 'test.changed', about: null }, ['after']));
  await next;
  expect(writer.heard).toEqual([['after']]);
  expect(other.heard).toEqual([['after']]);
  await writer.stop();
  await other.stop();
});

test('transactions that commit out of order are both heard, each once', async () => {
  const other = await startNode(database.connection);
  const writer = createEvents({ db, log });
  let finishFirst = () => undefined as void;
  const held = new Promise<void>((resolve) => (finishFirst = resolve));
  let firstWritten = () => undefined as void;
  const written = new Promise<void>((resolve) => (firstWritten = resolve));
  const first = db.transaction(async (tx) => {
    await writer.record(tx, { name: 'test.changed', about: null }, ['begun-first']);
    firstWritten();
    await held;
  });
  await written;
  let next = other.next();
  await db.transaction((tx) => writer.record(tx, { name: 'test.changed', about: null }, ['begun-second']));
  await next;
  next = other.next();
  finishFirst();
  await first;
  await next;
  next = other.next();
  await db.transaction((tx) => writer.record(tx, { name: 'test.changed', about: null }, ['third']));
  await next;
  expect(other.heard).toEqual([['begun-second'], ['begun-first'], ['third']]);
  await other.stop();
});

function keepPage(cache: PageCache, text: string): Promise<unknown> {
  return cache.make('page', async () => ({
    status: 200,
    headers: [],
    body: Buffer.from(text),
    encoding: 'identity',
    etag: null,
    unchanged: null,
    keep: { tags: ['thing'], validUntil: Infinity },
  }));
}

test('a node whose feed is cut serves nothing from its cache until it hears again', async () => {
  const line = await cuttable(database.connection);
  const own = openConnection(line.connection);
  const cache = createPageCache({ megabytes: 1 });
  const signs: string[] = [];
  let happened = () => undefined as void;
  const nextSign = () => new Promise<void>((resolve) => (happened = resolve));
  const node = createEvents({
    db: own,
    log,
    onChange: (tags) => cache.drop(tags),
    onLost() {
      cache.suspend();
      signs.push('lost');
      happened();
    },
    onRegained() {
      cache.resume();
      signs.push('regained');
      happened();
    },
  });
  await node.start();
  await keepPage(cache, 'before');
  expect(cache.find('page')?.body?.toString()).toBe('before');

  let sign = nextSign();
  const begun = performance.now();
  line.cut();
  await sign;
  expect(performance.now() - begun).toBeLessThan(1500);
  expect(signs).toEqual(['lost']);
  expect(cache.find('page')).toBeUndefined();
  await keepPage(cache, 'during');
  expect(cache.find('page')).toBeUndefined();

  // A change the node cannot hear; after the line is back nothing old is served.
  const writer = createEvents({ db, log });
  await db.transaction((tx) => writer.record(tx, { name: 'test.changed', about: null }, ['thing']));
  sign = nextSign();
  line.mend();
  await sign;
  expect(signs).toEqual(['lost', 'regained']);
  expect(cache.find('page')).toBeUndefined();
  await keepPage(cache, 'after');
  expect(cache.find('page')?.body?.toString()).toBe('after');
  await node.stop();
  await own.close();
  await line.close();
});

test('a node that cannot listen but can ask still hears within a second', async () => {
  const own = openConnection(database.connection);
  const heard: string[] = [];
  let happened = () => undefined as void;
  const next = new Promise<void>((resolve) => (happened = resolve));
  const node = createEvents({
    db: { ...own, listen: () => Promise.reject(new Error('this server knows no LISTEN')) },
    log,
    onChange(tags) {
      heard.push(...tags);
      happened();
    },
  });
  await node.start();
  const writer = createEvents({ db, log });
  await db.transaction((tx) => writer.record(tx, { name: 'test.changed', about: null }, ['asked']));
  const committed = performance.now();
  await next;
  expect(performance.now() - committed).toBeLessThan(1000);
  expect(heard).toEqual(['asked']);
  await node.stop();
  await own.close();
});

test('an event reaches the modules whole and leaves the outbox; one that fails is tried again', async () => {
  await db.execute('delete from platform_event');
  const delivered: DeliveredEvent[] = [];
  let failures = 2;
  let done = () => undefined as void;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const events = createEvents({ db, log, times: { longestWait: 0.01 } });
  await events.start({
    async deliver(event) {
      if (event.name === 'test.difficult' && failures > 0) {
        failures -= 1;
        throw new Error('not now');
      }
      delivered.push(event);
      if (delivered.length === 2) done();
    },
  });
  await db.transaction(async (tx) => {
    await events.record(tx, { name: 'test.difficult', about: { kind: 'place', id: 'ESP' }, data: { n: 1, text: 'é' } });
    await events.record(tx, { name: 'test.easy', about: null });
  });
  await finished;
  await events.stop();
  expect(delivered.map(({ name, about, data }) => ({ name, about, data }))).toEqual([
    { name: 'test.easy', about: null, data: undefined },
    { name: 'test.difficult', about: { kind: 'place', id: 'ESP' }, data: { n: 1, text: 'é' } },
  ]);
  expect(failures).toBe(0);
  expect((await db.execute('select count(*)::int as n from platform_event')).rows).toEqual([{ n: 0 }]);
});

test('two dispatchers share a full outbox: every event is delivered once', async () => {
  const recorder = createEvents({ db, log });
  await db.transaction(async (tx) => {
    for (let n = 0; n < 100; n += 1)
      await recorder.record(tx, { name: 'test.many', about: { kind: 'n', id: String(n) } });
  });
  const got: string[] = [];
  let done = () => undefined as void;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const deliver = async (event: DeliveredEvent) => {
    got.push(event.about!.id);
    if (got.length === 100) done();
  };
  const nodes = [createEvents({ db, log }), createEvents({ db, log })];
  await Promise.all(nodes.map((node) => node.start({ deliver })));
  await finished;
  await Promise.all(nodes.map((node) => node.stop()));
  expect(got.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});

test('an event claimed by a node that died is delivered by another', async () => {
  const recorder = createEvents({ db, log });
  await db.transaction((tx) => recorder.record(tx, { name: 'test.orphan', about: null }));
  // What a killed node leaves behind: the claim is made, the delivery never happened.
  const dying = createEvents({ db, log, times: { lease: 0.3 } });
  let claimed = () => undefined as void;
  const claim = new Promise<void>((resolve) => (claimed = resolve));
  let release = () => undefined as void;
  await dying.start({
    deliver: () =>
      new Promise((_, reject) => {
        release = () => reject(new Error('killed'));
        claimed();
      }),
  });
  await claim;
  let done = (_: DeliveredEvent) => undefined as void;
  const finished = new Promise<DeliveredEvent>((resolve) => (done = resolve));
  const living = createEvents({ db, log });
  await living.start({ deliver: async (event) => done(event) });
  expect((await finished).name).toBe('test.orphan');
  await living.stop();
  release();
  await dying.stop();
  expect((await db.execute('select count(*)::int as n from platform_event')).rows).toEqual([{ n: 0 }]);
});
