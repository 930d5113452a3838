// Every worked case of the facts, and the properties that hold for all rules.

import { describe, expect, test } from 'vitest';
import { readFacts } from '#platform/facts.ts';
import { alignValue, leastNumber, NO_ANSWER, sameValue } from './alignment.ts';
import type { Rule, Value } from './alignment.ts';
import { FACTS, lawFromFacts, valueOf } from './seed.ts';
import type { ValueFact } from './seed.ts';

type Case = ValueFact & { attribute: string; absent?: boolean; expected: string; commended?: boolean; why: string };

const cases = await readFacts<Case[]>(FACTS, 'verdict-cases');
const { attributes } = await lawFromFacts();
const byId = new Map(attributes.map((attribute) => [attribute.id, attribute]));

describe('worked cases', () => {
  test('there are as many as the facts hold', () => expect(cases.length).toBe(84));

  test.each(cases)('$attribute: $why', (item) => {
    const attribute = byId.get(item.attribute)!;
    const value = item.absent ? NO_ANSWER : valueOf(item);
    const graded = alignValue(attribute.rule, value, attribute.commended);
    expect(graded.grade).toBe(item.expected);
    if (item.commended !== undefined) expect(graded.commended).toBe(item.commended);
  });
});

describe('the rule language', () => {
  const age: Rule = { meets: { gte: 14 }, partial: { and: [{ gte: 12 }, { lt: 14 }] } };
  const limit: Rule = { meets: { lte: 24 }, partial: { lte: 48 }, otherwise: 'below' };
  const number = (value: number): Value => ({ kind: 'number', number: value });
  const range = (min: number, max: number): Value => ({ kind: 'range', min, max });

  test('a missing otherwise is below, a given one is taken', () => {
    expect(alignValue(age, number(3)).grade).toBe('below');
    expect(alignValue({ ...age, otherwise: 'partial' }, number(3)).grade).toBe('partial');
  });
  test('below is looked at before meets', () => {
    expect(alignValue({ below: { gte: 0 }, meets: { gte: 0 } }, number(1)).grade).toBe('below');
  });
  test('a range takes its worst end, whichever that is', () => {
    expect(alignValue(age, range(10, 16)).grade).toBe('below');
    expect(alignValue(limit, range(12, 72)).grade).toBe('below');
    expect(alignValue(limit, range(12, 24)).grade).toBe('meets');
  });
  test('commended needs both ends and the grade meets', () => {
    expect(alignValue(age, range(15, 16), { gte: 15 })).toEqual({ grade: 'meets', commended: true });
    expect(alignValue(age, range(14, 16), { gte: 15 })).toEqual({ grade: 'meets', commended: false });
    expect(alignValue(age, number(3), { gte: 0 })).toEqual({ grade: 'below', commended: false });
  });
  test('no minimum is graded, no answer never is', () => {
    for (const { id, rule } of attributes) {
      expect(alignValue(rule, NO_ANSWER), id).toEqual({ grade: 'no-data', commended: false });
      expect(alignValue(rule, { kind: 'none-set' }).grade, id).not.toBe('no-data');
    }
    expect(alignValue(age, { kind: 'none-set' }).grade).toBe('below');
  });
  test('isNull and or', () => {
    expect(alignValue({ meets: { or: [{ isNull: true }, { eq: true }] } }, { kind: 'none-set' }).grade).toBe('meets');
  });
  test('a code is never compared as a figure, a set counts different members', () => {
    expect(alignValue({ meets: { gte: 0 } }, { kind: 'code', code: '5' }).grade).toBe('below');
    expect(alignValue({ meets: { minCount: 2 } }, { kind: 'set', codes: ['a', 'a'] }).grade).toBe('below');
  });
  test('same values', () => {
    expect(sameValue(range(7, 7), number(7))).toBe(true);
    expect(sameValue({ kind: 'set', codes: ['a', 'b'] }, { kind: 'set', codes: ['b', 'a'] })).toBe(true);
    expect(sameValue({ kind: 'none-set' }, number(0))).toBe(false);
    expect(sameValue({ kind: 'code', code: '7' }, number(7))).toBe(false);
    expect(leastNumber(range(9, 15))).toBe(9);
    expect(leastNumber({ kind: 'none-set' })).toBeNull();
  });
});
