// First content of places: regions, countries and subdivisions from the facts folder, each with its card.

import type { Card } from '#kernel/card.ts';
import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import { readFacts } from '#platform/facts.ts';
import { FACTS } from './facts-folder.ts';
import type { Services } from '#platform/services.ts';
import type { CountryDetail, Place, PlaceKind, PlaceSource } from './model.ts';
import type { PlacesTables } from './tables.ts';
import type { PlaceRow } from './write.ts';
import { replacePlaces } from './write.ts';

type RegionFact = {
  code: string;
  m49: string;
  kind: PlaceKind;
  parent: string | null;
  names: AllLabels;
  unreviewed?: Lang[];
};
type SourcedFact<V extends string, T> = { [K in V]: T } & { year: number; source: string };
type CountryFact = {
  code: string;
  iso2: string;
  m49: string | null;
  names: AllLabels;
  also?: string[];
  unreviewed?: Lang[];
  parent: string;
  lldc: boolean;
  sids: boolean;
  ldc: SourcedFact<'value', boolean> & { until?: string };
  income: SourcedFact<'group', string> | null;
  incomeReason?: string;
  dac: (SourcedFact<'group', string> & { conflict?: string }) | null;
  dacReason?: string;
  userAssigned?: boolean;
  note?: AllLabels;
  noteUnreviewed?: Lang[];
  centre: [number, number];
};
type SubdivisionFact = { code: string; name: string; parent: string };

/** The places of the facts folder, ancestors worked out. */
export async function placesFromFacts(): Promise<PlaceRow[]> {
  const regions = await readFacts<RegionFact[]>(FACTS, 'regions');
  const countries = await readFacts<CountryFact[]>(FACTS, 'countries');
  const subdivisions = await readFacts<SubdivisionFact[]>(FACTS, 'subdivisions');
  const rows: PlaceRow[] = [
    ...regions.map((fact) => ({
      ...blank(fact.code, fact.kind, fact.parent),
      m49: fact.m49,
      names: fact.names,
      unreviewed: fact.unreviewed ?? [],
    })),
    ...countries.map((fact) => ({
      ...blank(fact.code, 'country', fact.parent),
      iso2: fact.iso2,
      m49: fact.m49,
      names: fact.names,
      unreviewed: fact.unreviewed ?? [],
      centre: fact.centre,
      detail: detailOf(fact),
      also: fact.also ?? [],
    })),
    ...subdivisions.map((fact) => ({ ...blank(fact.code, 'subdivision', fact.parent), localName: fact.name })),
  ];
  const parents = new Map(rows.map((row) => [row.code, row.parent]));
  return rows.map((row) => ({ ...row, ancestors: climb(parents, row.code) }));
}

/** Loads places and their cards in one transaction. */
export async function seedPlaces(services: Services): Promise<void> {
  const rows = await placesFromFacts();
  const sources = await readFacts<PlaceSource[]>(FACTS, 'sources');
  const names = new Map(rows.map((row) => [row.code, row]));
  const at = services.now();
  await services.db.transaction(async (tx) => {
    await replacePlaces(
      services.db.writer<PlacesTables>(tx),
      rows,
      sources.map(({ id, title, publisher, url, licence, asOf }) => ({ id, title, publisher, url, licence, asOf })),
    );
    await services.ports.cards.put(
      tx,
      rows.map((row) => placeCard(row, names, at)),
    );
    await services.ports.events.record(tx, { name: 'places.loaded', about: null, data: { places: rows.length } }, [
      'places',
    ]);
  });
}

/** The card of a place: named in six languages, summarised by where it lies. */
export function placeCard(row: PlaceRow, all: ReadonlyMap<string, Place>, at: Date): Card {
  const parents = [...row.ancestors].reverse().filter((code) => code !== '001');
  const summaries: Labels = {};
  const titles: Labels = {};
  const langs: readonly Lang[] = row.localName === null ? LANGS : ['en'];
  for (const lang of langs) {
    titles[lang] = row.localName ?? row.names[lang] ?? '';
    summaries[lang] = parents
      .map((code) => all.get(code))
      .map((parent) => parent?.localName ?? parent?.names[lang] ?? '')
      .filter(Boolean)
      .join(' · ');
  }
  return {
    ref: { kind: 'place', id: row.code },
    path: `/places/${row.code}`,
    titles,
    summaries,
    body: { en: [row.code, row.iso2, ...row.also].filter(Boolean).join(' ') },
    // The tree is not committed yet while it is loaded, so ancestors are given here.
    places: [row.code, ...row.ancestors],
    themes: [],
    disciplines: [],
    provisions: [],
    year: null,
    rank: row.kind === 'subdivision' ? 0 : 1,
    updatedAt: at,
  };
}

function blank(code: string, kind: PlaceKind, parent: string | null): PlaceRow {
  return {
    code,
    kind,
    parent,
    ancestors: [],
    iso2: null,
    m49: null,
    names: {},
    localName: null,
    unreviewed: [],
    centre: null,
    detail: null,
    also: [],
  };
}

function detailOf(fact: CountryFact): CountryDetail {
  return {
    lldc: fact.lldc,
    sids: fact.sids,
    ldc: fact.ldc,
    income: fact.income
      ? { value: fact.income.group, year: fact.income.year, source: fact.income.source }
      : { reason: fact.incomeReason ?? '' },
    dac: fact.dac
      ? {
          value: fact.dac.group,
          year: fact.dac.year,
          source: fact.dac.source,
          ...(fact.dac.conflict ? { conflict: fact.dac.conflict } : {}),
        }
      : { reason: fact.dacReason ?? '' },
    userAssigned: fact.userAssigned ?? false,
    note: fact.note ?? null,
    noteUnreviewed: fact.noteUnreviewed ?? [],
  };
}

function climb(parents: ReadonlyMap<string, string | null>, code: string): string[] {
  const path: string[] = [];
  for (let at = parents.get(code) ?? null; at !== null; at = parents.get(at) ?? null) {
    if (path.includes(at)) throw new Error(`The place ${code} is its own ancestor.`);
    path.unshift(at);
  }
  return path;
}
