// The fifteen indicators on the running site: the framework of a place with its blanks, figures with their source, one page each.

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
const tableOf = (html: string, id: string) =>
  /<tbody>([\s\S]*?)<\/tbody>/.exec(html.slice(html.indexOf(`<table id="${id}"`)))![1]!;
const rowsOf = (html: string, id: string) =>
  tableOf(html, id)
    .split('</tr>')
    .map((row) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);

const BLANK = 'No data: No figure with a source and a licence has been entered yet';

test('the first content is whole', async () => {
  const client = createClient(parseConnection(site.databaseUrl));
  const [row] = await client`
    select (select count(*)::int from analysis_indicator) as indicators,
           (select count(*)::int from analysis_blank_reason) as reasons,
           (select count(*)::int from analysis_breakdown) as breakdowns,
           (select count(*)::int from analysis_source) as sources,
           (select count(*)::int from analysis_figure) as figures,
           (select count(*)::int from analysis_figure where place is null) as unplaced,
           (select count(*)::int from catalogue_card where kind = 'analysis.indicator') as cards`;
  await client.end();
  expect({ ...row }).toEqual({
    indicators: 15,
    reasons: 8,
    breakdowns: 7,
    sources: 1,
    figures: 8,
    unplaced: 2,
    cards: 15,
  });
});

test('the database refuses a figure without a source, and a blank without a reason', async () => {
  const client = createClient(parseConnection(site.databaseUrl));
  const insert = (value: number | null, status: string | null, reason: string | null, source: string | null) =>
    client`insert into analysis_figure (id, indicator, place, measure, period, value, unit, status, reason, source)
           values ('x', 2, 'ESP', 'rate', '2024', ${value}, 'x', ${status}, ${reason}, ${source})`.then(
      () => 'taken',
      (error: { code: string }) => error.code,
    );
  expect(await insert(1, 'estimate', null, null)).toBe('23514');
  expect(await insert(1, 'estimate', 'suppressed', 'unicef-data-site-justice-for-children-topic-page')).toBe('23514');
  expect(await insert(null, null, null, null)).toBe('23514');
  expect(await insert(null, null, 'no-such-reason', null)).toBe('23503');
  await client.end();
});

test('Spain shows fifteen rows, each blank with its reason', async () => {
  const rows = rowsOf(await textOf('/en/places/ESP'), 'framework');
  expect(rows.length).toBe(15);
  expect(rows.map((row) => row.endsWith(BLANK))).toEqual(Array.from({ length: 15 }, () => true));
  expect(rows[1]).toBe(`2 Children in detention core ${BLANK}`);
});

test('the reason stands in the language of the reader', async () => {
  const rows = rowsOf(await textOf('/es/places/ESP'), 'framework');
  expect(rows[0]).toContain('Aún no se ha introducido ninguna cifra con fuente y licencia');
});

test('the world shows its figure with year, status and source, and fourteen blanks', async () => {
  const rows = rowsOf(await textOf('/en/places/001'), 'framework');
  expect(rows.filter((row) => row.endsWith(BLANK)).length).toBe(14);
  expect(rows[1]).toBe(
    '2 Children in detention core 15 per 100,000 children (2024, estimate, rounded) UNICEF, data site: Justice for children (topic page) , as of June 2025 ' +
      '259,000 children (2024, estimate, rounded) UNICEF, data site: Justice for children (topic page) , as of June 2025',
  );
});

test('subdivisions have no framework', async () => {
  expect(await textOf('/en/places/ES-CT')).not.toContain('<table id="framework"');
});

test('the list says what each counts and where figures exist', async () => {
  const rows = rowsOf(await textOf('/en/indicators'), 'indicators');
  expect(rows.length).toBe(15);
  expect(rows.map((row) => row.includes(' core '))).toEqual(
    [2, 3, 9, 10, 14].reduce<boolean[]>(
      (marks, no) => marks.with(no - 1, true),
      Array.from({ length: 15 }, () => false),
    ),
  );
  expect(rows[1]).toMatch(/Stock: one day CRC 37\(b\) .*0 of 250 countries and territories; 4 regions$/);
  expect(rows[0]).toMatch(/Flow: 12 months .*0 of 250 countries and territories; no regions$/);
});

