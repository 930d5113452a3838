// First tables of assistance: helplines, finders, the lists they were read in, and messages to the operator.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-assistance',
  sql: `
    create table assistance_helpline (
      id text primary key,
      place text not null,
      position integer not null,
      data jsonb not null
    );
    create index assistance_helpline_place on assistance_helpline (place);
    create table assistance_finder (
      id text primary key,
      position integer not null,
      data jsonb not null
    );
    create table assistance_list (
      id text primary key,
      position integer not null,
      data jsonb not null
    );
    create table assistance_message (
      id uuid primary key,
      receipt text not null unique,
      received_at timestamptz not null,
      lang text not null,
      topic text not null check (topic in ('correction', 'data', 'assistance', 'technical', 'other')),
      name text check (length(name) <= 200),
      email text check (length(email) <= 300),
      message text not null check (length(message) <= 10000)
    );
    create index assistance_message_received on assistance_message (received_at);
  `,
};
