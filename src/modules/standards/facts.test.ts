// Tests of the facts of standards: counts, supersession, and that every reference of every module resolves.

import { expect, test } from 'vitest';
import { readFacts } from '#platform/facts.ts';
import { LANGS } from '#kernel/locale.ts';
import { spineFromFacts } from './seed.ts';
import { buildSpine, citationKeys, referenceResolves } from './spine.ts';

const { instruments, provisions } = await spineFromFacts();
const spine = buildSpine(instruments, provisions);

test('there are 34 instruments and 430 provisions, each with six-language titles and an official link', () => {
  expect(instruments.length).toBe(34);
  expect(provisions.length).toBe(430);
  expect(
    instruments.filter((instrument) => LANGS.some((lang) => !instrument.titles[lang] || !instrument.shorts[lang])),
  ).toEqual([]);
  expect(instruments.filter((instrument) => !instrument.url.startsWith('https://')).map(({ id }) => id)).toEqual([]);
});

test('general comment 10 is replaced by general comment 24', () => {
  expect(spine.byId.get('gc10')?.replacedBy).toBe('gc24');
  expect(spine.byId.get('gc24')?.replaces).toBe('gc10');
});

test('every provision belongs to an instrument, and every parent is listed', () => {
  expect(provisions.filter((provision) => !spine.byId.has(provision.instrument)).map(({ n }) => n)).toEqual([]);
  expect(
    provisions
      .filter((provision) => provision.parent && !spine.byKey.has(`${provision.instrument}:${provision.parent}`))
      .map(({ n }) => n),
  ).toEqual([]);
});

test('every provision reference of the facts of other modules resolves', async () => {
  const modules = new URL('../', import.meta.url);
  const themes = await readFacts<{ refs?: string[] }[]>(new URL('vocabulary/facts/', modules), 'themes');
  const concepts = await readFacts<{ ref?: string | null }[]>(new URL('vocabulary/facts/', modules), 'glossary');
  const attributes = await readFacts<{ refs: string[] }[]>(new URL('legislation/facts/', modules), 'attributes');
  const indicators = await readFacts<{ refs: string[] }[]>(new URL('analysis/facts/', modules), 'indicators');
  const references = [
    ...themes.flatMap(({ refs }) => refs ?? []),
    ...concepts.flatMap(({ ref }) => ref ?? []),
    ...attributes.flatMap(({ refs }) => refs),
    ...indicators.flatMap(({ refs }) => refs),
  ];
  expect(references.length).toBeGreaterThan(150);
  expect(references.filter((reference) => !referenceResolves(spine, reference))).toEqual([]);
});

test('a thing that cites CRC 40(3)(a) is found under the paragraph, what encloses it, and the instrument', () => {
  const keys = citationKeys(spine, ['crc:40(3)(a)']);
  expect(keys[0]).toBe('crc');
  expect(keys).toContain('crc:40.3.a');
});
