// Each detector on its own: what it finds, and what it leaves.

import { expect, test } from 'vitest';
import { featuresOf } from '../features.ts';
import type { Features } from '../features.ts';
import { normalise } from '../normalise.ts';
import { sentencesOf } from '../sentences.ts';
import { tokenise } from '../tokens.ts';
import { numberAt } from './numbers.ts';

const YEAR = 2025;

function sentences(text: string) {
  const { text: plain } = normalise(text);
  return sentencesOf(plain, tokenise(plain));
}

/** What stands under one key of the findings of the first sentence, as written. */
function found(key: keyof Features, text: string): string[] {
  const sentence = sentences(text)[0]!;
  const spans = featuresOf(sentence, YEAR)[key] as { start: number; end: number }[];
  return spans.map(({ start, end }) => normalise(text).text.slice(start, end));
}

const ages = (text: string) => featuresOf(sentences(text)[0]!, YEAR).ages.map(({ value, kind }) => `${value} ${kind}`);
const persons = (text: string) => {
  const sentence = sentences(text)[0]!;
  return featuresOf(sentence, YEAR)
    .persons.filter(({ level }) => level >= 1)
    .map(({ start, end, role }) => `${normalise(text).text.slice(start, end)}: ${role}`);
};

test('numbers in six languages', () => {
  const read = (text: string) => numberAt(tokenise(normalise(text).text), 0)?.value ?? null;
  expect(
    [
      '15',
      '١٥',
      '１５',
      'fifteen',
      'quinze',
      'quince',
      'пятнадцати',
      'пятнадцатилетний',
      'الخامسة عشرة',
      'خمستاشر',
      '十五',
      '2019',
      '3.14',
      '007',
    ].map(read),
  ).toEqual([15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, null, null, null]);
});

test('ages of one child', () => {
  const texts = [
    'a 15-year-old boy',
    'a girl of 13',
    'she was 14 when they came',
    'he is 12yo',
    'un garçon de quatorze ans',
    'una chica de 16 años',
    'мальчик 14 лет',
    'ему двенадцать',
    'طفل عمره ١٣ سنة',
    'فتى في الرابعة عشرة',
    '13岁的男孩',
    '他今年十六',
  ];
  expect(texts.map(ages)).toEqual([
    ['15 one'],
    ['13 one'],
    ['14 one'],
    ['12 one'],
    ['14 one'],
    ['16 one'],
    ['14 one'],
    ['12 one'],
    ['13 one'],
    ['14 one'],
    ['13 one'],
    ['16 one'],
  ]);
});

test('ages of rules, groups and adults, and years that are none', () => {
  const texts = [
    'children under 14 years old',
    'boys aged 15',
    'entre 10 et 13 ans',
    'los menores de 12 años',
    'дети младше 14 лет',
    'من هم دون ١٥ سنة',
    '不满12周岁',
    'a man aged 34',
    'depuis 14 ans',
    'hace 15 años',
    'стаж 15 лет',
    'the age of 10 is too low',
  ];
  expect(texts.map(ages)).toEqual([
    ['14 rule'],
    ['15 group'],
    ['13 group'],
    ['12 rule'],
    ['14 rule'],
    ['15 rule'],
    ['12 rule'],
    ['34 adult'],
    ['14 duration'],
    ['15 duration'],
    ['15 duration'],
    ['10 rule'],
  ]);
});

test('persons in capitals, Arabic and Chinese', () => {
  expect(persons('We met Kieran Dalloway in the corridor')).toEqual(['Kieran Dalloway: open']);
  expect(persons('Le petit Ali dort ici')).toEqual(['Ali: open']);
  expect(persons('Вчера Тимура Ветрова увезли')).toEqual(['Тимура Ветрова: open']);
  expect(persons('تحدثنا مع محمد علي الخطيب')).toEqual(['محمد علي الخطيب: open']);
  expect(persons('名叫仝嘉铭，十三岁')).toEqual(['仝嘉铭: open']);
  expect(persons('热依扎·库尔班在哭')).toEqual(['热依扎·库尔班: open']);
});

test('adults in office, authors and the dead are no open persons', () => {
  expect(persons('Judge Amina Farouk opened the court')).toEqual(['Amina Farouk: adult']);
  expect(persons('The director, Samuel Obeng, 52, retires')).toEqual(['Samuel Obeng: adult']);
  expect(persons('Maître Clotilde Varennes, avocate, plaide')).toEqual(['Clotilde Varennes: adult']);
  expect(persons('审判长裴建民主持会议')).toEqual(['裴建民: adult']);
  expect(persons('See Helena Marchetti (2014)')).toEqual(['Helena Marchetti: author']);
});

