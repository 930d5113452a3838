// Views of standards: instruments by force, provisions with our gist marked as ours, and what is linked to them.

import type { CardView } from '#kernel/card.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Markup, PageRequest, ShownPanel } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { confidenceMark, languageMark, unreviewedMark } from '#ui/badge.ts';
import { cardList } from '#ui/card-list.ts';
import { asksOpen, detailsPart, openAll } from '#ui/details.ts';
import { factList } from '#ui/facts.ts';
import type { Fact } from '#ui/facts.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';
import { notice } from '#ui/notice.ts';
import { dataTable } from '#ui/table.ts';
import type { Theme } from '#modules/vocabulary/index.ts';
import { withNumber } from './address.ts';
import type { Instrument, Provision } from './model.ts';
import type { Spine } from './spine.ts';

/** All instruments, grouped by their force. */
export function instrumentListView(request: PageRequest, spine: Spine): Markup {
  const { t, lang } = request;
  const forces = [...new Set(spine.instruments.map((instrument) => instrument.force))];
  return html`<p class="lead">${t('standards.lead')}</p>
    ${forces.map((force) => {
      const rows = spine.instruments.filter((instrument) => instrument.force === force);
      const label = pickLabel(rows[0]!.forceLabels, lang).text;
      return html`<section><h2>${label}</h2>${dataTable<Instrument>({
        t,
        id: `force-${force}`,
        stack: true,
        caption: `${label} – ${t('standards.instruments', { n: rows.length })}`,
        columns: [
          {
            key: 'title',
            label: t('standards.instrument'),
            header: true,
            cell: (row) =>
              html`<a href="/${lang}/standards/${row.id}">${pickLabel(row.titles, lang).text}</a>${replacedMark(request, spine, row)}`,
          },
          { key: 'short', label: t('standards.short'), cell: (row) => row.shorts[lang] },
          {
            key: 'symbol',
            label: t('standards.symbol'),
            cell: (row) => (row.symbol ? html`<span dir="ltr">${row.symbol}</span>` : '–'),
          },
          { key: 'adopted', label: t('standards.adopted'), cell: (row) => dateOrBlank(request, row.adopted) },
          {
            key: 'provisions',
            label: t('standards.listed'),
            numeric: true,
            cell: (row) => (spine.provisionsOf.get(row.id) ?? []).length || '–',
          },
        ],
        rows,
      })}</section>`;
    })}`;
}

/** One instrument with its provisions by section. */
export function instrumentView(
  request: PageRequest,
  spine: Spine,
  instrument: Instrument,
  panels: readonly ShownPanel[],
): Markup {
  const { t, lang, query } = request;
  const provisions = spine.provisionsOf.get(instrument.id) ?? [];
  const sections = [...new Set(provisions.map((provision) => provision.section))];
  const open = asksOpen(query) || sections.length === 1;
  return html`${replacedNotice(request, spine, instrument)}
    ${factList(instrumentFacts(request, spine, instrument))}
    ${panels.map((panel) => (panel.title ? html`<section><h2>${panel.title}</h2>${panel.body}</section>` : panel.body))}
    <section><h2>${t('standards.provisions')}</h2>
    ${
      provisions.length === 0
        ? html`<p class="empty">${t('standards.no_provisions')} <a href="${instrument.url}" rel="external">${t('standards.official')}</a></p>`
        : html`<p class="note">${t('standards.gists_are_ours')}${lang === 'en' ? '' : html` ${languageMark(t, 'en')}`}</p>
            ${instrument.coverage && !instrument.coverage.complete ? html`<p class="note">${t('standards.selection')}</p>` : ''}
            ${sections.length > 1 ? openAll(t, `/${lang}/standards/${instrument.id}`) : ''}
            ${sections.map((section) => {
              const rows = provisions.filter((provision) => provision.section === section);
              const list = html`<dl class="facts">${rows.map((row) => provisionRow(request, instrument, row))}</dl>`;
              if (section === null) return list;
              return detailsPart({
                summary: html`<span lang="en">${section}</span>`,
                heading: 3,
                count: t('standards.count', { n: rows.length }),
                body: list,
                open,
              });
            })}`
    }</section>`;
}

function provisionRow({ lang }: PageRequest, instrument: Instrument, row: Provision): Markup {
  return html`<dt><a href="/${lang}/standards/${instrument.id}/${row.n}">${withNumber(instrument.shorts[lang], row.label, lang)}</a></dt><dd lang="en"><b>${row.topic}.</b> ${row.gist}</dd>`;
}

/** What the page of a provision is made of. */
export type ProvisionViewInput = {
  spine: Spine;
  instrument: Instrument;
  provision: Provision;
  around: { before: Provision | null; after: Provision | null };
  panels: readonly ShownPanel[];
  themes: readonly Theme[];
  linked: { cards: readonly CardView[]; total: number };
};

