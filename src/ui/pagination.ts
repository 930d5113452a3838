// Links between the pages of a long list.

import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';

/** What the links are made of; pages count from 1. */
export type PaginationInput = { t: Translate; page: number; pages: number; href(page: number): string };

/** Previous, the pages near this one, next; nothing when there is one page. */
export function pagination({ t, page, pages, href }: PaginationInput): Markup {
  if (pages <= 1) return html``;
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
  const items = shown.map((n, index) => {
    const gap = index > 0 && n - shown[index - 1]! > 1 ? html`<li aria-hidden="true">…</li>` : '';
    const item =
      n === page
        ? html`<li><span class="at" aria-current="page">${n}</span></li>`
        : html`<li><a href="${href(n)}" aria-label="${t('ui.pagination.page', { page: n })}">${n}</a></li>`;
    return html`${gap}${item}`;
  });
  return html`<nav class="pages" aria-label="${t('ui.pagination.label')}"><p class="note">${t('ui.pagination.at', { page, pages })}</p><ul>${
    page > 1 ? html`<li><a href="${href(page - 1)}" rel="prev">${t('ui.pagination.previous')}</a></li>` : ''
  }${items}${page < pages ? html`<li><a href="${href(page + 1)}" rel="next">${t('ui.pagination.next')}</a></li>` : ''}</ul></nav>`;
}
