// Whatever words stand in an address, the site answers with a page, a near match or a redirect, and never fails.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { JUNK } from './junk.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';

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

test('a search for junk answers with a page', async () => {
  const wrong: [string, number, number][] = [];
  for (const q of JUNK) {
    for (const address of [
      `/en/search?q=${encodeURIComponent(q.toWellFormed())}`,
      `/ar/search?q=${encodeURIComponent(q.toWellFormed())}&kind=${encodeURIComponent(q.toWellFormed())}`,
    ]) {
      const begun = performance.now();
      const response = await fetch(site.base + address, { signal: AbortSignal.timeout(10_000) });
      const html = await response.text();
      const taken = performance.now() - begun;
      const expected = address.length > 8000 ? [414] : [200, 400];
      if (
        !expected.includes(response.status) ||
        taken > 5000 ||
        html.includes('<script>alert') ||
        html.includes('<img src=x')
      )
        wrong.push([q.slice(0, 60), response.status, Math.round(taken)]);
    }
  }
  expect(wrong).toEqual([]);
});

test('filters of the search take junk as well', async () => {
  const wrong: [string, number][] = [];
  for (const name of [
    'kind',
    'place',
    'theme',
    'discipline',
    'language',
    'lang',
    'year',
    'page',
    'order',
    'sort',
    'open',
  ]) {
    for (const value of [
      '',
      '-1',
      '0',
      '99999999999999999999',
      '1e9',
      'abc',
      "'",
      '%25',
      '\\',
      '😀',
      '__proto__',
      '2020,2021',
      'ESP ESP',
    ]) {
      const address = `/en/search?q=law&${name}=${encodeURIComponent(value)}&${name}=${encodeURIComponent(value)}`;
      const response = await get(address);
      await response.text();
      if (response.status >= 500 || (response.status !== 200 && response.status >= 300 && response.status < 400))
        wrong.push([address, response.status]);
    }
  }
  expect(wrong).toEqual([]);
});

test('junk in every address below a language is a page that was not found', async () => {
  const words = [
    '%27',
    '%22%3E%3Cscript%3E',
    '..%2f',
    '%F0%9F%98%80',
    '%E2%80%AEx',
    '__proto__',
    'constructor',
    'a'.repeat(2000),
    '%25',
    '%5C',
    '-1',
    '0',
    '1e9',
    'null',
    '%20',
    'ESP%20',
    "ESP'--",
  ];
  const wrong: [string, number][] = [];
  for (const room of [
    'places',
    'standards',
    'standards/crc',
    'themes',
    'disciplines',
    'laws',
    'laws/ESP',
    'laws/attributes',
    'indicators',
    'help-now',
    'contact/sent',
    'nothing',
  ]) {
    for (const word of words) {
      const response = await get(`/en/${room}/${word}`);
      const html = await response.text();
      const answers = [301, 302, 303, 308, 400, 404];
      if (!answers.includes(response.status) || html.includes('<script>'))
        wrong.push([`/en/${room}/${word.slice(0, 40)}`, response.status]);
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

test('choosing a look never leads to another site', async () => {
  const backs = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/en//evil.example',
    '\\\\evil.example',
    '/%2f%2fevil.example',
    '/en\r\nlocation: https://evil.example',
    '/en/\u0000',
    '%',
    '/en/%zz',
    ' //evil.example',
    '/xx/..//evil.example',
    '/en@evil.example',
    '.evil.example',
    '/en/../\t/evil.example',
    '/en/..//evil.example',
    '/en/../\n\\evil.example',
    '/en\t//evil.example',
  ];
  const wrong: [string, number, string | null][] = [];
  for (const back of backs) {
    const response = await get(`/en/display?theme=dark&back=${encodeURIComponent(back)}`);
    const to = response.headers.get('location');
    const origin = to === null ? site.base : new URL(to, site.base).origin;
    if (
      response.status >= 500 ||
      origin !== site.base ||
      (to ?? '/').startsWith('//') ||
      response.headers.get('location')?.includes('\\')
    )
      wrong.push([back, response.status, to]);
  }
  expect(wrong).toEqual([]);
  const good = await get('/ar/display?theme=dark&size=l&back=%2Far%2Fplaces%2FESP');
  expect([good.status, good.headers.get('location'), good.headers.get('set-cookie')?.split(';')[0]]).toEqual([
    303,
    '/ar/places/ESP',
    'ojjo=dark.l',
  ]);
});
