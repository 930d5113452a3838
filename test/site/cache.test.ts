// The page cache of the whole site: what shares an answer and what does not, and that no answer outlives what it shows.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishAnswer, withdrawAnswer } from '../../src/modules/legislation/actions.ts';
import type { Answer } from '../../src/modules/legislation/model.ts';
import { newId } from '../../src/kernel/id.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestNode, TestObservatory } from './observatory.ts';

const PUBLIC = 'https://observatory.example';
let moment = new Date('2026-11-24T10:00:00Z');
let site: TestObservatory;
let other: TestNode;
beforeAll(async () => {
  site = await openTestObservatory({ OBSERVATORY_URL: PUBLIC }, () => moment);
  other = await site.join();
});
afterAll(() => site.close());

const ask = (path: string, headers: Record<string, string> = {}, node: TestNode = site) =>
  fetch(node.base + path, { headers, redirect: 'manual' });
const textAt = async (path: string, headers: Record<string, string> = {}, node: TestNode = site) =>
  (await ask(path, headers, node)).text();

async function figures(node: TestNode = site): Promise<{ hits: number; misses: number; entries: number }> {
  const text = await textAt('/metrics', {}, node);
  const figure = (name: string) => Number(new RegExp(`^page_cache_${name} (\\d+)`, 'm').exec(text)?.[1]);
  return { hits: figure('hits_total'), misses: figure('misses_total'), entries: figure('entries') };
}

/** What asking does to the cache. */
async function effect(work: () => Promise<unknown>): Promise<{ hits: number; misses: number; entries: number }> {
  const before = await figures();
  await work();
  const after = await figures();
  return {
    hits: after.hits - before.hits,
    misses: after.misses - before.misses,
    entries: after.entries - before.entries,
  };
}

function answerFor(place: string, attribute: string, age: number, validFrom: string | null = null): Answer {
  return {
    id: newId(),
    place,
    attribute,
    value: { kind: 'number', number: age },
    qualifier: null,
    note: null,
    article: 'article 9',
    source: sourceId,
    asOf: '2026-11',
    asOfText: null,
    validFrom,
    validTo: null,
    checkedOn: '2026-11-23',
    confidence: 'single_source',
    origin: 'member',
  };
}
let sourceId = '';
beforeAll(async () => {
  const rows = await site.services.db
    .reader<{ legislation_source: { id: string; reliability: number } }>()
    .selectFrom('legislation_source')
    .select('id')
    .orderBy('reliability')
    .limit(1)
    .execute();
  sourceId = rows[0]!.id;
});

test('the second reader gets the same bytes from the cache, on every page type that may be kept', async () => {
  const kept: Record<string, unknown> = {};
  const pages = [
    '/',
    '/places',
    '/places/ESP',
    '/places/ES-CT',
    '/places/150',
    '/standards',
    '/standards/crc',
    '/standards/crc/40.3.a',
    '/themes',
    '/themes/diversion',
    '/disciplines/legal',
    '/glossary',
    '/laws',
    '/laws/ESP',
    '/laws/ESP/Q01',
    '/laws/attributes/minimum-age-criminal-responsibility',
    '/indicators',
    '/indicators/2',
    '/help-now',
    '/help-now/ESP',
    '/contact',
    '/assistance',
  ];
  for (const page of pages) {
    const path = `/en${page === '/' ? '' : page}`;
    let first = '';
    let second = '';
    const made = await effect(async () => (first = await textAt(path)));
    const found = await effect(async () => (second = await textAt(path)));
    kept[page] = { made, found, same: first === second && first.length > 1000 };
  }
  const expected = { made: { hits: 0, misses: 1, entries: 1 }, found: { hits: 1, misses: 0, entries: 0 }, same: true };
  expect(kept).toEqual(Object.fromEntries(pages.map((page) => [page, expected])));
});

test('parameters nobody knows share the entry; look, language and encoding have their own', async () => {
  await textAt('/en/places/FRA');
  expect(await effect(() => textAt('/en/places/FRA?utm_source=x&fbclid=1&&a=%3Cb%3E'))).toEqual({
    hits: 1,
    misses: 0,
    entries: 0,
  });
  const own = { hits: 0, misses: 1, entries: 1 };
  for (const cookie of ['ojjo=dark.m', 'ojjo=standard.xl', 'ojjo=bw.s'])
    expect(await effect(() => textAt('/en/places/FRA', { cookie }))).toEqual(own);
  expect(await effect(() => textAt('/fr/places/FRA'))).toEqual(own);
  expect(await effect(() => textAt('/en/places/FRA', { 'accept-encoding': 'br' }))).toEqual(own);
  expect(await effect(() => textAt('/en/places/FRA', { 'accept-encoding': 'identity' }))).toEqual(own);
  expect(await textAt('/en/places/FRA', { 'accept-encoding': 'identity' })).toBe(
    await textAt('/en/places/FRA', { 'accept-encoding': 'br' }),
  );
  expect(await textAt('/en/places/FRA', { cookie: 'ojjo=dark.m' })).toContain('class="t-dark s-m"');
  expect(await textAt('/en/places/FRA')).toContain('class="t-standard s-m"');
  // A cookie that is none of ours does not make another entry.
  expect(await effect(() => textAt('/en/places/FRA', { cookie: 'other=1; ojjo=standard.m' }))).toEqual({
    hits: 1,
    misses: 0,
    entries: 0,
  });
});

