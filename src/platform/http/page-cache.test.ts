// Tests of the page cache alone: bounds, tags, dates, stampedes and the race between making and dropping.

import { expect, test } from 'vitest';
import type { ReadyAnswer } from './kept-answer.ts';
import { createPageCache } from './page-cache.ts';

function answer(text: string, tags: readonly string[] = ['t'], validUntil = Infinity): ReadyAnswer {
  return {
    status: 200,
    headers: [],
    body: Buffer.from(text),
    encoding: 'identity',
    etag: null,
    unchanged: null,
    keep: { tags, validUntil },
  };
}

function gate(): { opened: Promise<void>; open(): void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

const text = (found: ReadyAnswer | undefined) => found?.body?.toString();

test('an answer is kept and dropped by any of its tags, others stay', async () => {
  const cache = createPageCache({ megabytes: 1 });
  await cache.make('a', async () => answer('A', ['x', 'y']));
  await cache.make('b', async () => answer('B', ['y']));
  await cache.make('c', async () => answer('C', ['z']));
  cache.drop(['x']);
  expect([text(cache.find('a')), text(cache.find('b')), text(cache.find('c'))]).toEqual([undefined, 'B', 'C']);
  cache.drop(['y', 'unknown']);
  expect([text(cache.find('b')), text(cache.find('c'))]).toEqual([undefined, 'C']);
  cache.clear();
  expect(cache.figures()).toEqual({ hits: 3, misses: 3, entries: 0, bytes: 0, serving: true });
});

test('a stampede makes the answer once', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  let made = 0;
  const produce = async () => {
    made += 1;
    await held.opened;
    return answer(`made ${made}`);
  };
  const all = Array.from({ length: 50 }, () => cache.make('k', produce));
  held.open();
  expect(new Set((await Promise.all(all)).map(text))).toEqual(new Set(['made 1']));
  expect(made).toBe(1);
});

test('an answer begun before a drop of its tag is not kept, and those who ask after the drop get a fresh one', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  let content = 'old';
  const slow = async () => {
    const read = content;
    await held.opened;
    return answer(read, ['thing']);
  };
  const before = cache.make('k', slow);
  content = 'new';
  cache.drop(['thing']);
  const after = cache.make('k', slow);
  held.open();
  expect([text(await before), text(await after)]).toEqual(['old', 'new']);
  expect(text(cache.find('k'))).toBe('new');
});

test('the older answer does not replace the fresher one when it ends last', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  const old = cache.make('k', async () => {
    await held.opened;
    return answer('old', ['thing']);
  });
  cache.drop(['thing']);
  await cache.make('k', async () => answer('new', ['thing']));
  held.open();
  expect(text(await old)).toBe('old');
  expect(text(cache.find('k'))).toBe('new');
});

test('a drop of another tag does not keep an answer under way from being kept', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  const made = cache.make('k', async () => {
    await held.opened;
    return answer('kept', ['mine']);
  });
  cache.drop(['other']);
  held.open();
  await made;
  expect(text(cache.find('k'))).toBe('kept');
});

test('more drops than are remembered let nothing older be kept', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  const made = cache.make('k', async () => {
    await held.opened;
    return answer('old', ['thing']);
  });
  cache.drop(['thing']);
  for (let n = 0; n < 1000; n += 1) cache.drop([`other ${n}`]);
  held.open();
  await made;
  expect(cache.find('k')).toBeUndefined();
});

test('an answer ends at its date', async () => {
  let now = 1000;
  const cache = createPageCache({ megabytes: 1, now: () => now });
  await cache.make('k', async () => answer('until 2000', ['t'], 2000));
  now = 1999;
  expect(text(cache.find('k'))).toBe('until 2000');
  now = 2000;
  expect(cache.find('k')).toBeUndefined();
  await cache.make('k', async () => answer('already over', ['t'], 1500));
  expect(cache.find('k')).toBeUndefined();
});

test('memory stays under its bound and the least recently used goes first', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const page = 'x'.repeat(98_000);
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) await cache.make(key, async () => answer(page));
  expect(text(cache.find('a'))).toBe(page);
  await cache.make('k', async () => answer(page));
  expect(cache.figures().bytes).toBeLessThanOrEqual(1_000_000);
  expect(cache.find('b')).toBeUndefined();
  expect(text(cache.find('a'))).toBe(page);
  await cache.make('huge', async () => answer('x'.repeat(300_000)));
  expect(cache.find('huge')).toBeUndefined();
});

test('an answer that may not be kept is made for each who asks', async () => {
  const cache = createPageCache({ megabytes: 1 });
  let made = 0;
  const produce = async (): Promise<ReadyAnswer> => {
    made += 1;
    return { ...answer(`for ${made}`), keep: null };
  };
  const all = await Promise.all([cache.make('k', produce), cache.make('k', produce), cache.make('k', produce)]);
  expect(all.map(text).sort()).toEqual(['for 1', 'for 2', 'for 3']);
  expect(cache.find('k')).toBeUndefined();
});

test('a failure is not kept and the next one tries again', async () => {
  const cache = createPageCache({ megabytes: 1 });
  await expect(cache.make('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text(await cache.make('k', async () => answer('yes')))).toBe('yes');
});

test('suspended it keeps and serves nothing; what was begun before it resumes is not kept', async () => {
  const cache = createPageCache({ megabytes: 1 });
  const held = gate();
  await cache.make('a', async () => answer('A'));
  const slow = cache.make('b', async () => {
    await held.opened;
    return answer('B');
  });
  cache.suspend();
  expect(cache.find('a')).toBeUndefined();
  await cache.make('c', async () => answer('C'));
  expect(cache.figures().serving).toBe(false);
  cache.resume();
  held.open();
  await slow;
  expect([cache.find('a'), cache.find('b'), cache.find('c')]).toEqual([undefined, undefined, undefined]);
  await cache.make('d', async () => answer('D'));
  expect(text(cache.find('d'))).toBe('D');
});

test('with no memory nothing is kept', async () => {
  const cache = createPageCache({ megabytes: 0 });
  await cache.make('a', async () => answer('A'));
  expect(cache.find('a')).toBeUndefined();
});
