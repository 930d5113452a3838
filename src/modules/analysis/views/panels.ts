// Pieces of other pages: the framework of a place with its blanks, and the indicators that measure a provision.

import { pickLabel } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, PageRequest, Translate } from '#kernel/page.ts';
import { html } from '#ui/html.ts';
import { dataTable } from '#ui/table.ts';
import type { FigureSource, FrameworkRow, Indicator } from '../model.ts';
import { blankView, figureSource, standingText, valueText } from './figure.ts';

/** The fifteen rows of a place. */
export function frameworkView(
  { t, lang }: PageRequest,
  rows: readonly FrameworkRow[],
  sources: ReadonlyMap<string, FigureSource>,
): Markup {
  const blanks = rows.filter(({ figures }) => figures.length === 0).length;
  return html`<p>${t('analysis.framework.blanks', { blanks, total: rows.length })} <a href="/${lang}/indicators">${t('analysis.framework.about')}</a></p>
${dataTable<FrameworkRow>({
  t,
  id: 'framework',
  caption: t('analysis.framework.caption'),
  stack: true,
  rows,
  columns: [
    { key: 'no', label: t('analysis.no'), numeric: true, cell: ({ indicator }) => indicator.no },
    {
      key: 'name',
      label: t('analysis.indicator'),
      header: true,
      cell: ({ indicator }) => nameLink(t, lang, indicator),
    },
    { key: 'figure', label: t('analysis.figure'), cell: (row) => figureCell(t, lang, row, sources) },
  ],
})}`;
}

function figureCell(
  t: Translate,
  lang: Lang,
  { indicator, figures, reason }: FrameworkRow,
  sources: ReadonlyMap<string, FigureSource>,
): Markup {
  const shown = figures.filter(({ measure }) => measure !== 'change');
  if (shown.length === 0) return blankView(t, lang, reason);
  return html`${shown.map(
    (figure) =>
      html`<div><strong>${valueText(t, lang, figure, indicator)}</strong> (${standingText(t, lang, figure)}) <span class="note">${figureSource(t, lang, figure, sources)}</span></div>`,
  )}`;
}

/** Indicators that measure a provision. */
export function measuredByView({ t, lang }: PageRequest, indicators: readonly Indicator[]): Markup {
  return html`<ul>${indicators.map(
    (indicator) =>
      html`<li>${t('analysis.numbered', { no: indicator.no })} ${nameLink(t, lang, indicator)}: ${pickLabel(indicator.definition, lang).text}</li>`,
  )}</ul>`;
}

/** Link to an indicator, marked when it is one of the core ones. */
export function nameLink(t: Translate, lang: Lang, indicator: Indicator): Markup {
  return html`<a href="/${lang}/indicators/${indicator.no}">${pickLabel(indicator.names, lang).text}</a>${indicator.core ? html` <span class="tag">${t('analysis.core')}</span>` : ''}`;
}
