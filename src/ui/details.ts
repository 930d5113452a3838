// Parts that fold, and the control that opens or closes all of them with and without script.

import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** What a folding part is made of. */
export type DetailsInput = {
  summary: Content;
  body: Content;
  /** Level of the heading in the summary; without it the summary is plain text. */
  heading?: 2 | 3 | 4;
  /** Shown after the summary, such as a number of entries. */
  count?: Content;
  id?: string;
  open?: boolean;
};

/** True when the address asks for all parts to be open (`?open=all`). */
export function asksOpen(query: URLSearchParams): boolean {
  return query.get('open') === 'all';
}

/** One folding part. */
export function detailsPart({ summary, body, heading, count, id, open }: DetailsInput): Markup {
  const title =
    heading === 2
      ? html`<h2>${summary}</h2>`
      : heading === 3
        ? html`<h3>${summary}</h3>`
        : heading === 4
          ? html`<h4>${summary}</h4>`
          : summary;
  const number = count === undefined || count === null ? '' : html`<span class="count">${count}</span>`;
  return html`<details class="part"${id ? html` id="${id}"` : ''}${open ? html` open` : ''}><summary>${title}${number}</summary><div class="in">${body}</div></details>`;
}

/**
 * Links "Open all | Close all". `path` is the page's address with language and without `open`.
 * The route must allow the query parameter `open`. With script the page is not loaded again.
 */
export function openAll(t: Translate, path: string): Markup {
  const all = `${path}${path.includes('?') ? '&' : '?'}open=all`;
  return html`<p class="open-all no-print"><a href="${all}" rel="nofollow" data-open="all">${t('ui.details.open_all')}</a> <a href="${path}" data-open="none">${t('ui.details.close_all')}</a></p>`;
}
