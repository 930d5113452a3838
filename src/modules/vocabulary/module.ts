// Manifest of vocabulary: the words everything is filed and found by.

import type { ModuleManifest } from '#platform/services.ts';
import { firstTables } from './migrations/001-vocabulary.ts';
import { vocabularyPages } from './pages.ts';
import { FACTS, seedVocabulary } from './seed.ts';

/** The manifest of vocabulary. */
export function vocabularyModule(): ModuleManifest {
  return {
    name: 'vocabulary',
    texts: new URL('./texts/', import.meta.url),
    facts: FACTS,
    things: [
      { kind: 'discipline', label: 'vocabulary.kind.discipline', openData: true },
      { kind: 'theme', label: 'vocabulary.kind.theme', openData: true },
      { kind: 'concept', label: 'vocabulary.kind.concept', openData: true },
    ],
    migrations: [firstTables],
    menu: [{ path: '/themes', label: 'vocabulary.themes', order: 50 }],
    seed: seedVocabulary,
    open: (services) => ({ pages: vocabularyPages(services) }),
  };
}
