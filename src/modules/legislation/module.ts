// Manifest of legislation: the law of every country against the standard.

import type { ModuleManifest } from '#platform/services.ts';
import { legislationApi } from './api.ts';
import { legislationExports } from './exports.ts';
import { legislationJobs } from './jobs.ts';
import { firstTables } from './migrations/001-legislation.ts';
import { ANSWER_KIND, ATTRIBUTE_KIND } from './model.ts';
import { legislationPages } from './pages.ts';
import { legislationPanels } from './panels.ts';
import { lawAnswers } from './port.ts';
import { FACTS, seedLegislation } from './seed.ts';
import { TEXTS } from './words.ts';

/** The manifest of legislation. */
export function legislationModule(): ModuleManifest {
  return {
    name: 'legislation',
    texts: TEXTS,
    facts: FACTS,
    things: [
      { kind: ANSWER_KIND, label: 'legislation.kind.answer', openData: true },
      { kind: ATTRIBUTE_KIND, label: 'legislation.kind.attribute', openData: true },
    ],
    migrations: [firstTables],
    menu: [{ path: '/laws', label: 'legislation.menu', order: 20 }],
    seed: seedLegislation,
    open: (services) => ({
      offers: { lawAnswers: lawAnswers(services) },
      pages: legislationPages(services),
      panels: legislationPanels(services),
      api: legislationApi(services),
      exports: legislationExports(services),
      jobs: legislationJobs(services),
    }),
  };
}
