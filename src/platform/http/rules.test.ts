// Tests of the small decisions of the web server: targets, encodings, looks, sessions, origins.

import { expect, test } from 'vitest';
import { createAddressBook } from './address-book.ts';
import { displayCode, displayOf, hasSession } from './display.ts';
import { chooseEncoding, isCompressible } from './encoding.ts';
import { languageOf, readTarget } from './guard.ts';
import { isFromOwnPages, ownOrigins } from './origin.ts';

test.each([
  ['/en', '/en', ''],
  ['/en/places/ES-CT?x=1', '/en/places/ES-CT', '?x=1'],
  ['/en/standards/crc/40.3.a', '/en/standards/crc/40.3.a', ''],
  ['/en/standards/crc/40(3)(a)', '/en/standards/crc/40(3)(a)', ''],
  ['/en/%70laces/%45SP', '/en/places/ESP', ''],
  ['/en/a/../places', '/en/places', ''],
  ['/en/a/%2e%2e/places', '/en/places', ''],
  ['/en/caf%c3%a9', '/en/caf%C3%A9', ''],
  ['/en/search?', '/en/search', ''],
  ['/en/search?q=a//b', '/en/search', '?q=a//b'],
  [Buffer.from('/es/search?q=niño').toString('latin1'), '/es/search', '?q=ni%C3%B1o'],
])('target %j is read as %s %s', (raw, pathname, search) => {
  expect(readTarget(raw)).toEqual({ ok: true, pathname, search });
});

test.each([
  ['//en', 400],
  ['/en//places', 400],
  ['/./en//x', 400],
  ['/a/..//x', 400],
  ['http://example.org/en', 400],
  ['*', 400],
  ['', 400],
  ['en', 400],
  ['/en\\x', 400],
  ['/en#x', 400],
  ['/en/%', 400],
  ['/en/%zz', 400],
  ['/en/%c3', 400],
  ['/en/%ff', 400],
  ['/en/%00', 400],
  ['/en/\0', 400],
  ['/en?q=%00', 400],
  ['/en?q=%e9', 400],
  ['/en/\xe9', 400],
  [`/en?q=${'a'.repeat(100_000)}`, 414],
])('target %j is refused with %i', (raw, status) => {
  expect(readTarget(raw)).toEqual({ ok: false, status });
});

test('only allow-listed parameters reach the address, sorted; other paths keep theirs and have no key', () => {
  const address = createAddressBook((pathname) => (pathname === '/en/search' ? ['q', 'page'] : undefined));
  const known = { ok: true, pathname: '/en/search', search: '?page=2&q=a+b', key: '/en/search?page=2&q=a+b' };
  expect(address('/en/search?utm=1&q=a%20b&page=2')).toEqual(known);
  expect(address('/en/search?page=2&q=a+b#')).toEqual({ ok: false, status: 400 });
  expect(address('/en/search?page=2&q=a+b')).toEqual(known);
  expect(address('/en/search?fbclid=x')).toEqual({ ok: true, pathname: '/en/search', search: '', key: '/en/search' });
  expect(address('/api/v1/places?b=1&a=2')).toEqual({
    ok: true,
    pathname: '/api/v1/places',
    search: '?b=1&a=2',
    key: null,
  });
});

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['identity', 'identity'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0, gzip;q=0', 'identity'],
  ['gzip;q=0.5, identity', 'identity'],
  ['*', 'br'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['deflate', 'identity'],
  ['BR', 'br'],
  ['br;q=x', 'identity'],
])('accept-encoding %j chooses %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});

test('text is compressed, pictures and small answers are not', () => {
  expect(isCompressible('text/html; charset=utf-8', 5000)).toBe(true);
  expect(isCompressible('application/problem+json', 5000)).toBe(true);
  expect(isCompressible('application/atom+xml', 5000)).toBe(true);
  expect(isCompressible('image/svg+xml', 5000)).toBe(true);
  expect(isCompressible('text/html', 100)).toBe(false);
  expect(isCompressible('image/png', 5000)).toBe(false);
});

test.each([
  [undefined, 'standard.m'],
  ['ojjo=green.l', 'green.l'],
  ['a=b; ojjo=bw.xl; c=d', 'bw.xl'],
  ['ojjo=dark.s', 'dark.s'],
  ['ojjo=pink.m', 'standard.m'],
  ['ojjo=dark.huge', 'standard.m'],
  ['ojjo=dark', 'standard.m'],
  ['xojjo=dark.s', 'standard.m'],
  ['ojjo=dark.s<script>', 'standard.m'],
])('cookie %j shows %s', (header, code) => {
  expect(displayCode(header)).toBe(code);
  const { theme, size } = displayOf(header);
  expect(`${theme}.${size}`).toBe(code);
});

test('a session cookie is seen wherever it stands', () => {
  expect(
    [
      'ojjo_session=x',
      'a=b; ojjo_session=',
      'a=b;ojjo_session=1',
      '__Host-ojjo_session=1',
      'ojjo=bw.m; __Secure-ojjo_session=1',
    ].map(hasSession),
  ).toEqual([true, true, true, true, true]);
  expect([undefined, '', 'ojjo=bw.m', 'my_ojjo_session=1', 'a=ojjo_session'].map(hasSession)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('changes are taken from our own pages only', () => {
  const own = ownOrigins({ baseUrl: 'https://observatory.example', host: '127.0.0.1' }, 4040);
  expect([...own]).toEqual([
    'https://observatory.example',
    'http://localhost:4040',
    'http://127.0.0.1:4040',
    'http://[::1]:4040',
  ]);
  expect([...ownOrigins({ baseUrl: 'https://observatory.example', host: '0.0.0.0' }, 4040)]).toEqual([
    'https://observatory.example',
  ]);
  expect(isFromOwnPages({ origin: 'https://observatory.example' }, own)).toBe(true);
  expect(isFromOwnPages({ origin: 'http://localhost:4040', 'sec-fetch-site': 'same-origin' }, own)).toBe(true);
  expect(isFromOwnPages({ 'sec-fetch-site': 'same-origin' }, own)).toBe(true);
  expect(isFromOwnPages({}, own)).toBe(false);
  expect(isFromOwnPages({ origin: 'null' }, own)).toBe(false);
  expect(isFromOwnPages({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, own)).toBe(false);
  expect(isFromOwnPages({ origin: 'https://observatory.example', 'sec-fetch-site': 'cross-site' }, own)).toBe(false);
  expect(isFromOwnPages({ origin: 'https://observatory.example', 'sec-fetch-site': 'same-site' }, own)).toBe(false);
  expect(isFromOwnPages({ 'sec-fetch-site': 'none' }, own)).toBe(false);
});

test('before routing the language comes from the path, then from the reader', () => {
  expect([
    languageOf('/ar/x', 'fr'),
    languageOf('/fr', 'es'),
    languageOf('/enough', 'es'),
    languageOf('/', 'zh-CN'),
    languageOf('//', undefined),
  ]).toEqual(['ar', 'fr', 'es', 'zh', 'en']);
});
