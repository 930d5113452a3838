// Places: the world, its M49 regions, countries and territories, and their ISO 3166-2 subdivisions.

import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';

export const PLACE_KINDS = ['world', 'region', 'subregion', 'intermediate', 'country', 'subdivision'] as const;
/** What a place is in the tree. */
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** A fact about a country with its year and source id. */
export type Sourced<T> = { value: T; year: number; source: string };

/** What is recorded of a country besides its names. */
export type CountryDetail = {
  lldc: boolean;
  sids: boolean;
  ldc: Sourced<boolean> & { until?: string };
  /** World Bank group (LIC, LMIC, UMIC, HIC), or the reason it is blank. */
  income: Sourced<string> | { reason: string };
  /** OECD-DAC recipient group; the value `none` means not on the list. */
  dac: (Sourced<string> & { conflict?: string }) | { reason: string };
  userAssigned: boolean;
  note: AllLabels | null;
  noteUnreviewed: readonly Lang[];
};

/** One place. `ancestors` runs from the world to the parent. */
export type Place = {
  code: string;
  kind: PlaceKind;
  parent: string | null;
  ancestors: readonly string[];
  iso2: string | null;
  m49: string | null;
  /** Six languages for regions and countries; subdivisions have their local name only. */
  names: Labels;
  localName: string | null;
  /** Languages whose name is a translation of ours, not yet reviewed. */
  unreviewed: readonly Lang[];
  /** Longitude and latitude of a point inside, for dots on maps. */
  centre: readonly [number, number] | null;
  detail: CountryDetail | null;
};

/** Where facts about places come from. */
export type PlaceSource = {
  id: string;
  title: string;
  publisher: string;
  url: string;
  licence: string;
  asOf: string;
};
