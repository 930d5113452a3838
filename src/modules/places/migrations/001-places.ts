// First tables of places: the tree and the sources of its facts.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-places',
  sql: `
    create table places_place (
      code text primary key,
      kind text not null check (kind in ('world','region','subregion','intermediate','country','subdivision')),
      parent text references places_place (code) deferrable initially deferred,
      ancestors text[] not null,
      iso2 text,
      m49 text,
      names jsonb not null,
      local_name text,
      unreviewed text[] not null default '{}',
      longitude double precision,
      latitude double precision,
      detail jsonb,
      also text[] not null default '{}',
      position integer not null
    );
    create index places_place_parent on places_place (parent);
    create table places_source (
      id text primary key,
      title text not null,
      publisher text not null,
      url text not null,
      licence text not null,
      as_of text not null
    );
  `,
};
