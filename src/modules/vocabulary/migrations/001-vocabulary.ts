// First tables of vocabulary: disciplines, themes, concepts.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-vocabulary',
  sql: `
    create table vocabulary_discipline (
      id text primary key,
      position integer not null,
      labels jsonb not null,
      description jsonb not null,
      unreviewed text[] not null default '{}'
    );
    create table vocabulary_theme (
      id text primary key,
      position integer not null,
      broader text references vocabulary_theme (id) deferrable initially deferred,
      labels jsonb not null,
      refs text[] not null default '{}',
      disciplines text[] not null default '{}',
      unreviewed text[] not null default '{}'
    );
    create table vocabulary_concept (
      id text primary key,
      position integer not null,
      theme text,
      terms jsonb not null,
      search_only jsonb not null,
      definition jsonb not null,
      ref text,
      unreviewed text[] not null default '{}'
    );
  `,
};
