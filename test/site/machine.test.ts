// What machines read: health, sitemap, feeds, the search description, and an API that keeps to its own published schema.

import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchema, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { LANGS } from '../../src/kernel/locale.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { readPlainYaml } from './plain-yaml.ts';

const PUBLIC = 'https://observatory.example';
/** The published JSON Schemas of OpenAPI 3.1; they are no part of the project. */
const OPENAPI_SCHEMAS = new URL(
  process.env['OPENAPI_SCHEMAS'] ? `file://${process.env['OPENAPI_SCHEMAS']}/` : '../../../shared/schemas/openapi/',
  import.meta.url,
);

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory({ OBSERVATORY_URL: PUBLIC });
});
afterAll(() => site.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(site.base + path, { headers, redirect: 'manual' });

/** The canonical form of an XML answer; fails when it is not well formed. */
async function xmlAt(path: string, type: string): Promise<string> {
  const response = await ask(path);
  const contents = await response.text();
  expect([path, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([path, 200, type]);
  const result = await validateXML({ xml: { fileName: 'answer.xml', contents }, normalization: 'c14n' });
  expect([path, result.errors.map(({ message }) => message)]).toEqual([path, []]);
  return result.normalized;
}

const all = (xml: string, pattern: RegExp) =>
  [...xml.matchAll(pattern)].map((match) => match[1]!.replaceAll('&amp;', '&'));

test('health and readiness are plain words; figures are in the text format of Prometheus and only for this machine', async () => {
  const health = await ask('/healthz');
  expect([health.status, await health.text(), health.headers.get('cache-control')]).toEqual([200, 'ok\n', 'no-store']);
  const ready = await ask('/readyz');
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
  const metrics = await ask('/metrics');
  const lines = (await metrics.text()).split('\n').filter(Boolean);
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=/);
  expect(
    lines.filter(
      (line) =>
        !/^(?:#(?: HELP| TYPE) \w+ .*|[a-zA-Z_:][\w:]*(?:\{[^}]*\})? (?:[-+\d.e]+|[Nn]a[Nn]|[+-]Inf)(?: \d+)?)$/.test(
          line,
        ),
    ),
  ).toEqual([]);
  const passedOn = await ask('/metrics', { 'x-forwarded-for': '203.0.113.9' });
  expect(passedOn.status).toBe(404);
});

test('robots.txt names the sitemap', async () => {
  const response = await ask('/robots.txt');
  const text = await response.text();
  expect([response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/plain']);
  expect(text).toMatch(/^User-agent: \*$/im);
  expect(text).toContain(`Sitemap: ${PUBLIC}/sitemap.xml`);
  expect(text).not.toMatch(/^Disallow: \/\s*$/im);
});

test('the sitemap is valid and every address of a sample of it answers', { timeout: 120_000 }, async () => {
  const index = await xmlAt('/sitemap.xml', 'application/xml');
  const parts = index.includes('<sitemapindex') ? all(index, /<loc>([^<]+)<\/loc>/g) : [];
  const listed: string[] = parts.length === 0 ? all(index, /<loc>([^<]+)<\/loc>/g) : [];
  for (const part of parts) {
    expect(part.startsWith(`${PUBLIC}/`)).toBe(true);
    const xml = await xmlAt(part.slice(PUBLIC.length), 'application/xml');
    expect(xml).toContain('xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"');
    const locations = all(xml, /<loc>([^<]+)<\/loc>/g);
    expect(locations.length).toBeLessThanOrEqual(50_000);
    listed.push(...locations);
  }
  expect(listed.filter((address) => !address.startsWith(`${PUBLIC}/`))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length).toBeGreaterThan(5000);
  for (const page of ['/en/places/ESP', '/en/standards/crc']) expect(listed).toContain(PUBLIC + page);
  const step = Math.max(1, Math.floor(listed.length / 150));
  const wrong: [string, number][] = [];
  for (let at = 0; at < listed.length; at += step) {
    const path = listed[at]!.slice(PUBLIC.length);
    const response = await ask(path);
    const html = await response.text();
    if (response.status !== 200 || !html.includes(`<link rel="canonical" href="${listed[at]}">`))
      wrong.push([path, response.status]);
  }
  expect(wrong).toEqual([]);
});

test('the search description is valid in every language and leads to the search', async () => {
  for (const lang of LANGS) {
    const xml = await xmlAt(`/opensearch.xml?lang=${lang}`, 'application/opensearchdescription+xml');
    expect(xml).toContain('xmlns="http://a9.com/-/spec/opensearch/1.1/"');
    const name = /<ShortName>([^<]+)<\/ShortName>/.exec(xml)?.[1] ?? '';
    expect([lang, name.length > 0 && [...name].length <= 16]).toEqual([lang, true]);
    const description = /<Description>([^<]+)<\/Description>/.exec(xml)?.[1] ?? '';
    expect([lang, description.length > 0 && [...description].length <= 1024]).toEqual([lang, true]);
    const template = all(xml, /<Url [^>]*template="([^"]+)"/g).find((address) =>
      address.startsWith(`${PUBLIC}/${lang}/search?`),
    );
    expect([lang, template?.includes('{searchTerms}')]).toEqual([lang, true]);
    expect(
      (
        await ask(
          template!
            .slice(PUBLIC.length)
            .replace('{searchTerms}', 'law')
            .replaceAll(/\{\w+\?\}/g, ''),
        )
      ).status,
    ).toBe(200);
  }
});

test('feeds are valid Atom with what RFC 4287 requires', { timeout: 60_000 }, async () => {
  const feeds = new Set<string>();
  for (const page of [
    '/en',
    '/ar',
    '/en/places/ESP',
    '/fr/places/FRA',
    '/en/themes/diversion',
    '/zh/disciplines/legal',
    '/en/search?q=diversion',
    '/ru/search?q=%22a%22%20%3C%26%3E',
  ]) {
    const html = await (await ask(page)).text();
    for (const [, address] of html.matchAll(/<link rel="alternate" type="application\/atom\+xml"[^>]*href="([^"]+)"/g))
      feeds.add(address!.replaceAll('&amp;', '&').replace(PUBLIC, ''));
  }
  expect(feeds.size).toBeGreaterThanOrEqual(6);
  for (const feed of feeds) {
    const xml = await xmlAt(feed, 'application/atom+xml');
    const [head = '', ...entries] = xml.split('<entry>');
    const time = /<updated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z<\/updated>/;
    const own = {
      namespace: /<feed [^>]*xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/.test(head),
      id: /<id>[^<]+<\/id>/.test(head),
      title: /<title[^>]*>[^<]+<\/title>/.test(head),
      updated: time.test(head),
      self: /<link [^>]*rel="self"/.test(head),
    };
    expect([feed, own]).toEqual([feed, { namespace: true, id: true, title: true, updated: true, self: true }]);
    const authored = head.includes('<author>');
    const wrong = entries.filter(
      (entry) =>
        !(
          /<id>[^<]+<\/id>/.test(entry) &&
          /<title[^>]*>[^<]+<\/title>/.test(entry) &&
          time.test(entry) &&
          /<link [^>]*href="[^"]+"/.test(entry) &&
          (authored || entry.includes('<author>'))
        ),
    );
    expect([feed, wrong]).toEqual([feed, []]);
    const ids = entries.map((entry) => /<id>([^<]+)<\/id>/.exec(entry)?.[1]);
    expect([feed, new Set(ids).size]).toEqual([feed, ids.length]);
    const self = /<link [^>]*rel="self"[^>]*>/.exec(head)?.[0] ?? '';
    expect(self).toContain(`href="${PUBLIC}/feeds/`);
  }
});

type ApiDocument = {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string }[];
        responses: Record<string, { content?: Record<string, { schema: AnySchema }> }>;
      }
    >
  >;
  components?: unknown;
};
const apiDocument = async () => (await (await ask('/api/v1/openapi.json')).json()) as ApiDocument;