test('one indicator shows its formula, figures, blanks and codes elsewhere', async () => {
  const html = await textOf('/en/indicators/2');
  expect(html).toContain(
    '(<strong>children deprived of liberty on the census day</strong>) ÷ (<strong>child population (under 18) of the area</strong>) × 100,000',
  );
  const figures = rowsOf(html, 'figure-table');
  expect(figures.length).toBe(8);
  expect(figures.filter((row) => row.startsWith('World')).map((row) => row.split(' 2024,')[0])).toEqual([
    'World 15 per 100,000 children',
    'World 259,000 children',
    'World 67,000 children fewer than in 2018',
  ]);
  expect(figures.filter((row) => row.startsWith('South Asia')).length).toBe(2);
  expect(rowsOf(html, 'reasons')[0]).toBe('No figure with a source and a licence has been entered yet 250');
  expect(rowsOf(html, 'counterparts')[0]).toBe('PT_CHLD_DN UNICEF:PT(1.0) current');
  expect(await textOf('/en/indicators/14')).toContain('No fraction: the indicator is a yes or no and a level.');
});

test('other ways to name an indicator lead to its page; what is none is not found', async () => {
  for (const typed of ['02', 'ind-02', 'IND-2']) {
    const response = await get(`/ar/indicators/${typed}`);
    expect([response.status, response.headers.get('location')]).toEqual([301, '/ar/indicators/2']);
  }
  for (const typed of ['0', '16', '999', 'x', '-1', '2%00'])
    expect((await get(`/en/indicators/${typed}`)).status).toBeGreaterThanOrEqual(400);
  expect((await get('/en/indicators/16')).status).toBe(404);
});

test('a provision names the indicators that measure it, from the part to the whole', async () => {
  const measuring = async (path: string) => {
    const html = await textOf(path);
    const start = html.indexOf('<section id="indicators">');
    return start < 0
      ? []
      : [...html.slice(start, html.indexOf('</section>', start)).matchAll(/\/en\/indicators\/(\d+)"/g)].map((match) =>
          Number(match[1]),
        );
  };
  expect(await measuring('/en/standards/crc/37.b')).toEqual([1, 2, 3, 4, 5, 9]);
  expect(await measuring('/en/standards/crc/40.3')).toEqual([10, 14]);
  expect(await measuring('/en/standards/crc/40.3.b')).toEqual([10]);
  expect(await measuring('/en/standards/crc/12')).toEqual([]);
});

test('the API gives the fifteen with their figures', async () => {
  const answer = (await (await get('/api/v1/indicators?lang=ru')).json()) as {
    lang: string;
    indicators: { no: number; name: string; figures: { place: string | null; value: number | null }[] }[];
  };
  expect(answer.lang).toBe('ru');
  expect(answer.indicators.map(({ no, figures }) => [no, figures.length])).toEqual(
    Array.from({ length: 15 }, (_, index) => [index + 1, index === 1 ? 8 : 0]),
  );
  expect(answer.indicators[1]!.name).toBe('Дети, лишенные свободы');
  expect((await get('/api/v1/indicators?lang=xx')).status).toBe(400);
});

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off', 'doctype-style': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off' },
});

for (const lang of LANGS) {
  test(`pages are valid HTML in ${lang}`, async () => {
    const faults: string[] = [];
    for (const path of ['/indicators', '/indicators/1', '/indicators/2', '/indicators/14', '/indicators/99']) {
      const report = await validator.validateString(await textOf(`/${lang}${path}`), path);
      for (const { messages } of report.results)
        for (const { line, ruleId, message } of messages) faults.push(`${path}:${line} ${ruleId} ${message}`);
    }
    expect(faults).toEqual([]);
  });
}
