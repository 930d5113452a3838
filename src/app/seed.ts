// Loads the first content of every module, again only when its facts changed.

import { hashFacts } from '#platform/facts.ts';
import type { OpenDatabase } from '#platform/db/index.ts';
import { markSeeded, seededVersion } from '#platform/seeded.ts';
import type { ModuleManifest, Services } from '#platform/services.ts';

/** Number of the lock that lets one node load while the others wait. */
const LOCK = 0x5eed;

/** Seeds the modules in order, on one node at a time; a module whose facts have not changed costs one hash. */
export async function seedModules(
  db: OpenDatabase,
  services: Services,
  manifests: readonly ModuleManifest[],
): Promise<void> {
  await db.transaction(async (lock) => {
    await db.execute('select pg_advisory_xact_lock($1::int, 1)', [LOCK], lock);
    await seedInTurn(db, services, manifests);
  });
}

async function seedInTurn(db: OpenDatabase, services: Services, manifests: readonly ModuleManifest[]): Promise<void> {
  for (const manifest of manifests) {
    if (!manifest.seed) continue;
    const facts = manifest.facts ? await hashFacts(manifest.facts) : '';
    const wanted = `${manifest.seedVersion ?? 1}:${facts}`;
    if ((await seededVersion(db, manifest.name)) === wanted) continue;
    services.log.info({ module: manifest.name }, 'loading first content');
    await manifest.seed(services);
    await markSeeded(db, manifest.name, wanted);
  }
}
