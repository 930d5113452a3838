// Tests of cached pages over real sockets: each look, language and encoding its own, nothing of one reader to another.

import { Hono } from 'hono';
import { beforeEach, afterEach, expect, test } from 'vitest';
import { SIZES, THEMES } from '#kernel/page.ts';
import type { HttpServer, PageCache } from './index.ts';
import { describeForCache, displayOf, textResponse } from './index.ts';
import { ask, startTestServer } from './testing.ts';

let server: HttpServer & { cache: PageCache };
let made: string[] = [];
let content = 'first';

/** A site behind Hono, as the real one is. */
function site(): Hono {
  const app = new Hono();
  app.get('/:lang/page', (context) => {
    const { theme, size } = displayOf(context.req.header('cookie'));
    const seen = [...context.req.raw.headers.keys()]
      .filter((name) => name !== 'if-none-match')
      .sort()
      .join(',');
    const query = new URL(context.req.url).search;
    made.push(`${context.req.param('lang')}${query} ${theme}.${size}`);
    const body = `<html lang="${context.req.param('lang')}" class="${theme} ${size}">${content} ${query} saw:${seen} ${'filler '.repeat(200)}</html>`;
    return describeForCache(textResponse(body, { headers: { 'content-type': 'text/html; charset=utf-8' } }), {
      tags: ['thing'],
      validUntil: null,
    });
  });
  app.get('/:lang/cookie', () => {
    made.push('cookie');
    return describeForCache(textResponse('x', { headers: { 'set-cookie': 'a=1' } }), { tags: ['thing'] });
  });
  app.get('/:lang/missing', () => {
    made.push('missing');
    return describeForCache(textResponse('gone', { status: 404 }), { tags: ['thing'] });
  });
  app.get('/:lang/plain', () => {
    made.push('plain');
    return textResponse('no note');
  });
  app.get('/:lang/fails', () => {
    made.push('fails');
    throw new Error('no');
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

beforeEach(async () => {
  made = [];
  content = 'first';
  const app = site();
  server = await startTestServer({
    fetch: (request) => app.fetch(request),
    allowedQuery: (pathname) => (/^\/[a-z]{2}\//.test(pathname) ? ['q', 'page'] : undefined),
  });
});
afterEach(() => server.close());

test('each look, language and encoding has its own answer, made once; packed ones hold the same page', async () => {
  const encodings = ['identity', 'gzip', 'br'];
  const first = new Map<string, string>();
  for (const round of [1, 2]) {
    for (const lang of ['en', 'ar']) {
      for (const theme of THEMES) {
        for (const size of SIZES) {
          for (const encoding of encodings) {
            const answer = await ask(server.port, `/${lang}/page`, [
              `Accept-Encoding: ${encoding}`,
              `Cookie: ojjo=${theme}.${size}`,
            ]);
            expect(
              answer.text.startsWith(`<html lang="${lang}" class="${theme} ${size}">first  saw:cookie filler`),
            ).toBe(true);
            expect(answer.headers['content-encoding'] ?? 'identity').toBe(encoding);
            const key = `${lang} ${theme} ${size} ${encoding}`;
            if (round === 1) first.set(key, answer.body.toString('base64'));
            else expect(answer.body.toString('base64')).toBe(first.get(key));
          }
        }
      }
    }
  }
  expect(made.length).toBe(2 * THEMES.length * SIZES.length * encodings.length);
  expect(server.cache.figures().hits).toBe(made.length);
});

test('the answer does not depend on who asks: what only one reader sent never reaches the page', async () => {
  const secret = [
    'Cookie: ojjo=bw.l; other=secret',
    'X-Secret: secret',
    'Referer: http://secret.example/',
    'Accept-Language: fr',
    'User-Agent: secret',
  ];
  const one = await ask(server.port, '/en/page?q=1&utm_source=secret', secret);
  const two = await ask(server.port, '/en/page?q=1', ['Cookie: ojjo=bw.l']);
  const { 'x-request-id': first, date: _, ...headersOne } = one.headers;
  const { 'x-request-id': second, date: __, ...headersTwo } = two.headers;
  expect(two.text).toBe(one.text);
  expect(headersTwo).toEqual(headersOne);
  expect(one.text.includes('secret')).toBe(false);
  expect(first === second).toBe(false);
  expect(made).toEqual(['en?q=1 bw.l']);
});

test('only allowed parameters make a difference, in any order', async () => {
  await ask(server.port, '/en/page?q=a&page=2');
  await ask(server.port, '/en/page?x=1&page=2&q=a');
  await ask(server.port, '/en/%70age?page=2&q=a&');
  await ask(server.port, '/en/page?page=3&q=a');
  expect(made).toEqual(['en?page=2&q=a standard.m', 'en?page=3&q=a standard.m']);
});

test('a signed-in person or a token bypasses the cache both ways', async () => {
  const session = ['Cookie: ojjo=bw.m; ojjo_session=abc'];
  const own = await ask(server.port, '/en/page', session);
  expect(server.cache.figures().entries).toBe(0);
  await ask(server.port, '/en/page', ['Cookie: ojjo=bw.m']);
  await ask(server.port, '/en/page', session);
  await ask(server.port, '/en/page', ['Cookie: ojjo=bw.m', 'Authorization: Bearer x']);
  expect(made.length).toBe(4);
  expect(server.cache.figures()).toMatchObject({ entries: 1, hits: 0 });
  expect(own.headers['cache-control']).toBe('private, no-cache');
});

test('answers with cookies, errors, missing pages and those without a note are not kept', async () => {
  for (const path of ['cookie', 'missing', 'plain', 'fails']) {
    await ask(server.port, `/en/${path}`);
    await ask(server.port, `/en/${path}`);
  }
  expect(made).toEqual(['cookie', 'cookie', 'missing', 'missing', 'plain', 'plain', 'fails', 'fails']);
  expect(server.cache.figures().entries).toBe(0);
});

test('a drop is seen by the next reader', async () => {
  await ask(server.port, '/en/page');
  content = 'second';
  expect((await ask(server.port, '/en/page')).text).toContain('first');
  server.cache.drop(['thing']);
  expect((await ask(server.port, '/en/page')).text).toContain('second');
});

test('what the reader has is not sent again; each encoding has its own strong ETag', async () => {
  const plain = await ask(server.port, '/en/page');
  const packed = await ask(server.port, '/en/page', ['Accept-Encoding: br']);
  const tag = plain.headers['etag']!;
  expect(tag).toMatch(/^"[\w-]{27}"$/);
  expect(packed.headers['etag']).toBe(tag.replace(/"$/, '-br"'));
  expect([plain.headers['vary'], plain.headers['cache-control']]).toEqual(['accept-encoding, cookie', 'no-cache']);
  for (const lines of [
    [`If-None-Match: ${tag}`],
    [`If-None-Match: "x", W/${tag}`],
    ['If-None-Match: *'],
    [`If-None-Match: ${packed.headers['etag']}`, 'Accept-Encoding: br'],
  ]) {
    const again = await ask(server.port, '/en/page', lines);
    expect([again.status, again.body.length, again.headers['vary']]).toEqual([304, 0, 'accept-encoding, cookie']);
  }
  const other = await ask(server.port, '/en/page', [`If-None-Match: ${tag}`, 'Accept-Encoding: br']);
  expect(other.status).toBe(200);
  const uncached = await ask(server.port, '/en/page', ['Cookie: ojjo_session=1']);
  const unchanged = await ask(server.port, '/en/page', [
    'Cookie: ojjo_session=1',
    `If-None-Match: ${uncached.headers['etag']}`,
  ]);
  expect(unchanged.status).toBe(304);
});

test('HEAD is GET without the body, from the cache too', async () => {
  const first = await ask(server.port, '/en/page', [], 'HEAD');
  const get = await ask(server.port, '/en/page');
  const second = await ask(server.port, '/en/page', [], 'HEAD');
  expect([first.body.length, second.body.length]).toEqual([0, 0]);
  expect([first.headers['content-length'], second.headers['content-length']]).toEqual([
    String(get.body.length),
    String(get.body.length),
  ]);
  expect(made.length).toBe(1);
});
