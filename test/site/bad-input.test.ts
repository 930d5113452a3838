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
  const response = await fetch(`${site.base}/readyz`);
  expect(await response.text()).toBe('ready\n');
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(site.base + path, { redirect: 'manual', headers });

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
  for (const target of ['/..', '/../../etc/passwd', '/en/../../etc/passwd', '/en/%2e%2e/%2e%2e/etc/passwd', '/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e%2fpackage.json']) {
    const answer = await askRaw(site.port, rawRequest('GET', target));
    answers[target] = `${answer.status >= 500 || answer.status === 200 ? 'wrong' : 'refused'}${answer.body.includes('root:') || answer.body.includes('"dependencies"') ? ' and read a file' : ''}`;
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
  for (const request of requests) answers.push([request, (await askRaw(site.port, Buffer.from(request, 'latin1'))).status]);
  expect(answers).toEqual(requests.map((request) => [request, 400]));
});

test('a header of 10 MB is refused with 431, an address of 100,000 characters with 414', async () => {
  const header = Buffer.concat([Buffer.from('GET /en HTTP/1.1\r\nhost: localhost\r\nx-long: '), Buffer.alloc(10_000_000, 'a'), Buffer.from('\r\n\r\n')]);
  expect((await askRaw(site.port, header)).status).toBe(431);
  expect(await statusOf('GET', `/en/search?q=${'a'.repeat(100_000)}`)).toBe(414);
  expect(await statusOf('GET', `/en/places/${'A'.repeat(100_000)}`)).toBe(414);
  expect(await statusOf('GET', `/en/${'a/'.repeat(3500)}`)).toBe(404);
  const page = await askRaw(site.port, rawRequest('GET', `/fr/search?q=${'a'.repeat(20_000)}`));
  expect([page.status, page.headers['content-language'], page.body.includes('<html lang="fr"')]).toEqual([414, 'fr', true]);
});

test('a body of 10 MB is refused with 413', async () => {
  const body = `message=${'a'.repeat(10_000_000)}`;
  expect(await statusOf('POST', '/en/contact', [`origin: ${site.base}`, 'content-type: application/x-www-form-urlencoded'], body)).toBe(413);
});

test('methods nobody knows and methods a page does not take are refused', async () => {
  const answers: Record<string, number> = {};
  for (const method of ['TRACE', 'PROPFIND', 'LOCK', 'SEARCH', 'PURGE']) answers[method] = await statusOf(method, '/en');
  expect(answers).toEqual({ TRACE: 405, PROPFIND: 405, LOCK: 405, SEARCH: 405, PURGE: 405 });
  expect(await statusOf('CONNECT', 'evil.example:443')).toBe(405);
  expect(await statusOf('FOO', '/en')).toBe(400);
  const own = [`origin: ${site.base}`];
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect([method, [404, 405].includes(await statusOf(method, '/en/places/ESP', own))]).toEqual([method, true]);
  expect((await statusOf('OPTIONS', '/en')) < 500).toBe(true);
});

test('languages and cookies that make no sense are ignored', async () => {
  const languages = ['', '*', 'x', ';;;', 'en;q=abc', 'fr;q=99999', `${'a,'.repeat(5000)}`, 'zz-ZZ-\u{e9}', '../../etc', 'fr;q=0, es;q=0', '%00', 'en_GB.UTF-8'];
  for (const language of languages) {
    const answer = await askRaw(site.port, rawRequest('GET', '/', [`accept-language: ${language}`]));
    expect([language, answer.status, /^\/(en|fr)$/.test(answer.headers['location'] ?? '')]).toEqual([language, 302, true]);
  }
  const cookies = ['ojjo=', 'ojjo=../../x', 'ojjo=dark', 'ojjo=dark.', 'ojjo=nothing.m', 'ojjo=constructor.m', 'ojjo=__proto__.m', 'ojjo=%00.%00', 'ojjo=dark.m.extra', ';;;=;=', 'a'.repeat(10_000), 'ojjo="><script>alert(1)</script>'];
  for (const cookie of cookies) {
    const answer = await askRaw(site.port, rawRequest('GET', '/en/places/ESP', [`cookie: ${cookie}`]));
    expect([cookie, answer.status, /<html[^>]*>/.exec(answer.body)?.[0]]).toEqual([cookie, 200, '<html lang="en" dir="ltr" class="t-standard s-m">']);
  }
});

