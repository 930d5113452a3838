// Tests of the wording: plural forms, fall-back, dates, numbers and sizes in six languages.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { formatBytes, formatDate, formatNumber, loadTexts, translator } from './i18n.ts';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

function folderOf(catalogues: Partial<Record<Lang, Record<string, string>>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'texts-'));
  made.push(folder);
  for (const lang of LANGS) writeFileSync(join(folder, `${lang}.json`), JSON.stringify(catalogues[lang] ?? {}));
  return pathToFileURL(folder);
}

const LAWS = {
  en: '{n, plural, one {# law} other {# laws}}',
  fr: '{n, plural, one {# loi} other {# lois}}',
  es: '{n, plural, one {# ley} other {# leyes}}',
  ar: '{n, plural, zero {لا قوانين} one {قانون واحد} two {قانونان} few {# قوانين} many {# قانونًا} other {# قانون}}',
  ru: '{n, plural, one {# закон} few {# закона} many {# законов} other {# закона}}',
  zh: '{n, plural, other {# 部法律}}',
};

describe('messages', () => {
  const texts = loadTexts([folderOf(Object.fromEntries(LANGS.map((lang) => [lang, { 'law.count': LAWS[lang] }])))]);

  test.each([
    ['en', [0, 1, 2, 5, 1234], ['0 laws', '1 law', '2 laws', '5 laws', '1,234 laws']],
    ['fr', [0, 1, 2], ['0 loi', '1 loi', '2 lois']],
    ['ar', [0, 1, 2, 3, 11, 100], ['لا قوانين', 'قانون واحد', 'قانونان', '3 قوانين', '11 قانونًا', '100 قانون']],
    ['ru', [1, 2, 5, 21, 22, 25], ['1 закон', '2 закона', '5 законов', '21 закон', '22 закона', '25 законов']],
    ['zh', [1, 3], ['1 部法律', '3 部法律']],
  ] as const)('plural forms in %s', (lang, counts, expected) => {
    const t = translator(texts, lang);
    expect(counts.map((n) => t('law.count', { n }))).toEqual(expected);
  });

  test('plain texts, apostrophes, markup characters and dates', () => {
    const more = loadTexts([
      folderOf({
        en: { 'a.plain': "The child's law <b>", 'a.date': 'In force on {day, date, long}', 'a.two': "It''s {name}" },
        fr: { 'a.plain': "La loi de l'enfant", 'a.date': 'En vigueur le {day, date, long}', 'a.two': "C''est {name}" },
      }),
    ]);
    const en = translator(more, 'en');
    const fr = translator(more, 'fr');
    expect(en('a.plain')).toBe("The child's law <b>");
    expect(fr('a.plain')).toBe("La loi de l'enfant");
    expect(en('a.date', { day: new Date('2026-11-23T23:30:00Z') })).toBe('In force on 23 November 2026');
    expect(fr('a.date', { day: new Date('2026-11-23T23:30:00Z') })).toBe('En vigueur le 23 novembre 2026');
    expect(en('a.two', { name: '<i>' })).toBe("It's <i>");
  });

  test('a missing key throws when strict, else shows English, else the key', () => {
    const partial = loadTexts([folderOf({ en: { 'a.b': '{n, plural, one {# law} other {# laws}}' } })]);
    expect(() => translator(partial, 'ru')('a.b', { n: 2 })).toThrow('There is no text a.b in ru.');
    const lenient = translator(loadTexts([folderOf({ en: { 'a.b': LAWS.en } })]), 'ru', { strict: false });
    expect([lenient('a.b', { n: 2 }), lenient('a.c')]).toEqual(['2 laws', 'a.c']);
  });

  test('a missing value throws when strict, else leaves the fixed words', () => {
    const one = loadTexts([folderOf({ en: { 'a.b': 'Hello {name}.' } })]);
    expect(() => translator(one, 'en')('a.b')).toThrow('name');
    expect(translator(one, 'en', { strict: false })('a.b')).toBe('Hello ….');
  });

  test('a key of two folders is refused, and so is a text that is no string', () => {
    const folder = folderOf({ en: { 'a.b': 'x' } });
    expect(() => loadTexts([folder, folder])).toThrow('The text key a.b is defined twice');
    expect(() => loadTexts([folderOf({ en: { 'a.b': 1 as unknown as string } })])).toThrow('The text a.b in');
  });
});

test('dates: days, months, years and moments', () => {
  const dates = ['2026-11-23', '2018-05', '2018', new Date('2026-11-23T12:00:00Z'), 'unknown'];
  const written = Object.fromEntries(LANGS.map((lang) => [lang, dates.map((date) => formatDate(lang, date))]));
  expect(written).toEqual({
    en: ['23 November 2026', 'May 2018', '2018', '23 November 2026', 'unknown'],
    fr: ['23 novembre 2026', 'mai 2018', '2018', '23 novembre 2026', 'unknown'],
    es: ['23 de noviembre de 2026', 'mayo de 2018', '2018', '23 de noviembre de 2026', 'unknown'],
    ar: ['23 نوفمبر 2026', 'مايو 2018', '2018', '23 نوفمبر 2026', 'unknown'],
    ru: ['23 ноября 2026 г.', 'май 2018 г.', '2018', '23 ноября 2026 г.', 'unknown'],
    zh: ['2026年11月23日', '2018年5月', '2018年', '2026年11月23日', 'unknown'],
  });
});

test('numbers and sizes', () => {
  const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  expect(LANGS.map((lang) => spaces(formatNumber(lang, 1234567.5)))).toEqual([
    '1,234,567.5',
    '1 234 567,5',
    '1.234.567,5',
    '1,234,567.5',
    '1 234 567,5',
    '1,234,567.5',
  ]);
  expect(spaces(formatNumber('fr', 0.125, { style: 'percent', maximumFractionDigits: 1 }))).toBe('12,5 %');
  expect([0, 999, 30_000, 999_960, 1_250_000].map((size) => spaces(formatBytes('en', size)))).toEqual([
    '0 byte',
    '999 byte',
    '30 kB',
    '1 MB',
    '1.3 MB',
  ]);
  expect(spaces(formatBytes('ru', 30_000))).toBe('30 кБ');
});