test('the API description is valid OpenAPI 3.1', async (context) => {
  const document = await apiDocument();
  expect(document.openapi).toBe('3.1.0');
  if (!existsSync(new URL('oas-3.1-schema.yaml', OPENAPI_SCHEMAS))) {
    context.skip(
      'The JSON Schemas of OpenAPI 3.1 are not here; name their folder in OPENAPI_SCHEMAS to check the description against them.',
    );
  }
  // ajv does not follow a dynamic reference across schemas: what describes a schema is named outright, as the base dialect does.
  const text = readFileSync(new URL('oas-3.1-schema.yaml', OPENAPI_SCHEMAS), 'utf8').replaceAll(
    "$dynamicRef: '#meta'",
    "$ref: 'https://json-schema.org/draft/2020-12/schema'",
  );
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { 'media-range': /^[\w.+-]+\/[\w.+*-]+(?:\s*;.*)?$/ },
  });
  addFormats.default(ajv);
  const isValid = ajv.compile(readPlainYaml(text) as AnySchema);
  isValid(document);
  expect(isValid.errors ?? []).toEqual([]);
  // The check itself can fail: a description without its title does not pass, nor one with an unknown type.
  expect(isValid({ ...document, info: { version: '1' } })).toBe(false);
  expect(isValid({ ...document, components: { schemas: { wrong: { type: 'text' } } } })).toBe(false);
});

