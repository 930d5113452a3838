// Events in time, one under another.

import type { PartialDate } from '#kernel/clock.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** One event; `date` is a year, a month or a day. */
export type TimelineEntry = { date: PartialDate; body: Content };

/** The entries in the order given. */
export function timeline(lang: Lang, entries: readonly TimelineEntry[]): Markup {
  return html`<ol class="timeline">${entries.map(
    ({ date, body }) => html`<li><time datetime="${date}">${formatDate(lang, date)}</time><div>${body}</div></li>`,
  )}</ol>`;
}