test('a search for junk answers with a page', async () => {
  const junk = [
    '',
    ' ',
    '"',
    '""',
    '"""',
    "'",
    "''",
    '(',
    ')',
    '(((((',
    ')(',
    ':*',
    'a:*',
    ':a:',
    '%',
    '%%%',
    '_',
    '\\',
    '\\\\',
    "\\'",
    '-',
    '--',
    '- -',
    '-a',
    '-"',
    '+',
    '&',
    '|',
    '!',
    '!!a',
    '<->',
    'a <-> b',
    'a & !',
    '*',
    '**',
    '?',
    '.*',
    '[a-',
    '{}',
    '$1',
    '$$',
    '@',
    '#',
    '~',
    '^',
    '`',
    ';',
    "'; drop table catalogue_card; --",
    "' or 1=1 --",
    '" union select null --',
    '${7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '😀',
    '👩‍👩‍👧‍👦',
    '\u202eEvil',
    '\u200f\u200e\u061c',
    '\u200b',
    '\ufeff',
    '\ud800x',
    '\ufffe',
    'a\u0301\u0301\u0301\u0301',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
    '未成年人',
    'قضاء الأحداث',
    'ни́зкий',
    'a\tb\nc\rd',
    '\u0001\u0002',
    'a '.repeat(1500),
    'a'.repeat(3000),
    '"a" '.repeat(500),
    '-a '.repeat(500),
    '('.repeat(2000),
    '未'.repeat(700),
    'null',
    'undefined',
    'NaN',
    '__proto__',
    'constructor',
    'toString',
    '1e309',
    '-0',
  ];
  const wrong: [string, number, number][] = [];
  for (const q of junk) {
    for (const address of [`/en/search?q=${encodeURIComponent(q.toWellFormed())}`, `/ar/search?q=${encodeURIComponent(q.toWellFormed())}&kind=${encodeURIComponent(q.toWellFormed())}`]) {
      const begun = performance.now();
      const response = await fetch(site.base + address, { signal: AbortSignal.timeout(10_000) });
      const html = await response.text();
      const taken = performance.now() - begun;
      const expected = address.length > 8000 ? [414] : [200, 400];
      if (!expected.includes(response.status) || taken > 5000 || html.includes('<script>alert') || html.includes('<img src=x')) wrong.push([q.slice(0, 60), response.status, Math.round(taken)]);
    }
  }
  expect(wrong).toEqual([]);
});

test('filters of the search take junk as well', async () => {
  const wrong: [string, number][] = [];
  for (const name of ['kind', 'place', 'theme', 'discipline', 'language', 'lang', 'year', 'page', 'order', 'sort', 'open']) {
    for (const value of ['', '-1', '0', '99999999999999999999', '1e9', 'abc', "'", '%25', '\\', '😀', '__proto__', '2020,2021', 'ESP ESP']) {
      const address = `/en/search?q=law&${name}=${encodeURIComponent(value)}&${name}=${encodeURIComponent(value)}`;
      const response = await get(address);
      await response.text();
      if (response.status >= 500 || (response.status !== 200 && response.status >= 300 && response.status < 400)) wrong.push([address, response.status]);
    }
  }
  expect(wrong).toEqual([]);
});

test('junk in every address below a language is a page that was not found', async () => {
  const words = ['%27', '%22%3E%3Cscript%3E', '..%2f', '%F0%9F%98%80', '%E2%80%AEx', '__proto__', 'constructor', 'a'.repeat(2000), '%25', '%5C', '-1', '0', '1e9', 'null', '%20', 'ESP%20', "ESP'--"];
  const wrong: [string, number][] = [];
  for (const room of ['places', 'standards', 'standards/crc', 'themes', 'disciplines', 'laws', 'laws/ESP', 'laws/attributes', 'indicators', 'help-now', 'contact/sent', 'nothing']) {
    for (const word of words) {
      const response = await get(`/en/${room}/${word}`);
      const html = await response.text();
      const answers = [301, 302, 303, 308, 400, 404];
      if (!answers.includes(response.status) || html.includes('<script>')) wrong.push([`/en/${room}/${word.slice(0, 40)}`, response.status]);
    }
  }
  // A receipt is shown as it was given; nothing is looked up for it.
  expect(wrong).toEqual([]);
});

test('an unknown code is answered with 404 and things of near names', async () => {
  const response = await get('/en/places/SPAN');
  const html = await response.text();
  expect(response.status).toBe(404);
  expect(html).toContain('href="/en/places/ESP"');
  const french = await get('/fr/places/Allemange');
  expect(french.status).toBe(404);
  expect(await french.text()).toContain('href="/fr/places/DEU"');
  const theme = await get('/en/themes/diversoin');
  expect(theme.status).toBe(404);
  expect(await theme.text()).toContain('href="/en/themes/diversion"');
  const instrument = await get('/en/standards/beijin-rules');
  expect(instrument.status).toBe(404);
  expect(await instrument.text()).toMatch(/href="\/en\/standards\/[a-z0-9-]+"/);
  expect((await get('/en/standards/crc/999')).status).toBe(404);
});

