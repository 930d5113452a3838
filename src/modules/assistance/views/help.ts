// Help for a child now: a calm sentence, a way to leave, the choice of a country, its lines, and what to do where we have none.

import type { Lang } from '#kernel/locale.ts';
import type { Markup, PageRequest, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { unreviewedMark } from '#ui/badge.ts';
import { asksOpen, detailsPart, openAll } from '#ui/details.ts';
import { html } from '#ui/html.ts';
import { quickLeave } from '#ui/quick-leave.ts';
import type { HelpBook } from '../index.ts';
import type { Finder, Helpline } from '../model.ts';
import { hoursText } from './hours-text.ts';
import { lineView, numberLink } from './line.ts';

/** A country as the choice shows it. */
export type HelpPlace = { code: string; name: string };
/** A region with its countries in the reader's order. */
export type HelpRegion = HelpPlace & { countries: readonly HelpPlace[] };

/** What the page without a country is made of. */
export type HelpIndexInput = { places: readonly HelpPlace[]; regions: readonly HelpRegion[]; book: HelpBook };

/** The page before a country is chosen: the choice, every country with a number by region, general finders. */
export function helpIndexView(request: PageRequest, { places, regions, book }: HelpIndexInput): Markup {
  const { t, lang, query } = request;
  const open = asksOpen(query);
  return html`${firstWords(t, lang)}
${chooser(t, lang, places, null)}
<section><h2>${t('assistance.help.all')}</h2>
<p>${t('assistance.help.coverage', { n: book.ofPlace.size, total: places.length })}</p>
${openAll(t, `/${lang}/help-now`)}
${regions.map((region) =>
  detailsPart({
    summary: region.name,
    heading: 3,
    count: t('assistance.help.countries', { n: region.countries.length }),
    id: `m49-${region.code}`,
    open,
    body: html`<ul class="columns">${region.countries.map((place) => countryItem(lang, place, book.ofPlace.get(place.code) ?? []))}</ul>`,
  }),
)}</section>
${findersView(t, lang, book.finders)}
${howWeKnow(t, lang, book)}`;
}

/** The page of one country: its lines at once, or the sentence that we have none with the general finders. */
export function helpPlaceView(
  request: PageRequest,
  input: HelpIndexInput & { place: HelpPlace; lines: readonly Helpline[] },
): Markup {
  const { t, lang } = request;
  const { place, lines, book, places } = input;
  const found =
    lines.length > 0
      ? html`${lines.map((line) => lineView(t, lang, line, book.lists))}<p>${t('assistance.help.not_rung')}</p>`
      : html`<div class="empty"><p><strong>${t('assistance.help.none', { place: place.name })}</strong></p><p>${t('assistance.help.none_more')} <a href="/${lang}/contact?topic=correction">${t('assistance.help.tell_us')}</a></p></div>`;
  return html`${firstWords(t, lang)}
${found}
${findersView(t, lang, book.finders)}
<section class="no-print"><h2>${t('assistance.help.other_country')}</h2>${chooser(t, lang, places, place.code)}
<p><a href="/${lang}/help-now">${t('assistance.help.all')}</a> · <a href="/${lang}/places/${place.code}">${t('assistance.help.to_place', { place: place.name })}</a></p></section>
${howWeKnow(t, lang, book)}`;
}

/** The block on the page of a country: numbers at once, the rest one link away. */
export function helpPanelView(request: PageRequest, code: string, lines: readonly Helpline[]): Markup {
  const { t, lang } = request;
  if (lines.length === 0) {
    return html`<p><span class="blank">${t('assistance.panel.none')}</span> <a href="/${lang}/help-now/${code}">${t('assistance.panel.elsewhere')}</a></p>`;
  }
  return html`<ul>${lines.map((line) => html`<li>${panelLine(t, lang, line)}</li>`)}</ul><p><a href="/${lang}/help-now/${code}">${t('assistance.panel.more')}</a></p>`;
}

function panelLine(t: Translate, lang: Lang, line: Helpline): Markup {
  const number = numberLink(line);
  const hours = hoursText(t, lang, line.hours);
  const { seen, about } = line.source;
  return html`${number ? html`<strong>${number}</strong> – ` : ''}<bdi>${line.name}</bdi>${line.area ? html` (${t('assistance.line.area')} <bdi>${line.area}</bdi>)` : ''}${
    hours ? html` · ${hours}` : ''
  } · <span class="note">${seen ? t('assistance.panel.seen', { date: formatDate(lang, seen.slice(0, 7)) }) : about ? t('assistance.panel.seen', { date: formatDate(lang, about) }) : t('assistance.panel.undated')}</span>`;
}

function firstWords(t: Translate, lang: Lang): Markup {
  return html`<p class="lead">${t('assistance.help.calm')}</p>
${quickLeave(t, lang)}
<p>${t('assistance.help.danger')}</p>`;
}

function chooser(t: Translate, lang: Lang, places: readonly HelpPlace[], chosen: string | null): Markup {
  return html`<form class="form no-print" action="/${lang}/help-now" method="get"><div class="field"><label for="help-place">${t('assistance.help.country')}</label><select id="help-place" name="place" required><option value="">${t('assistance.help.choose')}</option>${places.map(
    ({ code, name }) => html`<option value="${code}"${code === chosen ? html` selected` : ''}>${name}</option>`,
  )}</select></div><button type="submit">${t('assistance.help.show')}</button></form>`;
}

function countryItem(lang: Lang, place: HelpPlace, lines: readonly Helpline[]): Markup {
  const whole = lines
    .filter((line) => line.area === null)
    .map(numberLink)
    .filter((link) => link !== null);
  return html`<li><a href="/${lang}/help-now/${place.code}">${place.name}</a>${whole.map((link, index) => html`${index === 0 ? ': ' : ' · '}${link}`)}</li>`;
}

function findersView(t: Translate, lang: Lang, finders: readonly Finder[]): Markup {
  return html`<section><h2>${t('assistance.finders.title')}</h2><p>${t('assistance.finders.lead')}</p><ul>${finders.map(
    (finder) =>
      html`<li><a href="${finder.url}" rel="noreferrer noopener external"><bdi>${finder.name}</bdi></a>: ${finder.what[lang]} (${t(`assistance.finders.for.${finder.for}`)})${finder.unreviewed.includes(lang) ? html` ${unreviewedMark(t)}` : ''}</li>`,
  )}</ul></section>`;
}

function howWeKnow(t: Translate, lang: Lang, book: HelpBook): Markup {
  const lists = [...book.lists.values()];
  return html`<section><h2>${t('assistance.how.title')}</h2><p>${t('assistance.how.body')} ${t('assistance.how.privacy')}</p><ul>${lists.map(
    (list) =>
      html`<li><a href="${list.url}" rel="noreferrer noopener external"><bdi lang="en">${list.title}</bdi></a>, ${t('ui.source.retrieved', { date: formatDate(lang, list.retrieved) })}</li>`,
  )}</ul><p><a href="/${lang}/contact?topic=correction">${t('assistance.how.wrong')}</a></p></section>`;
}
