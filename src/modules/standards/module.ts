// Manifest of standards: the spine of instruments and provisions that law, figures and debates refer to.

import type { ModuleManifest } from '#platform/services.ts';
import { standardsApi } from './api.ts';
import { firstTables } from './migrations/001-standards.ts';
import { standardsPages } from './pages.ts';
import { standardsPanels } from './panels.ts';
import { FACTS, seedStandards } from './seed.ts';

/** The manifest of standards. */
export function standardsModule(): ModuleManifest {
  return {
    name: 'standards',
    texts: new URL('./texts/', import.meta.url),
    facts: FACTS,
    things: [
      { kind: 'instrument', label: 'standards.kind.instrument', openData: true },
      { kind: 'provision', label: 'standards.kind.provision', openData: true },
    ],
    migrations: [firstTables],
    menu: [{ path: '/standards', label: 'standards.menu', order: 20 }],
    seed: seedStandards,
    open: (services) => ({
      pages: standardsPages(services),
      api: standardsApi(services),
      panels: standardsPanels(services),
    }),
  };
}
