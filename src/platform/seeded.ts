// Remembers which first content a database holds, so that a start loads it again only when it changed.

import type { Migration } from '#kernel/manifest.ts';

/** One statement with `$1` parameters over the writing pool. */
type Execute = { execute(text: string, parameters?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> };

/** The platform's step for the table of loaded content. */
export const SEED_MIGRATIONS: readonly Migration[] = [
  {
    id: '0020-seeds',
    sql: `
      create table platform_seed (
        module text primary key,
        version text not null,
        at timestamptz not null default now()
      );
    `,
  },
];

/** Version of the first content last loaded for a module; null when none was. */
export async function seededVersion(db: Execute, module: string): Promise<string | null> {
  const { rows } = await db.execute('select version from platform_seed where module = $1', [module]);
  return (rows[0]?.version as string | undefined) ?? null;
}

/** Records that a module's first content was loaded. */
export async function markSeeded(db: Execute, module: string, version: string): Promise<void> {
  await db.execute(
    'insert into platform_seed (module, version) values ($1, $2) on conflict (module) do update set version = excluded.version, at = now()',
    [module, version],
  );
}
