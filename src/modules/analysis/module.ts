// Manifest of analysis: the fifteen indicators as a framework whose blanks are shown with their reason.

import type { ModuleManifest } from '#platform/services.ts';
import { analysisApi } from './api.ts';
import { analysis, figuresPort } from './index.ts';
import { firstTables } from './migrations/001-analysis.ts';
import { analysisPages, analysisPanels } from './pages.ts';
import { FACTS, seedAnalysis } from './seed.ts';

/** The manifest of analysis. */
export function analysisModule(): ModuleManifest {
  return {
    name: 'analysis',
    texts: new URL('./texts/', import.meta.url),
    facts: FACTS,
    things: [{ kind: 'analysis.indicator', label: 'analysis.kind.indicator', openData: true }],
    migrations: [firstTables],
    menu: [{ path: '/indicators', label: 'analysis.menu', order: 30 }],
    seed: seedAnalysis,
    open(services) {
      const door = analysis(services);
      return {
        offers: { figures: figuresPort(door) },
        pages: analysisPages(services),
        panels: analysisPanels(services),
        api: analysisApi(services),
        exports: [
          {
            name: 'figures',
            openData: true,
            async *rows() {
              for (const figure of (await door.book()).figures) yield { ...figure };
            },
          },
        ],
      };
    },
  };
}