test('an ETag that is known is answered with 304 and nothing else', async () => {
  for (const path of ['/en', '/en/places/ESP', '/api/v1/places/ESP']) {
    const first = await ask(path);
    await first.text();
    const etag = first.headers.get('etag')!;
    const again = await ask(path, { 'if-none-match': etag });
    expect([path, again.status, await again.text(), again.headers.get('etag')]).toEqual([path, 304, '', etag]);
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
    const packed = await ask(path, { 'accept-encoding': 'br' });
    const plain = await ask(path, { 'accept-encoding': 'identity' });
    // The same answer in another encoding is another one; short ones are sent as they are.
    expect([path, packed.headers.get('etag') === plain.headers.get('etag')]).toEqual([
      path,
      packed.headers.get('content-encoding') === null,
    ]);
  }
});

test('a request with a session is neither answered from the cache nor kept in it', async () => {
  await textAt('/en/places/DEU');
  for (const cookie of ['ojjo_session=abc', '__Host-ojjo_session=abc', 'ojjo=dark.m; ojjo_session=']) {
    let answer: Response | undefined;
    expect(await effect(async () => (answer = await ask('/en/places/DEU', { cookie })))).toEqual({
      hits: 0,
      misses: 0,
      entries: 0,
    });
    expect([answer!.status, answer!.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
  }
  expect(await effect(() => textAt('/en/places/DEU', { authorization: 'Bearer abc' }))).toEqual({
    hits: 0,
    misses: 0,
    entries: 0,
  });
});

test('an answer that is published or withdrawn changes its pages here at once and on the other node within a second', async () => {
  const pages = [
    '/en/places/ESP',
    '/en/laws/ESP',
    '/en/laws/ESP/Q01',
    '/en/laws/attributes/minimum-age-criminal-responsibility',
    '/ar/places/ESP',
  ];
  const read = (node: TestNode) => Promise.all(pages.map((path) => textAt(path, {}, node)));
  const before = [await read(site), await read(other)];
  // Both nodes keep all of them.
  expect([await read(site), await read(other)]).toEqual(before);
  const answer = answerFor('ESP', 'Q01', 9);
  await publishAnswer(site.services, answer);
  const committed = performance.now();
  const here = await read(site);
  const unchanged = pages.filter((_, index) => here[index] === before[0]![index]);
  expect(unchanged).toEqual([]);
  let there = await read(other);
  while (there.some((page, index) => page === before[1]![index]) && performance.now() - committed < 3000)
    there = await read(other);
  expect(performance.now() - committed).toBeLessThan(1000);
  expect(there.map((page) => page.length)).toEqual(here.map((page) => page.length));

  await withdrawAnswer(other.services, answer);
  const withdrawn = performance.now();
  expect(await textAt(pages[2]!, {}, other)).not.toContain('article 9');
  let back = await textAt(pages[2]!);
  while (back.includes('article 9') && performance.now() - withdrawn < 3000) back = await textAt(pages[2]!);
  expect(performance.now() - withdrawn).toBeLessThan(1000);
  expect(back).not.toContain('article 9');
});

test('a change of one country leaves the pages of others in the cache', async () => {
  await textAt('/en/places/JPN');
  const answer = answerFor('KOR', 'Q01', 13);
  await publishAnswer(site.services, answer);
  expect(await effect(() => textAt('/en/places/JPN'))).toEqual({ hits: 1, misses: 0, entries: 0 });
});

test('a change that is rolled back drops nothing and shows nowhere', async () => {
  const before = await textAt('/en/laws/PRT/Q01');
  await expect(
    site.services.db.transaction(async (tx) => {
      await site.services.ports.events.record(tx, { name: 'legislation.answer_published', about: null }, [
        'on-place:PRT',
        'legislation',
      ]);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await effect(async () => expect(await textAt('/en/laws/PRT/Q01')).toBe(before))).toEqual({
    hits: 1,
    misses: 0,
    entries: 0,
  });
});

test('a law that begins at midnight shows at midnight without a write', async () => {
  await publishAnswer(site.services, answerFor('NOR', 'Q01', 17, '2026-11-25'));
  const pages = [
    '/en/places/NOR',
    '/en/laws/NOR',
    '/en/laws/NOR/Q01',
    '/en/laws/attributes/minimum-age-criminal-responsibility',
  ];
  moment = new Date('2026-11-24T23:59:59Z');
  const read = () => Promise.all(pages.map((path) => textAt(path)));
  const evening = await read();
  expect(await effect(read)).toEqual({ hits: pages.length, misses: 0, entries: 0 });
  moment = new Date('2026-11-25T00:00:00Z');
  const morning = await read();
  expect(pages.filter((_, index) => morning[index] === evening[index])).toEqual([]);
  expect(await effect(read)).toEqual({ hits: pages.length, misses: 0, entries: 0 });
  moment = new Date('2026-11-24T10:00:00Z');
});

test('a page with a session cookie of another look is not what anonymous readers get', async () => {
  const anonymous = await textAt('/en/places/SWE');
  await textAt('/en/places/SWE', { cookie: 'ojjo=dark.xl; ojjo_session=1' });
  expect(await textAt('/en/places/SWE')).toBe(anonymous);
});
