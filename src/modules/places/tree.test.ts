// Tests of the place tree and of its facts.

import { expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import { placesFromFacts } from './seed.ts';
import { canonicalCode, countriesWithin, placeName, plantTree } from './tree.ts';
import { drawPlaces } from '../../../scripts/world/places.ts';
import { drawWorld, mapAssets } from './world.ts';

const rows = await placesFromFacts();
const tree = plantTree(rows);

test('there are 250 countries and territories, 30 regions and over 5,000 subdivisions', () => {
  expect(tree.countries.length).toBe(250);
  expect(rows.filter(({ kind }) => kind !== 'country' && kind !== 'subdivision').length).toBe(30);
  expect(rows.filter(({ kind }) => kind === 'subdivision').length).toBeGreaterThan(5000);
});

test('every place reaches the world, and every country has six names', () => {
  expect(rows.filter((row) => row.code !== '001' && row.ancestors[0] !== '001').map(({ code }) => code)).toEqual([]);
  expect(tree.countries.filter((place) => LANGS.some((lang) => !place.names[lang])).map(({ code }) => code)).toEqual(
    [],
  );
});

test('Spain stands in Southern Europe, Catalonia in Spain', () => {
  expect(tree.byCode.get('ESP')?.ancestors).toEqual(['001', '150', '039']);
  expect(tree.byCode.get('ES-CT')?.ancestors).toEqual(['001', '150', '039', 'ESP']);
  expect(placeName(tree.byCode.get('ESP')!, 'zh')).toBe('西班牙');
});

test('codes are understood in the forms people type', () => {
  expect(
    ['esp', 'ES', 'es-ct', '150', '724', 'XK', 'kosovo', 'ZZ', '999', ''].map((typed) => canonicalCode(tree, typed)),
  ).toEqual(['ESP', 'ESP', 'ES-CT', '150', 'ESP', 'XKX', undefined, undefined, undefined, undefined]);
});

test('countries within a region are all below it', () => {
  expect(countriesWithin(tree, '039').map(({ code }) => code)).toContain('XKX');
  expect(countriesWithin(tree, '001').length).toBe(250);
  expect(countriesWithin(tree, 'ES-CT')).toEqual([]);
});

test('every country is on the map once, as a shape or as a dot', async () => {
  const world = await drawWorld();
  const drawn = [...world.shapes, ...world.dots.map(({ code }) => code)].sort();
  expect(drawn).toEqual(tree.countries.map(({ code }) => code).sort());
});

test('the committed map is what the atlas gives today', async () => {
  const { svg, ...world } = await drawPlaces();
  expect(await drawWorld()).toEqual(world);
  expect((await mapAssets())['world.svg']?.body).toBe(svg);
});
