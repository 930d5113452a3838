// Opening hours: what the facts use is understood, and reads like a sentence in each language.

import { describe, expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import { readHours } from './hours.ts';
import { dialled } from './model.ts';
import { helpFromFacts, TEXTS } from './seed.ts';
import { hoursText } from './views/hours-text.ts';
import { languagesText } from './views/line.ts';

const texts = loadTexts([TEXTS]);
const say = (lang: Lang, hours: string | null) => hoursText(translator(texts, lang, { strict: true }), lang, hours);

describe('hours', () => {
  test('every value of the facts is understood', async () => {
    const { helplines } = await helpFromFacts();
    const notUnderstood = helplines.filter(({ hours }) => readHours(hours).kind === 'other').map(({ hours }) => hours);
    expect(notUnderstood).toEqual([]);
  });

  test('what is not understood is shown as it is, never guessed', () => {
    for (const text of [
      'PH off',
      'Mo-Fr',
      'Mo-Xx 09:00-10:00',
      'Mo 09:00',
      'Mo 25:00-26:00',
      'Mo-Fr 09:00-10:00; sometimes',
    ]) {
      expect(readHours(text)).toEqual({ kind: 'other', text });
      expect(say('fr', text)).toBe(text);
    }
  });

  test('the words of the facts', () => {
    expect(say('en', null)).toBe(null);
    expect(say('en', '24/7')).toBe('24 hours a day, 7 days a week');
    expect(say('en', 'office hours')).toBe('During office hours');
    expect(say('es', 'outside office hours')).toBe('Fuera del horario de oficina');
  });

  test('days and times in six languages', () => {
    const rule = 'Mo-Fr 08:00-18:00; Sa 12:00-18:00';
    expect(LANGS.map((lang) => say(lang, rule))).toEqual([
      'Monday to Friday, 08:00–18:00; Saturday, 12:00–18:00',
      'du lundi au vendredi, de 08:00 à 18:00; samedi, de 12:00 à 18:00',
      'de lunes a viernes, de 08:00 a 18:00; sábado, de 12:00 a 18:00',
      'من الاثنين إلى الجمعة، من 08:00 إلى 18:00؛ السبت، من 12:00 إلى 18:00',
      'понедельник – пятница, 08:00–18:00; суббота, 12:00–18:00',
      '星期一至星期五 08:00–18:00；星期六 12:00–18:00',
    ]);
  });

  test('ends after midnight, whole days, every day and lists of days', () => {
    expect(say('en', 'Mo-Fr 07:00-02:00; Sa,Su 11:00-24:00')).toBe(
      'Monday to Friday, 07:00 to 02:00 the next day; Saturday and Sunday, 11:00–24:00',
    );
    expect(say('en', 'Mo-Sa 00:00-24:00')).toBe('Monday to Saturday, all day');
    expect(say('en', 'Mo-Su 14:00-18:00')).toBe('Every day, 14:00–18:00');
    expect(say('en', 'Mo,We,Fr 14:00-18:00; Tu,Th 09:00-13:00')).toBe(
      'Monday, Wednesday and Friday, 14:00–18:00; Tuesday and Thursday, 09:00–13:00',
    );
  });
});

test('what a telephone dials', () => {
  expect(dialled({ number: '+226 25 46 09 81', dial: null })).toBe('+22625460981');
  expect(dialled({ number: '1-800-668-6868', dial: null })).toBe('18006686868');
  expect(dialled({ number: '888-SAFE-SPOT', dial: '8887233776' })).toBe('8887233776');
  expect(dialled({ number: null, dial: null })).toBe(null);
});

test('no number of the facts loses letters when dialled', async () => {
  const { helplines } = await helpFromFacts();
  const lettered = helplines
    .filter(({ number, dial }) => number !== null && dial === null && /[^\d\s+()-]/.test(number))
    .map(({ number }) => number);
  expect(lettered).toEqual([]);
});

test('names of languages, in English where the language has none of its own', () => {
  expect(languagesText('es', ['es', 'qu'])).toBe('español, quechua');
  expect(languagesText('fr', ['zz'])).toBe('zz');
});
