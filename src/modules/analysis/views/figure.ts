// A figure as readers see it: value with its unit, year, how it came about, its source, or the reason for a blank.

import { pickLabel } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { formatDate, formatNumber } from '#platform/i18n.ts';
import { blank, markedText } from '#ui/badge.ts';
import { html } from '#ui/html.ts';
import { sourceText } from '#ui/source.ts';
import type { CodedLabel, FigureRow, FigureSource, Indicator } from '../model.ts';

/** The value in words: "15 per 100,000 children", "259,000 children", "67,000 children fewer than in 2018". */
export function valueText(t: Translate, lang: Lang, figure: FigureRow, indicator: Indicator): string {
  if (figure.value === null) return '';
  if (figure.measure === 'count') return t('analysis.figure.count', { n: figure.value });
  if (figure.measure === 'change')
    return t(figure.value < 0 ? 'analysis.figure.fewer' : 'analysis.figure.more', {
      n: Math.abs(figure.value),
      since: figure.since ?? '',
    });
  return t('analysis.figure.rate', {
    value: formatNumber(lang, figure.value),
    unit: pickLabel(indicator.unit, lang).text,
  });
}

/** Year, status and rounding: "2024, estimate, rounded". */
export function standingText(t: Translate, lang: Lang, figure: FigureRow): string {
  const parts = [
    formatDate(lang, figure.period),
    ...(figure.status ? [t(`analysis.status.${figure.status}`)] : []),
    ...(figure.rounded ? [t('analysis.figure.rounded')] : []),
  ];
  return parts.join(lang === 'ar' ? '، ' : lang === 'zh' ? '，' : ', ');
}

/** Where a figure is from, with the date of the page. */
export function figureSource(
  t: Translate,
  lang: Lang,
  figure: FigureRow,
  sources: ReadonlyMap<string, FigureSource>,
): Markup {
  const source = figure.source === null ? undefined : sources.get(figure.source);
  if (!source) return html`${t('ui.source.none')}`;
  return sourceText(t, lang, {
    title: html`<bdi lang="en">${source.publisher}: ${source.title}</bdi>`,
    href: source.url,
    asOf: source.updated,
  });
}

/** The note of a figure in the reader's language, else marked; nothing when there is none. */
export function figureNote(t: Translate, lang: Lang, figure: FigureRow): Markup | null {
  return figure.note === null ? null : markedText(t, pickLabel(figure.note, lang), lang);
}

/** A blank with its reason in the reader's language. */
export function blankView(t: Translate, lang: Lang, reason: CodedLabel | null): Markup {
  return blank(t, reason ? pickLabel(reason.labels, lang).text : undefined);
}