test('addresses with another spelling lead to the canonical one', async () => {
  const led: Record<string, [number, string | null]> = {};
  const asked: Record<string, Record<string, string>> = {
    '/': {},
    '/places/ESP': {},
    '/places/ESP?open=all': { 'accept-language': 'fr' },
    '/pt/places/ESP': { 'accept-language': 'pt, es;q=0.8' },
    '/pt-BR/places/ESP': { 'accept-language': 'zh-CN' },
    '/EN/places/ESP': {},
    '/fr-CA/places/ESP': {},
    '/en/': {},
    '/en/places/ESP/': {},
    '/en/places/es': {},
    '/en/places/esp': {},
    '/en/places/es-ct': {},
    '/en/standards/crc/40(3)(a)': {},
    '/en/standards/crc/40%283%29%28a%29': {},
    '/en/standards/CRC': {},
    '/en/standards/crc/40.3.A': {},
  };
  for (const [address, headers] of Object.entries(asked)) {
    const response = await get(address, headers);
    led[address] = [response.status, response.headers.get('location')];
  }
  expect(led).toEqual({
    '/': [302, '/en'],
    '/places/ESP': [302, '/en/places/ESP'],
    '/places/ESP?open=all': [302, '/fr/places/ESP?open=all'],
    '/pt/places/ESP': [302, '/es/places/ESP'],
    '/pt-BR/places/ESP': [302, '/zh/places/ESP'],
    '/EN/places/ESP': [302, '/en/places/ESP'],
    '/fr-CA/places/ESP': [302, '/fr/places/ESP'],
    '/en/': [302, '/en'],
    '/en/places/ESP/': [302, '/en/places/ESP'],
    '/en/places/es': [301, '/en/places/ESP'],
    '/en/places/esp': [301, '/en/places/ESP'],
    '/en/places/es-ct': [301, '/en/places/ES-CT'],
    '/en/standards/crc/40(3)(a)': [301, '/en/standards/crc/40.3.a'],
    '/en/standards/crc/40%283%29%28a%29': [301, '/en/standards/crc/40.3.a'],
    '/en/standards/CRC': [301, '/en/standards/crc'],
    '/en/standards/crc/40.3.A': [301, '/en/standards/crc/40.3.a'],
  });
});

test('HEAD tells the same as GET without a body', async () => {
  for (const path of ['/en', '/en/places/ESP', '/en/nothing', '/places/ESP', '/healthz', '/api/v1/places/ESP', '/en/search?q=law']) {
    const [head, full] = [await askRaw(site.port, rawRequest('HEAD', path)), await askRaw(site.port, rawRequest('GET', path))];
    const told = ({ headers: { 'x-request-id': _id, date: _date, ...rest } }: typeof head) => rest;
    expect([path, head.status, head.body, head.status === 404 ? null : told(head)]).toEqual([path, full.status, '', full.status === 404 ? null : told(full)]);
  }
});

test('choosing a look never leads to another site', async () => {
  const backs = ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/en//evil.example', '\\\\evil.example', '/%2f%2fevil.example', '/en\r\nlocation: https://evil.example', '/en/\u0000', '%', '/en/%zz', ' //evil.example', '/xx/..//evil.example', '/en@evil.example', '.evil.example', '/en/../\t/evil.example', '/en/..//evil.example', '/en/../\n\\evil.example', '/en\t//evil.example'];
  const wrong: [string, number, string | null][] = [];
  for (const back of backs) {
    const response = await get(`/en/display?theme=dark&back=${encodeURIComponent(back)}`);
    const to = response.headers.get('location');
    const origin = to === null ? site.base : new URL(to, site.base).origin;
    if (response.status >= 500 || origin !== site.base || (to ?? '/').startsWith('//') || response.headers.get('location')?.includes('\\')) wrong.push([back, response.status, to]);
  }
  expect(wrong).toEqual([]);
  const good = await get('/ar/display?theme=dark&size=l&back=%2Far%2Fplaces%2FESP');
  expect([good.status, good.headers.get('location'), good.headers.get('set-cookie')?.split(';')[0]]).toEqual([303, '/ar/places/ESP', 'ojjo=dark.l']);
});

test('many broken connections at once leave the site answering', async () => {
  const broken = ['GET /en', 'GET /en HTTP/1.1\r\nhost: x\r\n', 'POST /en/contact HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nabc', '\0'];
  const hanging = Array.from({ length: 200 }, (_, index) => askRaw(site.port, broken[index % broken.length]!, 1500).catch(() => null));
  const begun = performance.now();
  const response = await get('/en/places/FRA');
  await response.text();
  expect([response.status, performance.now() - begun < 5000]).toEqual([200, true]);
  await Promise.all(hanging);
});
