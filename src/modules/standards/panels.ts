// Panels of standards: the provisions a theme rests on.

import type { Panel } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import { html } from '#ui/html.ts';
import { standards } from './index.ts';

/** The panels other pages show. */
export function standardsPanels(services: Services): Panel[] {
  const door = standards(services);
  const words = glossary(services);
  return [
    {
      on: 'theme',
      order: 10,
      async view({ lang, t }, id) {
        const theme = (await words.themes()).find((entry) => entry.id === id);
        if (!theme || theme.refs.length === 0) return null;
        const cited = await door.cite(theme.refs, lang);
        return {
          title: t('standards.rests_on'),
          anchor: 'standards',
          shows: ['standards', 'vocabulary'],
          body: html`<ul class="tags">${cited.map(({ label, path }) => html`<li>${path ? html`<a href="/${lang}${path}">${label}</a>` : label}</li>`)}</ul>`,
        };
      },
    },
  ];
}
