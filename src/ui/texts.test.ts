// The interface texts: the same keys and the same placeholders in all six languages.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { loadTexts, translator } from '#platform/i18n.ts';

const read = (lang: Lang) =>
  JSON.parse(readFileSync(new URL(`./texts/${lang}.json`, import.meta.url), 'utf8')) as Record<string, string>;
const namesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

describe('ui texts', () => {
  const english = read('en');

  it('has every key in every language with the same placeholders', () => {
    for (const lang of LANGS) {
      const own = read(lang);
      expect(Object.keys(own)).toEqual(Object.keys(english));
      for (const [key, text] of Object.entries(english))
        expect([lang, key, namesIn(own[key]!)]).toEqual([lang, key, namesIn(text)]);
    }
  });

  it('counts in each language', () => {
    const texts = loadTexts([new URL('./texts/', import.meta.url)]);
    const count = (lang: Lang, n: number) => translator(texts, lang)('ui.source.count', { n });
    expect([1, 2, 5].map((n) => count('en', n))).toEqual(['1 source', '2 sources', '5 sources']);
    expect([1, 2, 3, 11, 100].map((n) => count('ar', n))).toEqual([
      'مصدر واحد',
      'مصدران',
      '3 مصادر',
      '11 مصدراً',
      '100 مصدر',
    ]);
    expect([1, 2, 5, 21].map((n) => count('ru', n))).toEqual([
      '1 источник',
      '2 источника',
      '5 источников',
      '21 источник',
    ]);
  });
});
