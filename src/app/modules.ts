// The one list of modules, in the order they are opened, migrated and seeded: foundations first, then objectives.

import type { ModuleManifest } from '#platform/services.ts';
import { analysisModule } from '#modules/analysis/module.ts';
import { assistanceModule } from '#modules/assistance/module.ts';
import { catalogueModule } from '#modules/catalogue/module.ts';
import { legislationModule } from '#modules/legislation/module.ts';
import { moderationModule } from '#modules/moderation/module.ts';
import { placesModule } from '#modules/places/module.ts';
import { standardsModule } from '#modules/standards/module.ts';
import { vocabularyModule } from '#modules/vocabulary/module.ts';

/** Every module of the house. */
export function listModules(): ModuleManifest[] {
  return [
    vocabularyModule(),
    placesModule(),
    standardsModule(),
    catalogueModule(),
    moderationModule(),
    analysisModule(),
    legislationModule(),
    assistanceModule(),
  ];
}
