// The platform's own tables as forward-only steps; parts of the platform keep theirs in their own files and are listed here.

import type { Migration } from '#kernel/manifest.ts';
import { EVENT_MIGRATIONS } from '../events/migrations.ts';
import { LIMIT_MIGRATIONS } from '../limits.ts';
import { SEED_MIGRATIONS } from '../seeded.ts';

/** Steps of the platform, run before those of any module, in this order. Append, never change one that has been released. */
export const PLATFORM_MIGRATIONS: readonly Migration[] = [
  {
    id: '0001-extensions',
    sql: `
      create extension if not exists pg_trgm;
      create extension if not exists unaccent;
      create extension if not exists btree_gin;
    `,
  },
  ...EVENT_MIGRATIONS,
  ...SEED_MIGRATIONS,
  ...LIMIT_MIGRATIONS,
];
