// What may be taken whole as open data: every answer with its source.

import type { Export } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { listAnswers } from './read.ts';
import type { LegislationTables } from './tables.ts';

/** The dataset of answers. */
export function legislationExports(services: Services): Export[] {
  const db = services.db.reader<LegislationTables>();
  return [
    {
      name: 'law-answers',
      openData: true,
      async *rows() {
        for (const { origin: _, ...answer } of await listAnswers(db)) yield answer;
      },
    },
  ];
}
