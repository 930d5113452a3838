// One attribute over every country and territory: filter, counts by grade, table, and the map where figures are dense enough.

import type { Lang } from '#kernel/locale.ts';
import type { Markup } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf } from '#ui/address.ts';
import { blank } from '#ui/badge.ts';
import { escapeText, html, raw } from '#ui/html.ts';
import { dataTable, writeSort } from '#ui/table.ts';
import type { Column, Sort } from '#ui/table.ts';
import { distributionOf } from '../book.ts';
import { GRADES } from '../model.ts';
import type { Attribute } from '../model.ts';
import type { Position } from '../rules.ts';
import { sourceList, standardSection } from './answer-view.ts';
import { answerPath, asOfNote, attributePath, contributePath, positionBadges, shownValue } from './parts.ts';
import type { Reader } from './parts.ts';

/** A country as the table shows it. */
export type CountryRow = { code: string; name: string; position: Position };
/** What the reader asked to see. */
export type AttributeFilter = { grade: string | null; region: string | null; sort: Sort };

/** What the page is made of. */
export type AttributeInput = {
  attribute: Attribute;
  /** Filtered and sorted. */
  rows: readonly CountryRow[];
  /** Of all countries. */
  all: readonly Position[];
  regions: readonly { code: string; name: string }[];
  filter: AttributeFilter;
  themes: readonly { id: string; label: string }[];
  map: Markup | null;
};

/** Columns the table can be ordered by. */
export const SORTABLE = ['country', 'value', 'grade', 'date'].map((key) => ({ key, sortable: true }));

/** The page of an attribute. */
export function attributeView(reader: Reader, input: AttributeInput): Markup {
  const { lang, t, book } = reader;
  const { attribute, filter, map } = input;
  const answered = input.all.filter(({ grade }) => grade !== 'no-data').length;
  const used = new Set(input.all.flatMap(({ current }) => current.map(({ source }) => source)));
  const sources = [...book.sources.values()].filter(({ id }) => used.has(id));
  return html`<p class="lead">${attribute.question[lang]}</p>
${standardSection(reader, attribute)}
<ul class="tags">${input.themes.map(({ id, label }) => html`<li><a href="${addressOf(lang, `/themes/${id}`)}">${label}</a></li>`)}</ul>
<section aria-labelledby="world"><h2 id="world">${t('legislation.attribute.world')}</h2>
<p>${t('legislation.attribute.count', { n: answered, all: input.all.length })} ${t('legislation.never_ranking')}</p>
${asOfNote(t)}
${answered === 0 ? html`<p><a class="button" href="${contributePath(lang)}">${t('legislation.contribute')}</a></p>` : ''}
${map ?? ''}
${gradeCounts(reader, attribute, input.all, filter)}
${filterForm(reader, input)}
${table(reader, input)}
<p class="no-print"><a href="${attributePath(lang, attribute)}.csv">${t('ui.table.download', { format: 'CSV' })}</a></p></section>
${sources.length > 0 ? html`<section aria-labelledby="sources"><h2 id="sources">${t('legislation.sources')}</h2>${sourceList(reader, sources)}</section>` : ''}`;
}

/** Number of countries at each grade; each a link to the table of those countries. */
export function gradeCounts(
  { lang, t }: Reader,
  attribute: Attribute,
  positions: readonly Position[],
  filter?: { grade: string | null; region: string | null },
): Markup {
  const counts = distributionOf(positions);
  const to = (grade: string) =>
    `${attributePath(lang, attribute)}${queryOf({ grade, region: filter?.region ?? null })}`;
  return html`<ul class="cluster">${GRADES.map(
    (grade) =>
      html`<li><a class="badge g-${grade}" href="${to(grade)}"${filter?.grade === grade ? raw(' aria-current="true"') : ''}>${t('legislation.count.grade', { grade: t(`ui.grade.${grade}`), n: counts[grade] })}</a></li>`,
  )}</ul>`;
}

function filterForm({ lang, t }: Reader, { attribute, filter, regions }: AttributeInput): Markup {
  const option = (value: string, label: string, chosen: string | null) =>
    html`<option value="${value}"${value === (chosen ?? '') ? raw(' selected') : ''}>${label}</option>`;
  const sort = writeSort(filter.sort);
  return html`<form class="row no-print" method="get" action="${attributePath(lang, attribute)}">
<div><label for="f-grade">${t('legislation.filter.grade')}</label><select id="f-grade" name="grade">${option('', t('legislation.filter.any'), filter.grade)}${GRADES.map((grade) => option(grade, t(`ui.grade.${grade}`), filter.grade))}</select></div>
<div><label for="f-region">${t('legislation.filter.region')}</label><select id="f-region" name="region">${option('', t('legislation.filter.world'), filter.region)}${regions.map(({ code, name }) => option(code, name, filter.region))}</select></div>
${sort === 'country' ? '' : html`<input type="hidden" name="sort" value="${sort}">`}
<button type="submit">${t('ui.list.filter')}</button></form>`;
}

function table(reader: Reader, { attribute, rows, filter }: AttributeInput): Markup {
  const { lang, t, book } = reader;
  const columns: Column<CountryRow>[] = [
    {
      key: 'country',
      label: t('legislation.column.country'),
      header: true,
      sortable: true,
      cell: ({ code, name }) => raw(`<a href="${answerPath(lang, code, attribute)}">${escapeText(name)}</a>`),
    },
    {
      key: 'value',
      label: t('legislation.column.value'),
      sortable: true,
      cell: ({ position }) => (position.shown ? shownValue(reader, position) : blank(t)),
    },
    {
      key: 'grade',
      label: t('legislation.column.grade'),
      sortable: true,
      cell: ({ position }) => (position.shown ? positionBadges(reader, position) : '–'),
    },
    {
      key: 'source',
      label: t('legislation.column.source'),
      cell: ({ position: { shown, current } }) => {
        if (!shown) return '–';
        const name = book.sources.get(shown.source)?.publisher ?? shown.source;
        const more = current.length > 1 ? ` ${t('legislation.more_sources', { n: current.length - 1 })}` : '';
        return raw(`<a href="#source-${shown.source}">${escapeText(name)}</a>${escapeText(more)}`);
      },
    },
    {
      key: 'date',
      label: t('legislation.column.date'),
      sortable: true,
      cell: ({ position: { shown } }) => (shown ? dateCell(reader, lang, shown.validFrom ?? shown.asOf) : '–'),
    },
  ];
  return dataTable({
    t,
    id: 'countries',
    caption: html`${attribute.short[lang]} <span class="note">${t('ui.list.entries', { n: rows.length })}</span>`,
    columns,
    rows,
    sort: filter.sort,
    sortHref: (sort) =>
      `${attributePath(lang, attribute)}${queryOf({ grade: filter.grade, region: filter.region, sort: writeSort(sort) })}`,
  });
}

function dateCell({ t }: Reader, lang: Lang, date: string | null): string {
  return date === null ? t('legislation.date.undated') : formatDate(lang, date);
}

function queryOf(values: Record<string, string | null>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values))
    if (value && !(key === 'sort' && value === 'country')) query.set(key, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
