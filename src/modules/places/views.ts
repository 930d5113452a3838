// Views of places: the list by region and the page of one place.

import type { CardView } from '#kernel/card.ts';
import { LANG_NAMES, LANGS } from '#kernel/locale.ts';
import type { Markup, PageRequest, ShownPanel } from '#kernel/page.ts';
import { asksOpen, detailsPart, openAll } from '#ui/details.ts';
import { cardList } from '#ui/card-list.ts';
import { factList } from '#ui/facts.ts';
import type { Fact } from '#ui/facts.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';
import { notice } from '#ui/notice.ts';
import { sourceText } from '#ui/source.ts';
import { unreviewedMark } from '#ui/badge.ts';
import { formatDate } from '#platform/i18n.ts';
import type { Place, PlaceSource } from './model.ts';
import { countriesWithin, placeName } from './tree.ts';
import type { Tree } from './tree.ts';

/** The list of all regions with their countries. */
export function placeListView(request: PageRequest, tree: Tree): Markup {
  const { t, lang, query } = request;
  const open = asksOpen(query);
  const world = tree.byCode.get('001');
  if (!world) return html``;
  const regions = (tree.childrenOf.get('001') ?? []).filter((place) => place.kind !== 'subdivision');
  return html`<p class="lead">${t('places.lead')}</p>
    <p><a href="/${lang}/places/001">${placeName(world, lang)}</a> · <a href="/${lang}/places.csv">${t('places.download')}</a></p>
    ${openAll(t, `/${lang}/places`)}
    ${regions.map((region) => {
      const countries = sortByName(countriesWithin(tree, region.code), lang);
      return detailsPart({
        summary: placeName(region, lang),
        heading: 2,
        count: region.kind === 'country' ? null : t('places.countries', { n: countries.length }),
        id: `m49-${region.code}`,
        open,
        body: html`<p><a href="/${lang}/places/${region.code}">${placeName(region, lang)}</a>: ${subregionLinks(tree, region, lang)}</p>
          ${linkColumns(countries, lang)}`,
      });
    })}`;
}

/** What the page of a place is made of. */
export type PlaceViewInput = {
  place: Place;
  tree: Tree;
  sources: ReadonlyMap<string, PlaceSource>;
  panels: readonly ShownPanel[];
  carded: { cards: CardView[]; total: number };
};

/** The page of one place: facts, the panels of the modules, what lies within, everything carded on it. */
export function placeView(request: PageRequest, input: PlaceViewInput): Markup {
  const { t, lang, query } = request;
  const { place, tree, panels, carded } = input;
  const parts = panels.filter((panel) => panel.anchor && panel.title);
  return html`<p class="lead">${t(`places.kind.${place.kind}`)}</p>
    ${place.detail?.note ? notice(t, 'info', html`<p>${place.detail.note[lang]}${place.detail.noteUnreviewed.includes(lang) ? html` ${unreviewedMark(t)}` : ''}</p>`) : ''}
    ${
      parts.length > 1
        ? html`<nav class="toc no-print" aria-label="${t('ui.on_this_page')}"><ul>${parts.map((panel) => html`<li><a href="#${panel.anchor}">${panel.title}</a></li>`)}</ul></nav>`
        : ''
    }
    ${glance(request, input)}
    ${panels.map((panel) =>
      panel.title
        ? html`<section${panel.anchor ? html` id="${panel.anchor}"` : ''}><h2>${panel.title}</h2>${panel.body}</section>`
        : panel.body,
    )}
    ${within(request, tree, place, asksOpen(query))}
    <section class="no-print"><h2>${t('places.everything')}</h2>
      ${cardList({ t, lang, cards: carded.cards, empty: t('places.nothing_else'), kindLabel: (kind) => request.kindLabel(kind) })}
      <p><a href="/${lang}/search?place=${place.code}">${t('places.search_all')}</a></p>
    </section>`;
}

function glance(request: PageRequest, { place, tree, sources }: PlaceViewInput): Markup {
  const { t, lang } = request;
  const facts: Fact[] = [];
  const above = [...place.ancestors].reverse().map((code) => tree.byCode.get(code)!);
  if (above.length > 0) {
    facts.push({
      term: t('places.position'),
      value: listOf(
        above.map((ancestor) => html`<a href="/${lang}/places/${ancestor.code}">${placeName(ancestor, lang)}</a>`),
      ),
    });
  }
  const codes = place.kind === 'country' ? [place.code, place.iso2, place.m49].filter(Boolean).join(' · ') : place.code;
  facts.push({
    term: t('places.codes'),
    value: html`<span dir="ltr">${codes}</span>${place.detail?.userAssigned ? html` (${t('places.user_assigned')})` : ''}`,
  });
  facts.push(...groupFacts(request, place, sources));
  if (place.localName === null) facts.push({ term: t('places.names'), value: names(request, place) });
  return html`<section><h2>${t('places.glance')}</h2>${factList(facts)}${place.localName === null ? '' : html`<p class="note">${t('places.local_name_note')}</p>`}</section>`;
}

