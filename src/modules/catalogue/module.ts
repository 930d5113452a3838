// Manifest of the catalogue: cards, search, home page, feeds and sitemap; serves every module and imports none that puts cards.

import type { ModuleManifest } from '#platform/services.ts';
import { catalogueApi } from './api.ts';
import { foldTerms } from './cards.ts';
import { openCatalogue } from './index.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { outwardPages } from './outward.ts';
import { cataloguePages } from './pages.ts';

/** The manifest of the catalogue. */
export function catalogueModule(): ModuleManifest {
  return {
    name: 'catalogue',
    texts: new URL('./texts/', import.meta.url),
    things: [],
    migrations: MIGRATIONS,
    open(services) {
      const catalogue = openCatalogue(services);
      return {
        offers: { cards: catalogue.cards },
        pages: [...cataloguePages(services, catalogue), ...outwardPages(services, catalogue)],
        api: catalogueApi(catalogue),
        jobs: [{ name: 'catalogue.fold_terms', cron: '*/5 * * * *', run: () => foldTerms(services) }],
      };
    },
  };
}
