// Facts of analysis: every reference resolves, every code is known, and texts are complete in six languages.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import { coverageOf, frameworkOf } from './framework.ts';
import type { FigureRow } from './model.ts';
import { MEASURED } from './model.ts';
import { analysisFromFacts } from './seed.ts';

const blankRow = (place: string, reason: string): FigureRow => ({
  id: `2:${place}`,
  indicator: 2,
  place,
  region: null,
  measure: 'rate',
  period: '2024',
  since: null,
  unit: '',
  rounded: false,
  note: null,
  value: null,
  status: null,
  reason,
  source: null,
});

test('fifteen indicators, five of them core, each with a way of counting that is known', async () => {
  const { indicators } = await analysisFromFacts();
  expect(indicators.map(({ no }) => no)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  expect(indicators.filter(({ core }) => core).map(({ no }) => no)).toEqual([2, 3, 9, 10, 14]);
  expect(indicators.filter(({ measured }) => !MEASURED.includes(measured)).map(({ no }) => no)).toEqual([]);
});

test('every breakdown has a label', async () => {
  const { indicators, breakdowns } = await analysisFromFacts();
  const known = new Set(breakdowns.map(({ code }) => code));
  expect(indicators.flatMap(({ disaggregation }) => disaggregation.filter((code) => !known.has(code)))).toEqual([]);
});

test('figures have ids of their own, a place or a region, and a source', async () => {
  const { figures, sources } = await analysisFromFacts();
  expect(new Set(figures.map(({ id }) => id)).size).toBe(8);
  expect(sources.map(({ id }) => id)).toEqual(['unicef-data-site-justice-for-children-topic-page']);
  expect(figures.filter(({ place, region }) => place === null && region === null)).toEqual([]);
});

test('the framework of a place: figures first, then the recorded reason, then the first of the list', async () => {
  const { indicators, reasons, figures } = await analysisFromFacts();
  const world = frameworkOf(
    indicators,
    reasons,
    figures.filter(({ place }) => place === '001'),
  );
  expect(world[1]!.figures.map(({ measure, value }) => [measure, value])).toEqual([
    ['rate', 15],
    ['count', 259000],
    ['change', -67000],
  ]);
  expect(world.map(({ reason }) => reason?.code ?? null)).toEqual(
    indicators.map(({ no }) => (no === 2 ? null : 'not-collected-here')),
  );
  const recorded = frameworkOf(indicators, reasons, [blankRow('ESP', 'suppressed')]);
  expect([recorded[0]!.reason?.code, recorded[1]!.reason?.code]).toEqual(['not-collected-here', 'suppressed']);
});

test('coverage counts a place once, and blanks never', async () => {
  const { figures } = await analysisFromFacts();
  const isCountry = (code: string) => code === 'ESP';
  expect(coverageOf(figures, isCountry)).toEqual({ countries: 0, regions: 4 });
  expect(coverageOf([blankRow('ESP', 'suppressed')], isCountry)).toEqual({ countries: 0, regions: 0 });
});

test('the texts have the same keys in six languages', async () => {
  for (const module of ['analysis', 'assistance']) {
    const keys = await Promise.all(
      LANGS.map(async (lang) =>
        Object.keys(
          JSON.parse(await readFile(new URL(`../${module}/texts/${lang}.json`, import.meta.url), 'utf8')) as object,
        ),
      ),
    );
    expect(new Set(keys.map((list) => list.join(' '))).size).toBe(1);
  }
});