/** A value for each name of a path parameter, of a thing that exists. */
const EXAMPLES: Record<string, string> = {
  code: 'ESP',
  country: 'ESP',
  instrument: 'crc',
  n: '40.3.a',
  no: '2',
  id: 'diversion',
  attribute: 'Q01',
  slug: 'minimum-age-criminal-responsibility',
};

test('every API address answers as its own schema says', { timeout: 60_000 }, async () => {
  const document = await apiDocument();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', ...document } as AnySchema);
  const paths = Object.entries(document.paths);
  expect(paths.length).toBeGreaterThanOrEqual(8);
  for (const [path, { get }] of paths) {
    const schema = JSON.parse(
      JSON.stringify(get!.responses['200']!.content!['application/json']!.schema).replaceAll(
        '"#/components/',
        '"api#/components/',
      ),
    ) as AnySchema;
    const validate: ValidateFunction = ajv.compile(schema);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? `no-example-for-${name}`);
    for (const lang of ['en', 'ar']) {
      const query = get!.parameters?.some(({ name, in: where }) => name === 'q' && where === 'query')
        ? `q=law&lang=${lang}`
        : `lang=${lang}`;
      const address = `/api/v1${filled}?${query}`;
      const response = await ask(address);
      const body: unknown = await response.json();
      expect([
        address,
        response.status,
        response.headers.get('content-type'),
        response.headers.get('access-control-allow-origin'),
      ]).toEqual([address, 200, 'application/json', '*']);
      validate(body);
      expect([address, (validate.errors ?? []).slice(0, 5)]).toEqual([address, []]);
    }
  }
});

test('failures of the API are problem details', async () => {
  const failures: Record<string, number> = {
    '/api/v1/places/QQQ': 404,
    '/api/v1/laws/QQQ': 404,
    '/api/v1/nothing': 404,
    '/api/v1/places?kind=wrong': 400,
    '/api/v1/places?lang=xx': 400,
    '/api/v1/laws/ESP?on=yesterday': 400,
    '/api/v1/places/%zz': 400,
    [`/api/v1/places?within=${'a'.repeat(9000)}`]: 414,
  };
  for (const [address, status] of Object.entries(failures)) {
    const response = await ask(address);
    const problem = (await response.json()) as Record<string, unknown>;
    expect([address.slice(0, 60), response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([
      address.slice(0, 60),
      status,
      'application/problem+json',
    ]);
    expect([address.slice(0, 60), problem['status'], typeof problem['type'], typeof problem['title']]).toEqual([
      address.slice(0, 60),
      status,
      'string',
      'string',
    ]);
    // The title is a sentence or a phrase for people, not a code.
    expect([address.slice(0, 60), /^[A-Z].* /.test(String(problem['title']))]).toEqual([address.slice(0, 60), true]);
    expect(/^(?:about:blank|urn:|https?:)/.test(String(problem['type']))).toBe(true);
  }
});
