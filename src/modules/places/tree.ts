// The place tree in memory: look-ups by code, ancestors, children, names.

import type { Lang } from '#kernel/locale.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Place } from './model.ts';

/** The tree with its indexes. */
export type Tree = {
  byCode: ReadonlyMap<string, Place>;
  childrenOf: ReadonlyMap<string, readonly Place[]>;
  countries: readonly Place[];
};

/** Indexes a list of places. */
export function plantTree(places: readonly Place[]): Tree {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const childrenOf = new Map<string, Place[]>();
  for (const place of places) {
    if (place.parent === null) continue;
    const siblings = childrenOf.get(place.parent);
    if (siblings) siblings.push(place);
    else childrenOf.set(place.parent, [place]);
  }
  return { byCode, childrenOf, countries: places.filter((place) => place.kind === 'country') };
}

/** Name of a place for a reader; subdivisions have their local name. */
export function placeName(place: Place, lang: Lang): string {
  return place.localName ?? pickLabel(place.names, lang).text;
}

/**
 * The canonical code for what someone typed in an address: `esp` → `ESP`, `ES` → `ESP`, `es-ct` → `ES-CT`, `150` → `150`.
 * Undefined when no place has it.
 */
export function canonicalCode(tree: Tree, typed: string): string | undefined {
  const upper = typed.toUpperCase();
  if (tree.byCode.has(upper)) return upper;
  if (upper.length === 2) return tree.countries.find((place) => place.iso2 === upper)?.code;
  if (/^\d{1,3}$/.test(upper)) {
    const m49 = upper.padStart(3, '0');
    if (tree.byCode.has(m49)) return m49;
    return tree.countries.find((place) => place.m49 === m49)?.code;
  }
  return undefined;
}

/** Every country below a place, the place itself when it is one. */
export function countriesWithin(tree: Tree, code: string): readonly Place[] {
  const place = tree.byCode.get(code);
  if (!place || place.kind === 'subdivision') return [];
  if (place.kind === 'country') return [place];
  return tree.countries.filter((country) => country.ancestors.includes(code));
}
