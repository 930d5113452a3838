// First tables of analysis: indicators, reasons for blanks, breakdowns, sources and figures.

import type { Migration } from '#kernel/manifest.ts';

export const firstTables: Migration = {
  id: '001-analysis',
  sql: `
    create table analysis_indicator (
      no integer primary key,
      data jsonb not null
    );
    create table analysis_blank_reason (
      code text primary key,
      position integer not null,
      labels jsonb not null,
      unreviewed text[] not null default '{}'
    );
    create table analysis_breakdown (
      code text primary key,
      position integer not null,
      labels jsonb not null,
      unreviewed text[] not null default '{}'
    );
    create table analysis_source (
      id text primary key,
      title text not null,
      publisher text not null,
      url text not null,
      updated text not null
    );
    create table analysis_figure (
      id text primary key,
      indicator integer not null references analysis_indicator (no) deferrable initially deferred,
      place text,
      region text,
      measure text not null check (measure in ('rate', 'count', 'change')),
      period text not null,
      since text,
      value double precision,
      unit text not null,
      status text check (status in ('observed', 'provisional', 'estimate')),
      reason text references analysis_blank_reason (code) deferrable initially deferred,
      rounded boolean not null default false,
      source text references analysis_source (id) deferrable initially deferred,
      note jsonb,
      check (place is not null or region is not null),
      check ((measure = 'change') = (since is not null)),
      check (case when value is null then reason is not null and status is null
                  else reason is null and status is not null and source is not null end)
    );
    create index analysis_figure_place on analysis_figure (place, indicator);
  `,
};
