// The search page: the question, why things matched, the facets with counts, and the found cards with their hits marked.

import type { Lang } from '#kernel/locale.ts';
import type { Markup, PageRequest } from '#kernel/page.ts';
import { formatNumber } from '#platform/i18n.ts';
import { languageMark } from '#ui/badge.ts';
import { cardList } from '#ui/card-list.ts';
import { detailsPart } from '#ui/details.ts';
import { emptyState } from '#ui/empty-state.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';
import { pagination } from '#ui/pagination.ts';
import { searchPath } from '../input.ts';
import { FACETS, MAX_PAGE, PAGE_SIZE } from '../model.ts';
import type { Answer, Asked, Facet, FacetCount, Found, Piece, Reason } from '../model.ts';

/** What the search page is made of; `labels` names the chosen facet values. */
export type SearchViewInput = {
  asked: Asked;
  answer: Answer;
  labels: Partial<Record<Facet, string>>;
  /** Nothing was asked for. */
  blank: boolean;
};

const SHOWN_VALUES = 12;

/** The search page below its title. */
export function searchView(request: PageRequest, input: SearchViewInput): Markup {
  const { t, lang } = request;
  const { asked, answer } = input;
  const pages = Math.min(Math.ceil(answer.total / PAGE_SIZE), MAX_PAGE);
  return html`${searchForm(request, asked)}
    ${answer.reasons.length > 0 ? html`<ul class="note">${answer.reasons.map((reason) => reasonLine(request, reason))}</ul>` : ''}
    ${chosen(request, input)}
    ${
      answer.total === 0
        ? nothingFound(request, input)
        : html`<div class="two"><section aria-labelledby="results"><h2 id="results">${countLine(request, answer)}</h2>
          ${orderLinks(request, asked)}
          ${cardList({ t, lang, cards: answer.found, kindLabel: (kind) => request.kindLabel(kind), title: (card) => pieces((card as Found).titlePieces), snippet: (card) => snippet(request, card as Found) })}
          ${pagination({ t, page: asked.page, pages, href: (page) => `/${lang}${searchPath({ ...asked, page })}` })}</section>
          <aside aria-label="${t('catalogue.facets')}"><h2>${t('catalogue.facets')}</h2>${FACETS.map((facet) => facetPart(request, asked, facet, answer.facets[facet]))}</aside></div>`
    }`;
}

function searchForm({ t, lang }: PageRequest, asked: Asked): Markup {
  return html`<form class="find" action="/${lang}/search" method="get" role="search" aria-label="${t('catalogue.search.title')}">
    <label class="vh" for="search-q">${t('catalogue.search.title')}</label>
    <input type="search" id="search-q" name="q" value="${asked.q}" maxlength="300" placeholder="${t('catalogue.home.hint')}">
    ${FACETS.map((facet) => (asked.filters[facet] === undefined ? '' : html`<input type="hidden" name="${facet}" value="${asked.filters[facet]}">`))}
    <button type="submit">${t('ui.search.button')}</button></form>
    <p class="note">${t('catalogue.search.help')}</p>`;
}

function countLine({ t, lang }: PageRequest, answer: Answer): string {
  const n = answer.total;
  return answer.more ? t('catalogue.search.more_than', { n: formatNumber(lang, n) }) : t('ui.list.results', { n });
}

function reasonLine({ t, lang }: PageRequest, reason: Reason): Markup {
  if (reason.kind === 'spelling') {
    return html`<li>${t('catalogue.reason.spelling', { written: reason.written, used: reason.used.join(', ') })}</li>`;
  }
  const shown = reason.terms.filter(
    (term, index) =>
      !term.quiet && reason.terms.findIndex((other) => other.lang === term.lang && !other.quiet) === index,
  );
  return html`<li>${t('catalogue.reason.concept', { written: reason.written })} <a href="/${lang}/glossary#${reason.id}">${reason.label}</a>${
    shown.length > 0
      ? html` – ${t('catalogue.reason.also')} ${shown.map(({ lang: own, term }, index) => html`${index > 0 ? ', ' : ''}<span lang="${own}">${term}</span> (${own})`)}`
      : ''
  }</li>`;
}

