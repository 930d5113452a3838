// Manifest of assistance: help for a child now, contact with the operator, and readiness of data by country.

import type { ModuleManifest } from '#platform/services.ts';
import { assistanceApi } from './api.ts';
import { assistanceExports } from './exports.ts';
import { assistanceJobs } from './jobs.ts';
import { firstTables } from './migrations/001-assistance.ts';
import { assistancePages, helpPanel } from './pages.ts';
import { FACTS, seedAssistance, TEXTS } from './seed.ts';

/** The manifest of assistance. */
export function assistanceModule(): ModuleManifest {
  return {
    name: 'assistance',
    texts: TEXTS,
    facts: FACTS,
    things: [{ kind: 'assistance.helpline', label: 'assistance.kind.helpline', openData: true }],
    migrations: [firstTables],
    menu: [{ path: '/assistance', label: 'assistance.menu', order: 70 }],
    seed: seedAssistance,
    open: (services) => ({
      pages: assistancePages(services),
      panels: [helpPanel(services)],
      api: assistanceApi(services),
      jobs: assistanceJobs(services),
      exports: assistanceExports(services),
    }),
  };
}
