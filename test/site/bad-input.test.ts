// Whatever is sent to the site, it answers with a page or a redirect in time, never fails and stays well.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { askRaw, rawRequest } from './raw.ts';

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory();
});
afterAll(() => site.close());
afterEach(async () => {
  const said = await (await fetch(`${site.base}/readyz`)).text();
  if (said !== 'ready\n') throw new Error(`The site is not well afterwards: ${said}`);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(site.base + path, { redirect: 'manual', headers });

async function statusOf(method: string, target: string, headers: readonly string[] = [], body = ''): Promise<number> {
  return (await askRaw(site.port, rawRequest(method, target, headers, body))).status;
}

test('addresses that are not well formed are refused with 400', async () => {
  const targets = [
    '/en/places/%',
    '/en/places/%zz',
    '/en/places/%E0%A4%A',
    '/en/search?q=%',
    '/en/search?q=%ff',
    '//',
    '//evil.example/en',
    '/en//places',
    '/en/places//ESP',
    '/en/\\places',
    '/en/places/%00',
    '/en/search?q=a%00b',
    '/%00',
    'http://evil.example/en',
    'https://localhost/en',
    'evil.example:443',
    '*',
    'en/places',
    '/en#part',
    '?q=1',
  ];
  const answers: Record<string, number> = {};
  for (const target of targets) answers[target] = await statusOf('GET', target);
  expect(answers).toEqual(Object.fromEntries(targets.map((target) => [target, 400])));
});

test('dot segments never leave the site', async () => {
  const answers: Record<string, string> = {};
  for (const target of [
    '/..',
    '/../../etc/passwd',
    '/en/../../etc/passwd',
    '/en/%2e%2e/%2e%2e/etc/passwd',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2fpackage.json',
  ]) {
    const answer = await askRaw(site.port, rawRequest('GET', target));
    answers[target] =
      `${answer.status >= 500 || answer.status === 200 ? 'wrong' : 'refused'}${answer.body.includes('root:') || answer.body.includes('"dependencies"') ? ' and read a file' : ''}`;
  }
  expect([...new Set(Object.values(answers))], JSON.stringify(answers)).toEqual(['refused']);
});

test('null bytes, control characters and broken request lines are refused with 400', async () => {
  const requests = [
    'GET /en/\0 HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'GET /en\x01 HTTP/1.1\r\nhost: localhost\r\n\r\n',
    'GET /en HTTP/9.9\r\nhost: localhost\r\n\r\n',
    '\0\0\0\0\r\n\r\n',
    'GET /en HTTP/1.1\r\nhost: localhost\r\nx: a\0b\r\n\r\n',
    'GET /en HTTP/1.1\r\nhost localhost\r\n\r\n',
    'GET /en HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /en/contact HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ];
  const answers: [string, number][] = [];
  for (const request of requests)
    answers.push([request, (await askRaw(site.port, Buffer.from(request, 'latin1'))).status]);
  expect(answers).toEqual(requests.map((request) => [request, 400]));
});

test('a header of 10 MB is refused with 431, an address of 100,000 characters with 414', async () => {
  const header = Buffer.concat([
    Buffer.from('GET /en HTTP/1.1\r\nhost: localhost\r\nx-long: '),
    Buffer.alloc(10_000_000, 'a'),
    Buffer.from('\r\n\r\n'),
  ]);
  expect((await askRaw(site.port, header)).status).toBe(431);
  expect(await statusOf('GET', `/en/search?q=${'a'.repeat(100_000)}`)).toBe(414);
  expect(await statusOf('GET', `/en/places/${'A'.repeat(100_000)}`)).toBe(414);
  expect(await statusOf('GET', `/en/${'a/'.repeat(3500)}`)).toBe(404);
  const page = await askRaw(site.port, rawRequest('GET', `/fr/search?q=${'a'.repeat(20_000)}`));
  expect([page.status, page.headers['content-language'], page.body.includes('<html lang="fr"')]).toEqual([
    414,
    'fr',
    true,
  ]);
});

test('a body of 10 MB is refused with 413', async () => {
  const body = `message=${'a'.repeat(10_000_000)}`;
  expect(
    await statusOf(
      'POST',
      '/en/contact',
      [`origin: ${site.base}`, 'content-type: application/x-www-form-urlencoded'],
      body,
    ),
  ).toBe(413);
});

test('methods nobody knows and methods a page does not take are refused', async () => {
  const answers: Record<string, number> = {};
  for (const method of ['TRACE', 'PROPFIND', 'LOCK', 'SEARCH', 'PURGE'])
    answers[method] = await statusOf(method, '/en');
  expect(answers).toEqual({ TRACE: 405, PROPFIND: 405, LOCK: 405, SEARCH: 405, PURGE: 405 });
  expect(await statusOf('CONNECT', 'evil.example:443')).toBe(405);
  expect(await statusOf('FOO', '/en')).toBe(400);
  const own = [`origin: ${site.base}`];
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect([method, [404, 405].includes(await statusOf(method, '/en/places/ESP', own))]).toEqual([method, true]);
  expect((await statusOf('OPTIONS', '/en')) < 500).toBe(true);
});

test('languages and cookies that make no sense are ignored', async () => {
  const languages = [
    '',
    '*',
    'x',
    ';;;',
    'en;q=abc',
    'fr;q=99999',
    `${'a,'.repeat(5000)}`,
    'zz-ZZ-\u{e9}',
    '../../etc',
    'fr;q=0, es;q=0',
    '%00',
    'en_GB.UTF-8',
  ];
  for (const language of languages) {
    const answer = await askRaw(site.port, rawRequest('GET', '/', [`accept-language: ${language}`]));
    expect([language, answer.status, /^\/(en|fr)$/.test(answer.headers['location'] ?? '')]).toEqual([
      language,
      302,
      true,
    ]);
  }
  const cookies = [
    'ojjo=',
    'ojjo=../../x',
    'ojjo=dark',
    'ojjo=dark.',
    'ojjo=nothing.m',
    'ojjo=constructor.m',
    'ojjo=__proto__.m',
    'ojjo=%00.%00',
    'ojjo=dark.m.extra',
    ';;;=;=',
    'a'.repeat(10_000),
    'ojjo="><script>alert(1)</script>',
  ];
  for (const cookie of cookies) {
    const answer = await askRaw(site.port, rawRequest('GET', '/en/places/ESP', [`cookie: ${cookie}`]));
    expect([cookie, answer.status, /<html[^>]*>/.exec(answer.body)?.[0]]).toEqual([
      cookie,
      200,
      '<html lang="en" dir="ltr" class="t-standard s-m">',
    ]);
  }
});

test('HEAD tells the same as GET without a body', async () => {
  for (const path of [
    '/en',
    '/en/places/ESP',
    '/en/nothing',
    '/places/ESP',
    '/healthz',
    '/api/v1/places/ESP',
    '/en/search?q=law',
  ]) {
    const [head, full] = [
      await askRaw(site.port, rawRequest('HEAD', path)),
      await askRaw(site.port, rawRequest('GET', path)),
    ];
    const told = ({ headers: { 'x-request-id': _id, date: _date, ...rest } }: typeof head) => rest;
    expect([path, head.status, head.body, head.status === 404 ? null : told(head)]).toEqual([
      path,
      full.status,
      '',
      full.status === 404 ? null : told(full),
    ]);
  }
});

test('many broken connections at once leave the site answering', async () => {
  const broken = [
    'GET /en',
    'GET /en HTTP/1.1\r\nhost: x\r\n',
    'POST /en/contact HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nabc',
    '\0',
  ];
  const hanging = Array.from({ length: 200 }, (_, index) =>
    askRaw(site.port, broken[index % broken.length]!, 1500).catch(() => null),
  );
  const begun = performance.now();
  const response = await get('/en/places/FRA');
  await response.text();
  expect([response.status, performance.now() - begun < 5000]).toEqual([200, true]);
  await Promise.all(hanging);
});