function chosen(request: PageRequest, { asked, labels }: SearchViewInput): Content {
  const { t, lang } = request;
  const filters = FACETS.filter((facet) => asked.filters[facet] !== undefined);
  if (filters.length === 0) return '';
  return html`<p>${t('catalogue.chosen')}</p><ul class="tags">${filters.map((facet) => {
    const { [facet]: _, ...rest } = asked.filters;
    const label = valueLabel(request, facet, asked.filters[facet]!, labels[facet] ?? '');
    return html`<li><a href="/${lang}${searchPath({ ...asked, filters: rest, page: 1 })}">${label} <span aria-hidden="true">×</span><span class="vh">${t('catalogue.remove')}</span></a></li>`;
  })}</ul>`;
}

function nothingFound(request: PageRequest, { asked, answer, blank }: SearchViewInput): Markup {
  const { t, lang } = request;
  const filtered = FACETS.some((facet) => asked.filters[facet] !== undefined);
  const suggestions = answer.suggestions.map(
    (q, index) => html`${index > 0 ? ' · ' : ''}<a href="/${lang}${searchPath({ ...asked, q, page: 1 })}">${q}</a>`,
  );
  return emptyState({
    title: blank ? t('catalogue.search.ask') : t('catalogue.search.nothing'),
    body: html`${suggestions.length > 0 ? html`<p>${t('catalogue.search.did_you_mean')} ${suggestions}</p>` : ''}
      ${filtered && asked.q !== '' ? html`<p><a href="/${lang}${searchPath({ ...asked, filters: {}, page: 1 })}">${t('catalogue.search.without_filters')}</a></p>` : ''}
      <p>${t('catalogue.search.try')} <a href="/${lang}/glossary">${t('catalogue.search.glossary')}</a> · <a href="/${lang}/places">${t('catalogue.search.places')}</a></p>`,
  });
}

function orderLinks({ t, lang }: PageRequest, asked: Asked): Content {
  if (asked.q === '') return '';
  const link = (order: Asked['order'], label: string) =>
    asked.order === order
      ? html`<b aria-current="true">${label}</b>`
      : html`<a href="/${lang}${searchPath({ ...asked, order, page: 1 })}" rel="nofollow">${label}</a>`;
  return html`<p class="note no-print">${t('catalogue.order')} ${link('relevance', t('catalogue.order.relevance'))} · ${link('date', t('catalogue.order.date'))}</p>`;
}

function facetPart(request: PageRequest, asked: Asked, facet: Facet, values: readonly FacetCount[]): Content {
  const { t } = request;
  const others = values.filter(({ value }) => asked.filters[facet] !== value);
  if (others.length === 0) return '';
  const list = (shown: readonly FacetCount[]) =>
    html`<ul>${shown.map((value) => facetLink(request, asked, facet, value))}</ul>`;
  const rest = others.slice(SHOWN_VALUES, SHOWN_VALUES * 6);
  return detailsPart({
    summary: t(`catalogue.facet.${facet}`),
    heading: 3,
    open: facet === 'kind' || facet === 'lang',
    body: html`${list(others.slice(0, SHOWN_VALUES))}${rest.length > 0 ? detailsPart({ summary: t('catalogue.facet.more'), body: list(rest) }) : ''}`,
  });
}

function facetLink(
  request: PageRequest,
  asked: Asked,
  facet: Facet,
  { value, label, count, more }: FacetCount,
): Markup {
  const { lang } = request;
  const path = searchPath({ ...asked, filters: { ...asked.filters, [facet]: value }, page: 1 });
  return html`<li><a href="/${lang}${path}" rel="nofollow">${valueLabel(request, facet, value, label)}</a> <span class="count">${formatNumber(lang, count)}${more ? '+' : ''}</span></li>`;
}

function valueLabel(request: PageRequest, facet: Facet, value: string, label: string): string {
  if (facet === 'kind') return request.kindLabel(value, 2);
  if (facet === 'lang') return request.t(`ui.lang.${value as Lang}`);
  return label === '' ? value : label;
}

function snippet({ t, lang }: PageRequest, card: Found): Content {
  if (card.snippet.pieces.length === 0) return '';
  const own = card.snippet.lang;
  return own === lang || own === card.lang
    ? html`<span lang="${own}">${pieces(card.snippet.pieces)}</span>`
    : html`<span lang="${own}">${pieces(card.snippet.pieces)}</span> ${languageMark(t, own)}`;
}

function pieces(parts: readonly Piece[]): Markup {
  return html`${parts.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`;
}
