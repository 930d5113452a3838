// The locks on every answer: security headers, links that no request can bend, and forms that only our own pages may send.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';
import { askRaw } from './raw.ts';

const PUBLIC = 'https://observatory.example';
let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory({ OBSERVATORY_URL: PUBLIC });
});
afterAll(() => site.close());

const ask = (path: string) => fetch(site.base + path, { redirect: 'manual' });

test('links come from the configured address, never from the Host header', async () => {
  for (const path of [
    '/en/places/ITA',
    '/en/nothing',
    '/en',
    '/en/standards/crc',
    '/sitemap.xml',
    '/robots.txt',
    '/opensearch.xml',
    '/api/v1/openapi.json',
    '/en/%zz',
  ]) {
    const lies = [
      'host: evil.example',
      'x-forwarded-host: evil.example',
      'forwarded: host=evil.example',
      'x-forwarded-proto: https',
    ];
    const answer = await askRaw(
      site.port,
      Buffer.from(`GET ${path} HTTP/1.1\r\n${lies.join('\r\n')}\r\nconnection: close\r\n\r\n`),
    );
    expect([path, answer.status < 500, JSON.stringify(answer).includes('evil.example')]).toEqual([path, true, false]);
  }
  const page = await (await ask('/en/places/ITA')).text();
  expect(page).toContain(`<link rel="canonical" href="${PUBLIC}/en/places/ITA">`);
  expect(page).not.toContain(site.base);
});

test('every answer carries the locks of the browser, errors included', async () => {
  const policy =
    "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'; script-src-attr 'none'; style-src-attr 'none'; frame-ancestors 'none'";
  const without: unknown[] = [];
  const addresses = [
    ...PAGE_TYPES.map((page) => `/en${page === '/' ? '' : page}`),
    '/',
    '/places/ESP',
    '/en/places/es',
    '/en/%zz',
    `/en/search?q=${'a'.repeat(9000)}`,
    '/assets/none.css',
    '/healthz',
    '/readyz',
    '/metrics',
    '/robots.txt',
    '/sitemap.xml',
    '/opensearch.xml',
    '/api/v1/places/ESP',
    '/api/v1/places/QQQ',
    '/api/v1/openapi.json',
    '/en/places.csv',
    '/en/display?theme=dark',
  ];
  for (const address of addresses) {
    const { headers, status } = await ask(address);
    const seen = {
      policy: headers.get('content-security-policy'),
      sniff: headers.get('x-content-type-options'),
      referrer: headers.get('referrer-policy'),
      opener: headers.get('cross-origin-opener-policy'),
      https: headers.get('strict-transport-security'),
      permissions: headers.has('permissions-policy'),
      told: ['server', 'x-powered-by'].some((name) => headers.has(name)),
    };
    const wanted = {
      policy,
      sniff: 'nosniff',
      referrer: 'same-origin',
      opener: 'same-origin',
      https: 'max-age=31536000',
      permissions: true,
      told: false,
    };
    if (status >= 500 || JSON.stringify(seen) !== JSON.stringify(wanted)) without.push({ address, status, ...seen });
  }
  expect(without).toEqual([]);
});

test('a form sent from another site is refused with a sentence; from our own pages it is taken', async () => {
  const send = (headers: Record<string, string>) =>
    fetch(`${site.base}/en/contact`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: 'message=',
    });
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: PUBLIC },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const response = await send(headers as Record<string, string>);
    const html = await response.text();
    expect([headers, response.status, html.includes('<html lang="en"'), /<h1[^>]*>[^<]+<\/h1>/.test(html)]).toEqual([
      headers,
      403,
      true,
      true,
    ]);
  }
  for (const headers of [
    { origin: PUBLIC },
    { origin: PUBLIC, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    const response = await send(headers as Record<string, string>);
    await response.text();
    // The form was read: an empty message is told to be empty.
    expect([headers, response.status]).toEqual([headers, 422]);
  }
});
