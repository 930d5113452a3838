// First tables of legislation: topics, attributes, sources, answers, and the status of treaties.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-legislation',
  sql: `
    create table legislation_topic (
      id text primary key,
      position integer not null,
      data jsonb not null
    );
    create table legislation_attribute (
      id text primary key,
      slug text not null unique,
      topic text not null references legislation_topic (id) deferrable initially deferred,
      position integer not null,
      data jsonb not null
    );
    create table legislation_source (
      id text primary key,
      title text not null,
      publisher text not null,
      url text not null,
      kind text not null,
      as_of text,
      as_of_text text,
      note text,
      reliability integer not null,
      origin text not null check (origin in ('facts', 'member'))
    );
    create table legislation_answer (
      id uuid primary key,
      place text not null,
      attribute text not null references legislation_attribute (id) deferrable initially deferred,
      value jsonb not null check (value ? 'kind'),
      qualifier text,
      note jsonb,
      article text,
      source text not null references legislation_source (id) deferrable initially deferred,
      as_of text,
      as_of_text text,
      valid_from date,
      valid_to date,
      checked_on date,
      confidence text not null check (confidence in ('agree', 'single_source', 'conflict', 'historical')),
      observer uuid,
      reviewer uuid,
      origin text not null check (origin in ('facts', 'member')),
      check (valid_from is null or valid_to is null or valid_from < valid_to)
    );
    create index legislation_answer_place on legislation_answer (place, attribute);
    create index legislation_answer_attribute on legislation_answer (attribute, place);
    create table legislation_treaty_source (
      id text primary key,
      position integer not null,
      data jsonb not null
    );
    create table legislation_treaty_status (
      place text not null,
      instrument text not null,
      status text not null check (status in ('party', 'signatory', 'none')),
      date text,
      signed text,
      action text check (action in ('ratification', 'accession', 'succession')),
      withdrawn text,
      source text not null references legislation_treaty_source (id) deferrable initially deferred,
      origin text not null check (origin in ('facts', 'member')),
      primary key (place, instrument)
    );
  `,
};