function groupFacts({ t, lang }: PageRequest, { detail }: Place, sources: ReadonlyMap<string, PlaceSource>): Fact[] {
  if (!detail) return [];
  const from = (id: string, year: number): Content => {
    const source = sources.get(id);
    return source
      ? sourceText(t, lang, { title: source.publisher, href: source.url, asOf: String(year) })
      : String(year);
  };
  const { income, ldc, dac } = detail;
  const until = ldc.until ? ` (${t('places.until', { date: formatDate(lang, ldc.until) })})` : '';
  const groups = [...(detail.lldc ? [t('places.landlocked')] : []), ...(detail.sids ? [t('places.island')] : [])];
  return [
    'value' in income
      ? { term: t('places.income'), value: t(`places.income.${income.value}`), note: from(income.source, income.year) }
      : { term: t('places.income'), value: html`<span class="blank">${t('places.blank')}</span>` },
    {
      term: t('places.ldc'),
      value: (ldc.value ? t('places.yes') : t('places.no')) + until,
      note: from(ldc.source, ldc.year),
    },
    'value' in dac
      ? {
          term: t('places.dac'),
          value: dacLabel(t, dac.value),
          note: html`${from(dac.source, dac.year)}${dac.conflict ? html`<br><span lang="en">${dac.conflict}</span>` : ''}`,
        }
      : { term: t('places.dac'), value: html`<span class="blank">${t('places.blank')}</span>` },
    ...(groups.length > 0 ? [{ term: t('places.groups'), value: groups.join(' · '), note: from('un-m49', 2024) }] : []),
  ];
}

function dacLabel(t: PageRequest['t'], group: string): string {
  return group === 'none' || group === 'LDC' ? t(`places.dac.${group}`) : t(`places.income.${group}`);
}

function names({ t }: PageRequest, place: Place): Content {
  return listOf(
    LANGS.filter((lang) => place.names[lang]).map(
      (lang) =>
        html`<span lang="${lang}" title="${LANG_NAMES[lang]}">${place.names[lang]}</span>${place.unreviewed.includes(lang) ? html` ${unreviewedMark(t)}` : ''}`,
    ),
  );
}

function within({ t, lang }: PageRequest, tree: Tree, place: Place, open: boolean): Content {
  const children = tree.childrenOf.get(place.code) ?? [];
  if (children.length === 0) return '';
  if (place.kind === 'country' || place.kind === 'subdivision') {
    return html`<section class="no-print">${detailsPart({
      summary: t('places.within'),
      heading: 2,
      count: t('places.subdivisions', { n: children.length }),
      open: open || children.length <= 12,
      body: linkColumns(sortByName(children, lang), lang),
    })}</section>`;
  }
  const countries = sortByName(countriesWithin(tree, place.code), lang);
  return html`<section><h2>${t('places.within')}</h2><p>${subregionLinks(tree, place, lang)}</p>${detailsPart({
    summary: t('places.countries', { n: countries.length }),
    open: open || countries.length <= 60,
    body: linkColumns(countries, lang),
  })}</section>`;
}

function subregionLinks(tree: Tree, place: Place, lang: PageRequest['lang']): Content {
  const children = (tree.childrenOf.get(place.code) ?? []).filter(
    (child) => child.kind !== 'country' && child.kind !== 'subdivision',
  );
  return listOf(children.map((child) => html`<a href="/${lang}/places/${child.code}">${placeName(child, lang)}</a>`));
}

function linkColumns(places: readonly Place[], lang: PageRequest['lang']): Markup {
  return html`<ul class="columns">${places.map((place) => html`<li><a href="/${lang}/places/${place.code}">${placeName(place, lang)}</a></li>`)}</ul>`;
}

function listOf(items: readonly Markup[]): Content {
  return items.map((item, index) => html`${index > 0 ? ' · ' : ''}${item}`);
}

const collators = new Map<string, Intl.Collator>();

function sortByName(places: readonly Place[], lang: PageRequest['lang']): Place[] {
  const collator = collators.get(lang) ?? new Intl.Collator(lang === 'zh' ? 'zh-u-co-pinyin' : lang);
  collators.set(lang, collator);
  return [...places].sort((a, b) => collator.compare(placeName(a, lang), placeName(b, lang)));
}
