// Help for a child now, on the running site: numbers with their source, parts of countries said, blanks said, nothing guessed.

import { brotliCompressSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import { createClient, parseConnection } from '#platform/db/client.ts';
import { openTestObservatory } from '../../../test/site/observatory.ts';
import type { TestObservatory } from '../../../test/site/observatory.ts';

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory();
});
afterAll(() => site.close());

const get = (path: string) => fetch(site.base + path, { redirect: 'manual' });
const textOf = async (path: string) => (await get(path)).text();
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]);
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));

test('the first content is whole: lines, countries, finders, lists and cards', async () => {
  const client = createClient(parseConnection(site.databaseUrl));
  const [row] = await client`
    select (select count(*)::int from assistance_helpline) as lines,
           (select count(distinct place)::int from assistance_helpline) as countries,
           (select count(*)::int from assistance_finder) as finders,
           (select count(*)::int from assistance_list) as lists,
           (select count(*)::int from catalogue_card where kind = 'assistance.helpline') as cards`;
  await client.end();
  expect({ ...row }).toEqual({ lines: 181, countries: 136, finders: 3, lists: 2, cards: 136 });
});

test('the list holds every country with a number, under 30 kB with the styles and no image', async () => {
  const html = await textOf('/en/help-now');
  const countries = new Set(all(main(html), /<li><a href="\/en\/help-now\/([A-Z]{3})"/g));
  expect(countries.size).toBe(136);
  expect(all(main(html), /<option value="([A-Z]{3})"/g).length).toBe(250);
  const css = await textOf(/<link rel="stylesheet" href="([^"]+)"/.exec(html)![1]!);
  const bytes = brotliCompressSync(html).byteLength + brotliCompressSync(css).byteLength;
  expect(bytes < 30_000 ? 'within 30 kB' : `${bytes} bytes`).toBe('within 30 kB');
});

test('the choice of a country leads to its own page', async () => {
  const chosen = await get('/fr/help-now?place=ESP');
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/fr/help-now/ESP']);
  const lower = await get('/fr/help-now/es');
  expect([lower.status, lower.headers.get('location')]).toEqual([301, '/fr/help-now/ESP']);
  const part = await get('/fr/help-now/ES-CT');
  expect([part.status, part.headers.get('location')]).toEqual([301, '/fr/help-now/ESP']);
  expect((await get('/en/help-now/QQQ')).status).toBe(404);
  expect((await get('/en/help-now/150')).status).toBe(404);
});

test('a country with several lines shows each; one without a voice number says so', async () => {
  const html = main(await textOf('/en/help-now/USA'));
  expect(all(html, /<h2><bdi>([^<]+)<\/bdi><\/h2>/g)).toEqual([
    'Childhelp National Child Abuse Hotline',
    'Boys Town National Hotline',
    'National Runaway Safeline',
    'Crisis Text Line',
  ]);
  expect(all(html, /href="tel:([^"]+)"/g)).toEqual(['18004224453', '18004483000', '18007862929']);
  expect(html).toContain('<p class="stat"><b><span dir="ltr">741741</span></b>Send a text message to this number</p>');
});

test('a line that serves a part of a country says which, after those for all of it', async () => {
  const html = main(await textOf('/en/help-now/ARE'));
  expect(all(html, /Serves only: <bdi>([^<]+)</g)).toEqual(['Sharjah', 'Dubai']);
  expect(html.indexOf('Child Protection Centre 116111')).toBeLessThan(html.indexOf('Sharjah'));
});

test('each line names its source, the date of the page and that nobody rang', async () => {
  const html = main(await textOf('/en/help-now/ABW'));
  expect(html).toContain('<a href="tel:131" dir="ltr">131</a>');
  expect(html).toContain('Every day, 14:00–18:00');
  expect(html).toContain('Papiamento, English');
  expect(html).toContain('The source does not say');
  expect(html).toContain('The page is dated 16 May 2022. Read in a stored copy taken on 22 April 2026.');
  expect(html).toContain('no number was rung by us');
  expect(main(await textOf('/en/help-now/ARG'))).toContain('The page carries no date. Read in a stored copy.');
});

test('a country without a number says so and offers the general finders', async () => {
  const html = main(await textOf('/en/help-now/GHA'));
  expect(all(html, /href="tel:([^"]+)"/g)).toEqual([]);
  expect(html).toContain('We have no number with a source for Ghana yet.');
  expect(all(html, /<li><a href="([^"]+)" rel="noreferrer noopener external"><bdi>/g)).toEqual([
    'https://childhelplineinternational.org/helplines/',
    'https://findahelpline.com/',
    'https://befrienders.org/find-support-now/',
  ]);
});

test('the block on a country: numbers at once, or that there is none; nothing on regions', async () => {
  const country = main(await textOf('/en/places/ESP'));
  expect(country).toContain('id="help"');
  expect(country).toContain('href="tel:');
  expect(main(await textOf('/en/places/GHA'))).toContain('No number with a source yet.');
  expect(main(await textOf('/en/places/150'))).not.toContain('id="help"');
});

test('no cookie is set, and leaving needs no script', async () => {
  const response = await get('/en/help-now/ESP');
  expect(response.headers.get('set-cookie')).toBe(null);
  expect(await response.text()).toMatch(
    /<a class="button leave" data-leave[^>]* href="https:\/\/en\.wikipedia\.org\/" rel="noreferrer">/,
  );
});

test('the API gives the same lines, and 404 for what is no country', async () => {
  const answer = (await (await get('/api/v1/helplines/usa')).json()) as {
    country: string;
    helplines: { dial: string | null; number: string | null }[];
  };
  expect(answer.country).toBe('USA');
  expect(answer.helplines.map(({ dial }) => dial)).toEqual(['18004224453', '18004483000', '18007862929', null]);
  expect(((await (await get('/api/v1/helplines/GHA')).json()) as { helplines: unknown[] }).helplines).toEqual([]);
  expect((await get('/api/v1/helplines/QQQ')).status).toBe(404);
  expect((await get('/api/v1/helplines/1')).status).toBe(400);
});

test('the page of the objective counts blanks for each country', async () => {
  const html = main(await textOf('/en/assistance'));
  expect(all(html, /<tr><th scope="row"><a href="\/en\/places\/([A-Z]{3})"/g).length).toBe(250);
  expect(html).toMatch(
    /<a href="\/en\/places\/GHA">Ghana<\/a><\/th><td class="num">\d+<\/td><td class="num">15<\/td><td>No<\/td>/,
  );
});

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off' },
});

for (const lang of LANGS) {
  test(`pages are valid HTML in ${lang}`, async () => {
    const faults: string[] = [];
    for (const path of [
      '/help-now',
      '/help-now/USA',
      '/help-now/ARE',
      '/help-now/GHA',
      '/help-now/QQQ',
      '/contact',
      '/contact?topic=data',
      '/assistance',
      '/contact/sent/0000-0000',
    ]) {
      const report = await validator.validateString(await textOf(`/${lang}${path}`), path);
      for (const { messages } of report.results)
        for (const { line, ruleId, message } of messages) faults.push(`${path}:${line} ${ruleId} ${message}`);
    }
    expect(faults).toEqual([]);
  });
}
