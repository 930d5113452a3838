// The list of the fifteen indicators, and one indicator with its formula, its figures and the reasons for its blanks.

import { pickLabel } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, PageRequest, Translate } from '#kernel/page.ts';
import { formatNumber } from '#platform/i18n.ts';
import type { CitedReference } from '#modules/standards/index.ts';
import { confidenceMark, unreviewedMark } from '#ui/badge.ts';
import { emptyState } from '#ui/empty-state.ts';
import { factList } from '#ui/facts.ts';
import type { Fact } from '#ui/facts.ts';
import { html } from '#ui/html.ts';
import { notice } from '#ui/notice.ts';
import { dataTable } from '#ui/table.ts';
import type { Coverage } from '../framework.ts';
import type { CodedLabel, FigureRow, FigureSource, Indicator } from '../model.ts';
import { MEASURED } from '../model.ts';
import { figureNote, figureSource, standingText, valueText } from './figure.ts';
import { nameLink } from './panels.ts';

/** One row of the list. */
export type IndicatorEntry = { indicator: Indicator; cited: readonly CitedReference[]; coverage: Coverage };

/** The fifteen, what each counts, the provisions it measures, and how many places have a figure. */
export function indicatorListView(
  { t, lang }: PageRequest,
  entries: readonly IndicatorEntry[],
  countries: number,
): Markup {
  return html`<p class="lead">${t('analysis.lead')}</p>
<p>${t('analysis.origin')}</p>
${dataTable<IndicatorEntry>({
  t,
  id: 'indicators',
  caption: t('analysis.list.caption'),
  stack: true,
  rows: entries,
  columns: [
    { key: 'no', label: t('analysis.no'), numeric: true, cell: ({ indicator }) => indicator.no },
    {
      key: 'name',
      label: t('analysis.indicator'),
      header: true,
      cell: ({ indicator }) => nameLink(t, lang, indicator),
    },
    {
      key: 'measured',
      label: t('analysis.measured'),
      cell: ({ indicator }) => t(`analysis.measured.${indicator.measured}`),
    },
    { key: 'provisions', label: t('analysis.provisions'), cell: ({ cited }) => citedView(lang, cited) },
    { key: 'coverage', label: t('analysis.coverage'), cell: ({ coverage }) => coverageText(t, coverage, countries) },
  ],
})}
<h2>${t('analysis.measured.title')}</h2>
${factList(MEASURED.map((measured): Fact => ({ term: t(`analysis.measured.${measured}`), value: t(`analysis.measured.${measured}.what`) })))}
${notice(t, 'warning', html`<p>${t('analysis.trap.mixing')}</p>`)}
<p class="note"><span class="tag">${t('analysis.core')}</span> ${t('analysis.core.what')}</p>`;
}

/** What the page of one indicator is made of. */
export type IndicatorInput = IndicatorEntry & {
  figures: readonly { figure: FigureRow; placeName: string | null }[];
  sources: ReadonlyMap<string, FigureSource>;
  breakdowns: readonly CodedLabel[];
  /** Every reason with the number of countries it holds for. */
  reasons: readonly { reason: CodedLabel; countries: number }[];
  countries: number;
  around: { before: Indicator | null; after: Indicator | null };
};

/** Definition, formula, provisions, codes elsewhere, figures, blanks. */
export function indicatorView({ t, lang }: PageRequest, input: IndicatorInput): Markup {
  const { indicator, around } = input;
  const trap = indicator.measured === 'policy' ? null : t(`analysis.measured.${indicator.measured}.what`);
  return html`<p class="lead">${pickLabel(indicator.definition, lang).text}</p>
<p class="note">${t('analysis.our_words')} ${confidenceMark(t, indicator.confidence)}${indicator.unreviewed.includes(lang) ? html` · ${unreviewedMark(t)}` : ''}</p>
<h2>${t('analysis.formula')}</h2>
${formulaView(t, lang, indicator)}
${factList(factsOf(t, lang, input))}
${notice(t, 'info', html`${indicator.note ? html`<p>${pickLabel(indicator.note, lang).text}</p>` : ''}${trap ? html`<p>${trap}</p>` : ''}<p>${t('analysis.trap.mixing')}</p>`, t('analysis.trap.title'))}
<h2 id="figures">${t('analysis.figures')}</h2>
<p>${coverageText(t, input.coverage, input.countries)}</p>
${figuresView(t, lang, input)}
<h2 id="blanks">${t('analysis.blanks')}</h2>
<p>${t('analysis.blanks.lead')}</p>
${dataTable({
  t,
  id: 'reasons',
  caption: t('analysis.blanks.caption'),
  rows: input.reasons,
  columns: [
    {
      key: 'reason',
      label: t('analysis.reason'),
      header: true,
      cell: ({ reason }) => pickLabel(reason.labels, lang).text,
    },
    {
      key: 'countries',
      label: t('analysis.countries'),
      numeric: true,
      cell: ({ countries }) => formatNumber(lang, countries),
    },
  ],
})}
${indicator.counterparts.length > 0 ? counterpartsView(t, indicator) : ''}
<nav class="pages" aria-label="${t('analysis.neighbours')}"><ul>${around.before ? html`<li><a href="/${lang}/indicators/${around.before.no}" rel="prev">${around.before.no}. ${pickLabel(around.before.names, lang).text}</a></li>` : ''}${around.after ? html`<li><a href="/${lang}/indicators/${around.after.no}" rel="next">${around.after.no}. ${pickLabel(around.after.names, lang).text}</a></li>` : ''}</ul></nav>`;
}

