// Manifest of moderation: the safeguards around what people write.

import type { ModuleManifest } from '#platform/services.ts';
import { checkText } from './gate/check.ts';

/** The manifest of moderation. */
export function moderationModule(): ModuleManifest {
  return {
    name: 'moderation',
    texts: new URL('./texts/', import.meta.url),
    things: [],
    migrations: [],
    open: () => ({
      offers: { gate: { check: (text, lang) => checkText(text, lang ? { lang } : {}) } },
    }),
  };
}