test('places, schools and institutions are no persons', () => {
  expect([
    persons('The meeting is in Tolver Bridge'),
    persons('pupils of Kestrel Hill Primary'),
    persons('la calle Simón Bolívar 15'),
    persons('مدرسة طه حسين الثانوية'),
    persons('青岭三中开学'),
  ]).toEqual([[], [], [], [], []]);
  expect(found('sites', 'in the village of Upper Quarne')).toEqual(['Upper Quarne']);
  expect(found('sites', 'школы № 15')).toEqual(['школы № 15']);
  expect(found('sites', '石垭村很小')).toEqual(['石垭村']);
});

test('initials, but not abbreviations or authors', () => {
  expect(
    [
      'J.K. was arrested',
      'S. T.-R. dort',
      'Н.С.В. ждёт суда',
      'ر.ح: الجلسة',
      '丁某某被捕',
      'the boy MT waits',
      'R., 14, waits',
    ].map((text) => found('initials', text)[0]),
  ).toEqual(['J.K.', 'S. T.-R.', 'Н.С.В.', 'ر.ح', '丁某某', 'MT', 'R']);
  expect(
    ['the U.S. court', 'at 9 a.m. sharp', 'D. Sundaram writes', 'и т.д.'].flatMap((text) => found('initials', text)),
  ).toEqual([]);
});

test('cases and identity numbers', () => {
  expect(found('cases', 'docket no. 22-JV-0938, minor')).toEqual(['docket no. 22-JV-0938']);
  expect(found('cases', '（2023）青0199刑初417号案')).toEqual(['(2023)青0199刑初417号']);
  expect(found('cases', 'Law No. 5/2000 of 12 January')).toEqual([]);
  expect(found('ids', 'passport 123456789')).toEqual(['passport 123456789']);
  expect(found('ids', 'in 2019 there were 1204 thefts')).toEqual([]);
});

test('contacts, coordinates and addresses', () => {
  expect(found('phones', 'call his mother on +44 7700 900123')).toEqual(['+44 7700 900123']);
  expect(found('phones', 'between 2014 2022 and 12.03.2023')).toEqual([]);
  expect(found('emails', 'write to lulu.shams2010@example.org or info@example.org')).toEqual([
    'lulu.shams2010@example.org',
  ]);
  expect(found('handles', 'he posts as @lil_rico_eastend_')).toEqual(['@lil_rico_eastend_']);
  expect(found('coordinates', 'at 48.85314, 2.34921')).toEqual(['48.85314, 2.34921']);
  expect(found('coordinates', 'about 51.5° N, 0.1° W')).toEqual([]);
  expect(found('addresses', 'at 9 Old Tannery Lane')).toEqual(['9 Old Tannery Lane']);
  expect(found('addresses', '槐树胡同14号院3单元602室')).toEqual(['槐树胡同14号院3单元602室']);
});

test('dates and births', () => {
  expect(
    ['on 3 March 2023', 'le 14/02/24', 'a 4 de abril', '9 июня', '1月9日', 'last Easter'].map(
      (text) => found('dates', text).length,
    ),
  ).toEqual([1, 1, 1, 1, 1, 1]);
  expect(found('births', 'DOB 17/11/2009')).toEqual(['DOB 17/11/2009']);
  expect(found('births', 'born in 1950')).toEqual([]);
});

test('relations, siblings, nicknames, cells, files and rows', () => {
  expect(found('relations', 'the son of the baker Gareth Pellow')).toEqual(['son of the baker Gareth Pellow']);
  expect(found('relations', '屈大勇的儿子')).toEqual(['屈大勇的儿子']);
  expect(found('siblings', 'Les jumeaux Berthier, 13 ans')).toEqual(['jumeaux Berthier']);
  expect(found('nicknames', '«Кефир», 12 лет')).toEqual(['«Кефир»']);
  expect(found('cells', 'in cell 14 of the unit')).toEqual(['cell 14']);
  expect(found('onlies', 'the only girl')).toEqual(['only girl']);
  expect(found('files', 'photo_Mariam_13_fugue.png')).toEqual(['photo_Mariam_13_fugue.png']);
  expect(found('files', 'annual_report_2019.pdf')).toEqual([]);
  expect(found('rows', 'F | 13 | arson | Ashcombe')).toEqual(['F | 13 | arson | Ashcombe']);
  expect(found('rows', 'theft; 1 204; assault; 688; total; 2 404')).toEqual([]);
});
