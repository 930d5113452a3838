// The gate as a whole: figures on the open corpus, verdicts and marks, the look-alikes, and texts made to break it.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkText } from './check.ts';
import { scoreOf } from './score.ts';
import type { Labelled } from './score.ts';

const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as unknown;
const shown = (text: string) =>
  checkText(text).marks.map(({ start, end, code, suggestion }) => [text.slice(start, end), code, suggestion]);

test('the open corpus stays at or above the targets in every language', () => {
  const scores = scoreOf(read('corpus/open.json') as Labelled[]);
  expect([...scores.keys()].toSorted()).toEqual(['all', 'ar', 'en', 'es', 'fr', 'ru', 'zh']);
  const short = [...scores].filter(([lang, score]) => score.found / score.identifying < (lang === 'all' ? 0.97 : 0.93));
  const harsh = [...scores].filter(([, score]) => score.held / score.harmless > 0.08);
  const asking = [...scores].filter(([, score]) => (score.held + score.asked) / score.harmless > 0.12);
  expect({ short, harsh, asking }).toEqual({ short: [], harsh: [], asking: [] });
});

test('the further examples stay at or above the targets', () => {
  const examples = read('examples.json') as Record<string, Record<'identifying' | 'harmless', string[]>>;
  const records = Object.entries(examples).flatMap(([lang, lists]) =>
    Object.entries(lists).flatMap(([label, texts]) =>
      texts.map((text, index) => ({ id: `${lang}-${index}`, lang, text, label })),
    ),
  );
  const scores = scoreOf(records);
  expect([...scores].filter(([, score]) => score.found / score.identifying < 0.93 || score.held > 0)).toEqual([]);
});

test('marks stand in the original text and offer general words in its language', () => {
  expect(shown('Yesterday Ahmed, 15, was arrested.')).toEqual([['Ahmed, 15', 'name_age', 'a child']]);
  expect(shown('Ayer detuvieron a Ahmed, de 15 años.')).toEqual([['Ahmed, de 15 años', 'name_age', 'un niño']]);
  expect(shown('Кирилл, 14 лет, задержан.')).toEqual([['Кирилл, 14 лет', 'name_age', 'ребёнок']]);
  expect(shown('أُوقف ياسين، ١٥ سنة.')).toEqual([['ياسين، ١٥ سنة', 'name_age', 'طفل']]);
  expect(shown('李婷婷，十六岁，被拘留。')).toEqual([['李婷婷，十六岁', 'name_age', '一名儿童']]);
  expect(shown('Écrivez à la mineure : zoe.k09@example.org')).toEqual([['zoe.k09@example.org', 'email', '[retiré]']]);
});

test('a text is as strict as its strictest sentence, wherever that stands', () => {
  const calm = 'The rooms were clean. The register was kept. ';
  const text = `${calm.repeat(40)}One boy, Idris Halloway, aged 13, was alone. ${calm.repeat(40)}`;
  expect([checkText(calm.repeat(80)).verdict, checkText(text).verdict]).toEqual(['pass', 'hold']);
});

test('verdicts rise from pass to block', () => {
  expect(
    [
      'A boy of 14 from the north of the country told us he had waited.',
      'A boy of 14 from Tolver Bridge told us he had waited.',
      'Idris Halloway, 14, told us he had waited.',
      'The boy was found at home: 48.85314, 2.34921.',
    ].map((text) => checkText(text).verdict),
  ).toEqual(['pass', 'ask', 'hold', 'block']);
});

test('a name that is said to be changed is asked about, not held', () => {
  expect(checkText('Amina, 15 (name changed), was detained for two months.').verdict).toEqual('ask');
});

test('look-alikes pass', () => {
  const texts = [
    'T. and V. v. the United Kingdom, judgment of 16 December 1999',
    'Judge Amina Farouk, fifteen years on the bench, opened the court.',
    'A/RES/40/33, CRC/C/GC/24, ISBN 978-3-16-148410-0, 10.1000/182',
    'The Ahmed Hassan Foundation, 15 Victoria Street, opened on 4 May 2023.',
    'Children under 14 cannot be held responsible.',
    'In 2019, 412 boys and 57 girls aged 15 were admitted.',
    'Goldson, B. (2013). Unsafe, unjust and harmful. Youth Justice 13(2), 111-130.',
    'Call 116 111, free and confidential, day and night.',
    'Anne Frank was 15 when she died in 1945.',
  ];
  expect(texts.filter((text) => checkText(text).verdict !== 'pass')).toEqual([]);
});

test('spelling tricks do not hide a child', () => {
  const texts = [
    'A\u200bh\u200bmed, 1\u200b5, was arrested',
    'Ahmed, \uff11\uff15, was arrested',
    'Ahmed, ١٥, was arrested',
    'Ahm\u0435d, 15, was arrested',
    '\u202eAhmed, 15\u202c, was arrested',
    'AHMED, 15, WAS ARRESTED',
    'ahmed is 15 and was arrested',
    'Ahmed,\u00a015, was arrested',
    'José, 15'.normalize('NFD'),
    '𝐀𝐡𝐦𝐞𝐝, 15, was arrested',
  ];
  expect(texts.filter((text) => checkText(text).verdict === 'pass')).toEqual([]);
});

test('any input has an answer, and marks never leave the text', () => {
  const odd = [
    '',
    ' ',
    '\n\n',
    '\u0000',
    '\ud800',
    '\udc00Ahmed, 15',
    '👧🏽 Ahmed, 15',
    '"',
    "l'",
    "l'l'l'",
    '.',
    '(((',
    '@',
    '15',
    '٥',
    '十',
    'J.',
    '«»',
    '某',
    '\ufeff',
    'é',
    '-',
    'a-',
    "'s",
    '°',
    '№',
    '1.2.3.4.5',
    '|||',
    ';;;',
  ];
  const wrong = odd.filter((text) => {
    const { verdict, reasons, marks } = checkText(text);
    const kept = marks.every(({ start, end }) => start >= 0 && start < end && end <= text.length);
    return !(
      kept &&
      ['pass', 'ask', 'hold', 'block'].includes(verdict) &&
      (verdict === 'pass') === (reasons.length === 0)
    );
  });
  expect(wrong).toEqual([]);
});

test('random mixtures of every script are answered', () => {
  const parts = [
    'Ahmed',
    ', ',
    '15',
    ' ans',
    'года',
    ' سنة',
    '岁',
    'محمد ',
    '李明',
    '.',
    '"',
    '\n',
    '@a.b',
    '|',
    '№ 12',
    "l'",
    '\ud83d',
    '(',
    ')',
    'Street ',
    'von ',
    'школа ',
  ];
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const texts = Array.from({ length: 400 }, () =>
    Array.from({ length: next(60) }, () => parts[next(parts.length)]!).join(''),
  );
  const outside = texts.filter((text) =>
    checkText(text).marks.some(({ start, end }) => start < 0 || end > text.length || start >= end),
  );
  expect(outside).toEqual([]);
});

test('a long line of one kind takes time in step with its length', () => {
  for (const unit of ['a', 'A.B.', '12 34 ', 'a_a.', '王小明', 'س.', 'Ahmed, 15, ', '"A ']) {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const since = performance.now();
    checkText(text);
    expect(performance.now() - since).toBeLessThan(5000);
  }
});
