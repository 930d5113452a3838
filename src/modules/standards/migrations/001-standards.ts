// First tables of standards: instruments and provisions.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-standards',
  sql: `
    create table standards_instrument (
      id text primary key,
      position integer not null,
      data jsonb not null
    );
    create table standards_provision (
      instrument text not null references standards_instrument (id) deferrable initially deferred,
      n text not null,
      label text not null,
      topic text not null,
      gist text not null,
      confidence text not null check (confidence in ('checked-text', 'checked-secondary', 'recall')),
      section text,
      position integer not null,
      parent text,
      primary key (instrument, n)
    );
  `,
};
