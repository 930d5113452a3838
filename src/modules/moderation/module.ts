// Manifest of moderation: the safeguards around what people write.

import type { ModuleManifest } from '#platform/services.ts';

/** The manifest of moderation. */
export function moderationModule(): ModuleManifest {
  return {
    name: 'moderation',
    texts: new URL('./texts/', import.meta.url),
    things: [],
    migrations: [],
    open: () => ({
      offers: {
        gate: {
          async check(text, lang) {
            const { checkText } = await import('./gate/check.ts');
            return checkText(text, lang ? { lang } : {});
          },
        },
      },
    }),
  };
}
