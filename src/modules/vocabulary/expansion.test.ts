// Tests of folding and of finding concepts in a query, in all six scripts.

import { expect, test } from 'vitest';
import { expandQuery, indexConcepts } from './expansion.ts';
import { foldText } from './fold.ts';
import { vocabularyFromFacts } from './seed.ts';

test('folding is blind to case, accents, Arabic marks and punctuation', () => {
  expect(foldText('Déjudiciarisation — ÉTÉ')).toBe('dejudiciarisation ete');
  expect(foldText('Ёлка, Йод')).toBe('елка йод');
  expect(foldText('التَّحْوِيل والعدالةُ ـــ إصلاحيّة')).toBe('التحويل والعداله اصلاحيه');
  expect(foldText('Straße; œuvre')).toBe('strasse oeuvre');
  expect(foldText('儿童，司法')).toBe('儿童 司法');
});

const { concepts, disciplines, themes } = await vocabularyFromFacts();
const index = indexConcepts(concepts);

test('diversion is found from any language and brings the words of the others', () => {
  const found = expandQuery(index, 'diversion', 'en');
  expect(found.map(({ concept }) => concept)).toEqual(['diversion']);
  const french = found[0]!.terms.filter(({ lang }) => lang === 'fr').map(({ term }) => term);
  expect(french).toContain('déjudiciarisation');
  for (const query of ['Déjudiciarisation', '转处', 'medidas extrajudiciales']) {
    expect(expandQuery(index, query, 'en').map(({ label }) => label)).toEqual(['diversion']);
  }
});

test('the longer term wins and is not matched again by its part', () => {
  const found = expandQuery(index, 'pre-trial detention of girls', 'en').map(({ concept }) => concept);
  expect(found[0]).toBe('pre-trial-detention');
  expect(found).not.toContain('detention');
});

test('older words find a concept but are never its label', () => {
  const found = expandQuery(index, 'juvenile delinquency', 'en');
  expect(found.length).toBe(1);
  expect(foldText(found[0]!.label)).not.toContain('delinquen');
});

test('a query that names nothing expands to nothing', () => {
  expect(expandQuery(index, 'zebra (', 'en')).toEqual([]);
  expect(expandQuery(index, '', 'zh')).toEqual([]);
});

test('the lists are whole: eight disciplines, 49 themes whose broader themes exist', () => {
  expect(disciplines.length).toBe(8);
  expect(themes.length).toBe(49);
  const ids = new Set(themes.map(({ id }) => id));
  expect(themes.filter(({ broader }) => broader !== null && !ids.has(broader))).toEqual([]);
});
