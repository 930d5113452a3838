// The line that says where something is from and when: source, date it holds for, date it was taken, licence.

import type { PartialDate } from '#kernel/clock.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { safeAddress } from './address.ts';
import { html, join } from './html.ts';
import type { Content } from './html.ts';

/** Where a statement comes from. */
export type Source = {
  title: Content;
  /** Address; left out of the page when it is not a web address. */
  href?: string | null;
  /** Date the statement holds for. */
  asOf?: PartialDate | Date | null;
  /** Date it was read at the source. */
  retrieved?: PartialDate | Date | null;
  /** Date someone last checked it. */
  checked?: PartialDate | Date | null;
  licence?: string | null;
};

/** "Source: Title, as of …, retrieved …", for one or several sources; says so when there is none. */
export function sourceLine(t: Translate, lang: Lang, sources: Source | readonly Source[]): Markup {
  const list = Array.isArray(sources) ? (sources as readonly Source[]) : [sources as Source];
  if (list.length === 0) return html`<p class="source">${t('ui.source.none')}</p>`;
  return html`<p class="source">${t('ui.source.label')}: ${join(
    list.map((source) => sourceText(t, lang, source)),
    '; ',
  )}</p>`;
}

/** The same without the paragraph and the word "Source", for table cells and lists. */
export function sourceText(t: Translate, lang: Lang, source: Source): Markup {
  const href = source.href ? safeAddress(source.href) : null;
  const title = href ? html`<a href="${href}" rel="external">${source.title}</a>` : html`<span>${source.title}</span>`;
  const parts: Content[] = [title];
  if (source.asOf) parts.push(t('ui.source.as_of', { date: formatDate(lang, source.asOf) }));
  if (source.retrieved) parts.push(t('ui.source.retrieved', { date: formatDate(lang, source.retrieved) }));
  if (source.checked) parts.push(t('ui.source.checked', { date: formatDate(lang, source.checked) }));
  if (source.licence) parts.push(t('ui.source.licence', { licence: source.licence }));
  return join(parts, lang === 'ar' ? '، ' : lang === 'zh' ? '，' : ', ');
}