/** One provision: our gist, the official link, its place in the instrument, and everything linked to it. */
export function provisionView(request: PageRequest, input: ProvisionViewInput): Markup {
  const { t, lang } = request;
  const { spine, instrument, provision, around, panels, themes, linked } = input;
  const parts = (spine.provisionsOf.get(instrument.id) ?? []).filter((other) => other.parent === provision.n);
  return html`${replacedNotice(request, spine, instrument)}
    <p class="lead" lang="en">${provision.topic}</p>
    <p lang="en">${provision.gist}</p>
    <p class="note">${t('standards.gist_is_ours')} ${confidenceMark(t, provision.confidence)}${lang === 'en' ? '' : html` ${languageMark(t, 'en')}`}</p>
    <p><a href="${instrument.url}" rel="external">${t('standards.official')}</a></p>
    ${factList([
      {
        term: t('standards.instrument'),
        value: html`<a href="/${lang}/standards/${instrument.id}">${pickLabel(instrument.titles, lang).text}</a>`,
      },
      ...(provision.section
        ? [{ term: t('standards.section'), value: html`<span lang="en">${provision.section}</span>` }]
        : []),
      { term: t('standards.force'), value: pickLabel(instrument.forceLabels, lang).text },
      ...(themes.length > 0
        ? [
            {
              term: t('standards.themes'),
              value: html`<ul class="tags">${themes.map((theme) => html`<li><a href="/${lang}/themes/${theme.id}">${pickLabel(theme.labels, lang).text}</a></li>`)}</ul>`,
            },
          ]
        : []),
    ])}
    ${parts.length > 0 ? html`<section><h2>${t('standards.parts')}</h2><dl class="facts">${parts.map((part) => provisionRow(request, instrument, part))}</dl></section>` : ''}
    ${panels.map((panel) => (panel.title ? html`<section${panel.anchor ? html` id="${panel.anchor}"` : ''}><h2>${panel.title}</h2>${panel.body}</section>` : panel.body))}
    <section><h2>${t('standards.linked')}</h2>
      ${cardList({ t, lang, cards: linked.cards, empty: t('standards.nothing_linked'), kindLabel: (kind) => request.kindLabel(kind) })}
    </section>
    ${neighbourLinks(request, instrument, around)}`;
}

function neighbourLinks(
  { t, lang }: PageRequest,
  instrument: Instrument,
  around: ProvisionViewInput['around'],
): Markup {
  const link = (provision: Provision, label: string, rel: string) =>
    html`<li><a href="/${lang}/standards/${instrument.id}/${provision.n}" rel="${rel}">${label}: ${withNumber(instrument.shorts[lang], provision.label, lang)}</a></li>`;
  return html`<nav class="pages" aria-label="${t('standards.neighbours')}"><ul>${around.before ? link(around.before, t('standards.before'), 'prev') : ''}${around.after ? link(around.after, t('standards.after'), 'next') : ''}</ul></nav>`;
}

function instrumentFacts(request: PageRequest, spine: Spine, instrument: Instrument): Fact[] {
  const { t, lang } = request;
  const units = instrument.units.map(({ unit, count }) => `${count} ${unit}`).join(', ');
  const link = (id: string): Content => {
    const other = spine.byId.get(id);
    return other ? html`<a href="/${lang}/standards/${id}">${pickLabel(other.titles, lang).text}</a>` : id;
  };
  return [
    { term: t('standards.short'), value: instrument.shorts[lang] },
    {
      term: t('standards.symbol'),
      value: instrument.symbol ? html`<span dir="ltr">${instrument.symbol}</span>` : html`<span class="blank">–</span>`,
    },
    { term: t('standards.force'), value: pickLabel(instrument.forceLabels, lang).text },
    { term: t('standards.issuer'), value: pickLabel(instrument.issuerLabels, lang).text },
    { term: t('standards.scope'), value: pickLabel(instrument.scopeLabels, lang).text },
    { term: t('standards.adopted'), value: dateOrBlank(request, instrument.adopted) },
    ...(instrument.force === 'binding'
      ? [{ term: t('standards.in_force'), value: dateOrBlank(request, instrument.inForce) }]
      : []),
    ...(units ? [{ term: t('standards.extent'), value: html`<span lang="en">${units}</span>` }] : []),
    ...(instrument.replaces ? [{ term: t('standards.replaces'), value: link(instrument.replaces) }] : []),
    ...(instrument.replacedBy ? [{ term: t('standards.replaced_by'), value: link(instrument.replacedBy) }] : []),
    {
      term: t('standards.official'),
      value: html`<a href="${instrument.url}" rel="external" dir="ltr">${new URL(instrument.url).hostname}</a>`,
    },
    {
      term: t('standards.checked'),
      value: confidenceMark(t, instrument.confidence),
      note: instrument.unreviewed.includes(lang) ? unreviewedMark(t) : '',
    },
    ...(instrument.notes ? [{ term: t('standards.note'), value: pickLabel(instrument.notes, lang).text }] : []),
  ];
}

function dateOrBlank({ t, lang }: PageRequest, date: string | null): Content {
  return date
    ? html`<time datetime="${date}">${formatDate(lang, date)}</time>`
    : html`<span class="blank">${t('standards.no_date')}</span>`;
}

function replacedMark({ t, lang }: PageRequest, spine: Spine, instrument: Instrument): Content {
  const other = instrument.replacedBy ? spine.byId.get(instrument.replacedBy) : undefined;
  return other
    ? html` <span class="note">(${t('standards.replaced_by')} <a href="/${lang}/standards/${other.id}">${other.shorts[lang]}</a>)</span>`
    : '';
}

function replacedNotice(request: PageRequest, spine: Spine, instrument: Instrument): Content {
  const { t, lang } = request;
  if (instrument.force === 'draft') return notice(t, 'warning', html`<p>${t('standards.is_draft')}</p>`);
  const other = instrument.replacedBy ? spine.byId.get(instrument.replacedBy) : undefined;
  if (!other) return '';
  return notice(
    t,
    'warning',
    html`<p>${t('standards.replaced_by')} <a href="/${lang}/standards/${other.id}">${pickLabel(other.titles, lang).text}</a>.</p>`,
  );
}
