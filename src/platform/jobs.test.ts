// Tests of background jobs on a real database: queued with their cause, run once each, tried again, kept apart by key.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { Problem } from '#kernel/problem.ts';
import { testDatabase } from './db/testing.ts';
import { createJobs } from './jobs.ts';
import type { Jobs } from './jobs.ts';
import { createLog } from './log.ts';

type Opened = Awaited<ReturnType<typeof testDatabase>>;
let opened: Opened;
let sender: Jobs;
const log = createLog({ logLevel: 'silent' });

beforeAll(async () => {
  opened = await testDatabase();
  sender = createJobs({ db: opened.db, log });
});
afterAll(async () => {
  await sender.stop();
  await opened.close();
});

/** A worker that runs one job; `next` resolves with the data of its runs in order. */
async function startWorker(
  name: string,
  answer: (data: Record<string, unknown>, run: number) => void = () => undefined,
) {
  const jobs = createJobs({ db: opened.db, log });
  const runs: Record<string, unknown>[] = [];
  let wake = () => undefined as void;
  jobs.register({
    name,
    async run(data) {
      runs.push(data);
      wake();
      answer(data, runs.length);
    },
  });
  await jobs.start();
  return {
    jobs,
    async runs(count: number) {
      while (runs.length < count) await new Promise<void>((resolve) => (wake = resolve));
      return runs;
    },
  };
}

async function waiting(name: string): Promise<{ state: string; data: unknown }[]> {
  const { rows } = await opened.db.execute(
    'select state::text as state, data from pgboss.job where name = $1 order by created_on, id',
    [name],
  );
  return rows as { state: string; data: unknown }[];
}

test('a job is queued when its transaction commits and never when it is rolled back', async () => {
  await opened.db.transaction((tx) => sender.send('test.caused', { cause: 'kept' }, { tx }));
  const failing = opened.db.transaction(async (tx) => {
    await sender.send('test.caused', { cause: 'lost' }, { tx });
    throw new Error('The change was refused.');
  });
  await expect(failing).rejects.toThrow('The change was refused.');
  expect(await waiting('test.caused')).toEqual([{ state: 'created', data: { cause: 'kept' } }]);
});

test('what a transaction queued is not seen before it commits', async () => {
  await opened.db.transaction(async (tx) => {
    await sender.send('test.hidden', { n: 1 }, { tx });
    expect(await waiting('test.hidden')).toEqual([]);
  });
  expect(await waiting('test.hidden')).toEqual([{ state: 'created', data: { n: 1 } }]);
});

test('a worker runs what another node queued, before and after it started', async () => {
  await sender.send('test.run', { n: 1 });
  const worker = await startWorker('test.run');
  expect(await worker.runs(1)).toEqual([{ n: 1 }]);
  await opened.db.transaction((tx) => sender.send('test.run', { n: 2, text: 'ключ "مفتاح" \\ 钥匙' }, { tx }));
  expect(await worker.runs(2)).toEqual([{ n: 1 }, { n: 2, text: 'ключ "مفتاح" \\ 钥匙' }]);
  await worker.jobs.stop();
  expect((await waiting('test.run')).map(({ state }) => state)).toEqual(['completed', 'completed']);
});

test('a backlog is worked off, each job once, without waiting between batches', async () => {
  for (let n = 1; n <= 12; n += 1) await sender.send('test.many', { n });
  const worker = await startWorker('test.many');
  expect((await worker.runs(12)).map(({ n }) => Number(n)).sort((a, b) => a - b)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  await worker.jobs.stop();
});

test('a failure is tried again later, a Problem is not', async () => {
  await sender.send('test.fails', { kind: 'accident' });
  await sender.send('test.fails', { kind: 'answer' });
  const worker = await startWorker('test.fails', ({ kind }) => {
    throw kind === 'answer' ? new Problem(400, 'test.refused') : new Error('The line broke.');
  });
  await worker.runs(2);
  await worker.jobs.stop();
  const states = (await waiting('test.fails')).map(({ state, data }) => [(data as { kind: string }).kind, state]);
  expect(states).toEqual([
    ['accident', 'retry'],
    ['answer', 'failed'],
  ]);
});

test('while a job with a key waits, a second one is not queued; without keys every job is', async () => {
  await sender.send('test.keyed', { n: 1 }, { key: 'same' });
  await sender.send('test.keyed', { n: 2 }, { key: 'same' });
  await sender.send('test.keyed', { n: 3 }, { key: 'other' });
  await sender.send('test.keyed', { n: 4 });
  await sender.send('test.keyed', { n: 5 });
  expect((await waiting('test.keyed')).map(({ data }) => (data as { n: number }).n)).toEqual([1, 3, 4, 5]);
});

test('a job for later waits for its moment', async () => {
  await sender.send('test.later', { n: 1 }, { after: new Date('2090-01-01T00:00:00Z') });
  await sender.send('test.later', { n: 2 });
  const worker = await startWorker('test.later');
  expect(await worker.runs(1)).toEqual([{ n: 2 }]);
  await worker.jobs.stop();
  expect((await waiting('test.later')).map(({ state }) => state)).toEqual(['created', 'completed']);
});

test('schedules are those of the registered jobs', async () => {
  const schedules = async () =>
    (await opened.db.execute('select name, cron, timezone from pgboss.schedule order by name')).rows;
  const first = createJobs({ db: opened.db, log });
  first.register({ name: 'test.nightly', cron: '15 2 * * *', run: async () => undefined });
  first.register({ name: 'test.gone', cron: '0 * * * *', run: async () => undefined });
  await first.start();
  await first.stop();
  const second = createJobs({ db: opened.db, log });
  second.register({ name: 'test.nightly', cron: '30 3 * * *', run: async () => undefined });
  second.register({ name: 'test.plain', run: async () => undefined });
  expect(() => second.register({ name: 'test.plain', run: async () => undefined })).toThrow(
    'The job test.plain is registered twice.',
  );
  await second.start();
  await second.stop();
  expect(await schedules()).toEqual([{ name: 'test.nightly', cron: '30 3 * * *', timezone: 'UTC' }]);
});
