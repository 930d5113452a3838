// Facts as pairs of a term and its value.

import type { Markup } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** One fact; the note stands below the value. */
export type Fact = { term: Content; value: Content; note?: Content };

/** A definition list, or nothing when there are no facts. */
export function factList(facts: readonly Fact[]): Markup {
  if (facts.length === 0) return html``;
  return html`<dl class="facts">${facts.map(
    ({ term, value, note }) =>
      html`<dt>${term}</dt><dd>${value}${note ? html`<div class="note">${note}</div>` : ''}</dd>`,
  )}</dl>`;
}