function formulaView(t: Translate, lang: Lang, { numerator, denominator, multiplier }: Indicator): Markup {
  if (numerator === null || denominator === null) return html`<p>${t('analysis.formula.none')}</p>`;
  const times = multiplier === null || multiplier === 1 ? '' : ` × ${formatNumber(lang, multiplier)}`;
  return html`<div class="panel"><p>(<strong>${pickLabel(numerator, lang).text}</strong>) ÷ (<strong>${pickLabel(denominator, lang).text}</strong>)${times}</p></div>`;
}

function factsOf(t: Translate, lang: Lang, { indicator, cited, breakdowns }: IndicatorInput): Fact[] {
  const { numerator, denominator, multiplier } = indicator;
  const comma = lang === 'ar' ? '، ' : lang === 'zh' ? '、' : ', ';
  return [
    ...(numerator ? [{ term: t('analysis.numerator'), value: pickLabel(numerator, lang).text }] : []),
    ...(denominator ? [{ term: t('analysis.denominator'), value: pickLabel(denominator, lang).text }] : []),
    ...(multiplier === null ? [] : [{ term: t('analysis.multiplier'), value: formatNumber(lang, multiplier) }]),
    { term: t('analysis.unit'), value: pickLabel(indicator.unit, lang).text },
    { term: t('analysis.measured'), value: t(`analysis.measured.${indicator.measured}`) },
    ...(breakdowns.length > 0
      ? [
          {
            term: t('analysis.breakdowns'),
            value: breakdowns.map(({ labels }) => pickLabel(labels, lang).text).join(comma),
          },
        ]
      : []),
    { term: t('analysis.provisions'), value: citedView(lang, cited) },
    {
      term: t('analysis.code'),
      value: html`<span dir="ltr">${indicator.code}</span>${indicator.core ? html` <span class="tag">${t('analysis.core')}</span>` : ''}`,
    },
  ];
}

function figuresView(t: Translate, lang: Lang, { indicator, figures, sources }: IndicatorInput): Markup {
  if (figures.length === 0)
    return emptyState({
      body: t('analysis.figures.none'),
      action: { href: `/${lang}/contact?topic=data`, label: t('analysis.figures.offer') },
    });
  return dataTable<IndicatorInput['figures'][number]>({
    t,
    id: 'figure-table',
    caption: t('analysis.figures.caption'),
    stack: true,
    rows: figures,
    columns: [
      {
        key: 'place',
        label: t('analysis.place'),
        header: true,
        cell: ({ figure, placeName }) => placeView(lang, figure, placeName),
      },
      { key: 'figure', label: t('analysis.figure'), cell: ({ figure }) => valueText(t, lang, figure, indicator) },
      { key: 'standing', label: t('analysis.standing'), cell: ({ figure }) => standingText(t, lang, figure) },
      {
        key: 'source',
        label: t('ui.source.label'),
        cell: ({ figure }) => {
          const note = figureNote(t, lang, figure);
          return html`${figureSource(t, lang, figure, sources)}${note ? html`<div class="note">${note}</div>` : ''}`;
        },
      },
    ],
  });
}

function placeView(lang: Lang, figure: FigureRow, placeName: string | null): Markup {
  if (figure.place === null || placeName === null) return html`<bdi lang="en">${figure.region}</bdi>`;
  return html`<a href="/${lang}/places/${figure.place}">${placeName}</a>`;
}

function counterpartsView(t: Translate, { counterparts }: Indicator): Markup {
  return html`<h2>${t('analysis.counterparts')}</h2><p>${t('analysis.counterparts.lead')}</p>${dataTable<
    Indicator['counterparts'][number]
  >({
    t,
    id: 'counterparts',
    caption: t('analysis.counterparts.caption'),
    rows: counterparts,
    columns: [
      {
        key: 'code',
        label: t('analysis.code'),
        header: true,
        cell: ({ code }) => html`<span dir="ltr">${code}</span>`,
      },
      { key: 'scheme', label: t('analysis.scheme'), cell: ({ scheme }) => html`<span dir="ltr">${scheme}</span>` },
      {
        key: 'status',
        label: t('analysis.counterpart.status'),
        cell: ({ status }) => t(`analysis.counterpart.${status.replace(' ', '-')}`),
      },
    ],
  })}`;
}

function coverageText(t: Translate, { countries, regions }: Coverage, total: number): string {
  return t('analysis.coverage.text', { countries, total, regions });
}

function citedView(lang: Lang, cited: readonly CitedReference[]): Markup {
  return html`<ul class="tags">${cited.map(({ label, path }) => html`<li>${path ? html`<a href="/${lang}${path}">${label}</a>` : label}</li>`)}</ul>`;
}
