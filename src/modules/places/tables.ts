// The tables of places, as Kysely sees them.

import type { JSONColumnType } from 'kysely';
import type { Labels, Lang } from '#kernel/locale.ts';
import type { CountryDetail, PlaceKind } from './model.ts';

/** Own tables of this module. */
export type PlacesTables = {
  places_place: {
    code: string;
    kind: PlaceKind;
    parent: string | null;
    ancestors: string[];
    iso2: string | null;
    m49: string | null;
    names: JSONColumnType<Labels>;
    local_name: string | null;
    unreviewed: Lang[];
    longitude: number | null;
    latitude: number | null;
    detail: JSONColumnType<CountryDetail> | null;
    also: string[];
    position: number;
  };
  places_source: {
    id: string;
    title: string;
    publisher: string;
    url: string;
    licence: string;
    as_of: string;
  };
};
