// The tables of events: an outbox that modules are served from, and the feed of changed cache tags that all nodes read.

import type { Migration } from '#kernel/manifest.ts';

/** Steps of the platform's list of migrations. */
export const EVENT_MIGRATIONS: readonly Migration[] = [
  {
    id: '0010-events',
    sql: `
      create table platform_event (
        id uuid primary key,
        name text not null,
        about_kind text,
        about_id text,
        data jsonb,
        at timestamptz not null default now(),
        due_at timestamptz not null default now(),
        attempts integer not null default 0
      );
      create index platform_event_due on platform_event (due_at, at, id);

      -- xid is the transaction that wrote the row: readers go by it, not by id, because ids are given out of commit order.
      create table platform_change (
        id uuid primary key,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default now(),
        tags text[] not null
      );
      create index platform_change_xid on platform_change (xid);
      create index platform_change_at on platform_change (at);
    `,
  },
];

/** The channel that wakes the other nodes at commit. */
export const CHANNEL = 'platform_change';
