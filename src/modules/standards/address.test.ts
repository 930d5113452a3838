// Tests of addresses: canonical forms and what references mean.

import { expect, test } from 'vitest';
import { canonicalAddress, matchAddresses, splitReference, withNumber } from './address.ts';

test('cited forms become canonical addresses', () => {
  expect(['40(3)(a)', '40.3.A', ' 40 (2)(b)(iii) ', '21–22', '37', '40.(3)', 'IV.A'].map(canonicalAddress)).toEqual([
    '40.3.a',
    '40.3.a',
    '40.2.b.iii',
    '21-22',
    '37',
    '40.3',
    'iv.a',
  ]);
});

test('a reference splits into instrument and address', () => {
  expect(splitReference('CRC:40(3)(a)')).toEqual({ instrument: 'crc', n: '40.3.a' });
  expect(splitReference('opcat')).toEqual({ instrument: 'opcat', n: null });
});

test('a reference means the listed address, its enclosing one, overlapping bands, or its parts', () => {
  const bands = ['1-5', '6', '21-22', '25', '26-27', '28'];
  expect(matchAddresses(bands, '21-22')).toEqual(['21-22']);
  expect(matchAddresses(bands, '22')).toEqual(['21-22']);
  expect(matchAddresses(bands, '25-27')).toEqual(['25', '26-27']);
  expect(matchAddresses(bands, '99')).toEqual([]);
  expect(matchAddresses(bands, 'x')).toEqual([]);
  const articles = ['37', '37.b', '40.2.b.iii', '40.3'];
  expect(matchAddresses(articles, '37.b.i')).toEqual(['37.b']);
  expect(matchAddresses(articles, '40.2.b')).toEqual(['40.2.b.iii']);
  expect(matchAddresses(articles, '40')).toEqual(['40.2.b.iii', '40.3']);
});

test('a number keeps its own order in Arabic', () => {
  expect(withNumber('CRC', '40(3)(a)', 'en')).toBe('CRC 40(3)(a)');
  expect(withNumber('اتفاقية', '40(3)(a)', 'ar')).toBe('اتفاقية \u206640(3)(a)\u2069');
});
