// Which answers hold on a day, when that changes, and which reading is shown, over the facts and by hand.

import { describe, expect, test } from 'vitest';
import type { Answer, Source } from './model.ts';
import { answersOn, blankPosition, nextBoundary, positionOn } from './rules.ts';
import { answerId, lawFromFacts } from './seed.ts';

const facts = await lawFromFacts();
const sources = new Map(facts.sources.map((source) => [source.id, source]));
const age = facts.attributes.find(({ id }) => id === 'Q01')!;
const TODAY = '2026-11-26';
const TOMORROW = '2026-11-27';

const at = (place: string, day = TODAY, answers: readonly Answer[] = facts.answers) =>
  positionOn(age, place, answers, sources, day);

function answer(changes: Partial<Answer>): Answer {
  return {
    id: answerId('XXX', 'Q01', 'WP22', changes.validFrom ?? changes.asOf ?? null),
    place: 'XXX',
    attribute: 'Q01',
    value: { kind: 'number', number: 12 },
    qualifier: null,
    note: null,
    article: null,
    source: 'WP22',
    asOf: null,
    asOfText: null,
    validFrom: null,
    validTo: null,
    checkedOn: null,
    confidence: 'single_source',
    origin: 'member',
    ...changes,
  };
}

describe('the facts', () => {
  test('every identifier is its own and the same at every reading', async () => {
    const again = await lawFromFacts();
    expect(again.answers.map(({ id }) => id)).toEqual(facts.answers.map(({ id }) => id));
    expect(new Set(facts.answers.map(({ id }) => id)).size).toBe(345);
  });
  test('182 countries have a minimum age that is current at its source', () => {
    const places = [...new Set(facts.answers.filter(({ attribute }) => attribute === 'Q01').map(({ place }) => place))];
    const grades = places.map((place) => at(place).grade);
    expect(places.length).toBe(182);
    expect(grades.filter((grade) => grade === 'meets').length).toBe(74);
    expect(grades.filter((grade) => grade === 'partial').length).toBe(49);
    expect(grades.filter((grade) => grade === 'below').length).toBe(59);
    expect(places.filter((place) => at(place).disagree)).toEqual(['BLZ', 'CHE', 'IRL', 'LUX', 'ROU']);
  });
  test('what agrees and disagrees is what the facts say', () => {
    for (const { place, attribute, confidence } of facts.answers) {
      if (attribute !== 'Q01' || confidence === 'historical') continue;
      const { current, disagree } = at(place);
      expect([place, confidence]).toEqual([
        place,
        disagree ? 'conflict' : current.length > 1 ? 'agree' : 'single_source',
      ]);
    }
  });
  test('the United States sets no minimum: below, with the list of 2013 as history', () => {
    const usa = at('USA');
    expect(usa.grade).toBe('below');
    expect(usa.shown?.value).toEqual({ kind: 'none-set' });
    expect(usa.current.length).toBe(1);
    expect(usa.earlier.map(({ value }) => value)).toEqual([{ kind: 'range', min: 6, max: 12 }]);
  });
  test('Ireland: the more reliable source is shown, the other is kept beside it with its grade', () => {
    const ireland = at('IRL');
    expect(ireland.current.map(({ source, grade }) => [source, grade])).toEqual([
      ['WP22', 'below'],
      ['WPEU', 'partial'],
    ]);
    expect(ireland.shown).toBe(ireland.current[0]);
    expect(ireland.disagree).toBe(true);
    expect(ireland.earlier.map(({ source }) => source)).toEqual(['NICRO03']);
  });
  test('a country without an answer is a blank', () => {
    expect(at('ATA')).toEqual(blankPosition(age, 'ATA'));
    expect(at('ATA').grade).toBe('no-data');
  });
});

describe('dates', () => {
  const old = answer({ asOf: '2022-12' });
  const next = answer({ validFrom: TOMORROW, value: { kind: 'number', number: 14 } });

  test('from ≤ day < to, nulls open, never historical', () => {
    const ends = answer({ validFrom: '2020-01-01', validTo: TODAY });
    expect(answersOn([old, next, ends], TODAY)).toEqual([old]);
    expect(answersOn([old, next, ends], '2026-11-25')).toEqual([old, ends]);
    expect(answersOn([old, next], TOMORROW)).toEqual([old, next]);
    expect(answersOn([answer({ confidence: 'historical' })], TODAY)).toEqual([]);
  });
  test('the next boundary is the nearest midnight at which an answer begins or ends', () => {
    expect(nextBoundary([old], TODAY)).toBeNull();
    expect(nextBoundary([old, next, answer({ validTo: '2027-01-01' })], TODAY)).toEqual(
      new Date('2026-11-27T00:00:00Z'),
    );
    expect(nextBoundary([next], TOMORROW)).toBeNull();
    expect(nextBoundary([answer({ validTo: '2027-01-01' })], TOMORROW)).toEqual(new Date('2027-01-01T00:00:00Z'));
  });
  test('a law that is to come is told before, and overtakes older sources when it comes', () => {
    const before = at('XXX', TODAY, [old, next]);
    expect([before.grade, before.coming.length, before.earlier.length]).toEqual(['partial', 1, 0]);
    const after = at('XXX', TOMORROW, [old, next]);
    expect([after.grade, after.coming.length, after.earlier.length]).toEqual(['meets', 0, 1]);
    expect(after.disagree).toBe(false);
  });
  test('a source newer than the change is not overtaken', () => {
    const dated = answer({ validFrom: '2020-05-01', value: { kind: 'number', number: 14 } });
    expect(at('XXX', TODAY, [old, dated]).disagree).toBe(true);
  });
  test('only a historical reading leaves the grade open', () => {
    const past = at('XXX', TODAY, [answer({ asOf: '2003', confidence: 'historical' })]);
    expect([past.grade, past.shown, past.earlier.length]).toEqual(['no-data', null, 1]);
  });
  test('reliability first, then the newest', () => {
    const trusted: Source = { ...sources.get('WP22')!, id: 'A', reliability: 1 };
    const both = new Map([...sources, ['A', trusted] as const]);
    const first = answer({ source: 'A', asOf: '2001', value: { kind: 'number', number: 7 } });
    const newer = answer({ source: 'A', asOf: '2009', value: { kind: 'number', number: 8 }, id: 'n' });
    const position = positionOn(age, 'XXX', [old, first, newer], both, TODAY);
    expect(position.current).toEqual([
      expect.objectContaining({ asOf: '2009' }),
      expect.objectContaining({ asOf: '2001' }),
      expect.objectContaining({ source: 'WP22' }),
    ]);
  });
});
