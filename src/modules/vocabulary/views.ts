// Views of vocabulary: disciplines, themes in their tree, and the glossary with the words of all six languages.

import type { CardView } from '#kernel/card.ts';
import { LANG_NAMES, LANGS, pickLabel } from '#kernel/locale.ts';
import type { Markup, PageRequest, ShownPanel } from '#kernel/page.ts';
import { unreviewedMark } from '#ui/badge.ts';
import { cardList } from '#ui/card-list.ts';
import { asksOpen, detailsPart, openAll } from '#ui/details.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';
import { preferredTerm } from './expansion.ts';
import type { Concept, Discipline, Theme } from './model.ts';

type Carded = { cards: CardView[]; total: number };

/** The eight disciplines. */
export function disciplineListView({ t, lang }: PageRequest, disciplines: readonly Discipline[]): Markup {
  return html`<p class="lead">${t('vocabulary.disciplines_lead')}</p>
    <ul class="grid">${disciplines.map(
      (discipline) =>
        html`<li class="tile"><h2><a href="/${lang}/disciplines/${discipline.id}">${discipline.labels[lang]}</a></h2><p>${discipline.description[lang]}</p></li>`,
    )}</ul>`;
}

/** One discipline: its themes, the panels of other modules, everything that carries it. */
export function disciplineView(
  request: PageRequest,
  discipline: Discipline,
  themes: readonly Theme[],
  panels: readonly ShownPanel[],
  carded: Carded,
): Markup {
  const { t, lang } = request;
  const own = themes.filter((theme) => theme.disciplines.includes(discipline.id));
  return html`<p class="lead">${discipline.description[lang]}</p>
    ${discipline.unreviewed.includes(lang) ? html`<p>${unreviewedMark(t)}</p>` : ''}
    <section><h2>${t('vocabulary.themes')}</h2>${themeTags(request, own)}</section>
    ${shown(panels)}
    ${everything(request, carded, `discipline=${discipline.id}`)}`;
}

/** All themes, narrower below broader. */
export function themeListView(request: PageRequest, themes: readonly Theme[]): Markup {
  const { t, lang } = request;
  const top = themes.filter((theme) => theme.broader === null);
  return html`<p class="lead">${t('vocabulary.themes_lead')} <a href="/${lang}/glossary">${t('vocabulary.glossary')}</a></p>
    <ul class="columns">${top.map((theme) => branch(request, themes, theme))}</ul>`;
}

function branch(request: PageRequest, themes: readonly Theme[], theme: Theme): Markup {
  const narrower = themes.filter((other) => other.broader === theme.id);
  return html`<li><a href="/${request.lang}/themes/${theme.id}">${theme.labels[request.lang]}</a>${narrower.length > 0 ? html`<ul>${narrower.map((other) => branch(request, themes, other))}</ul>` : ''}</li>`;
}

/** What the page of a theme is made of. */
export type ThemeViewInput = {
  theme: Theme;
  themes: readonly Theme[];
  disciplines: readonly Discipline[];
  concepts: readonly Concept[];
  panels: readonly ShownPanel[];
  carded: Carded;
};

/** One theme: broader and narrower, disciplines, words, panels, everything that carries it. */
export function themeView(
  request: PageRequest,
  { theme, themes, disciplines, concepts, panels, carded }: ThemeViewInput,
): Markup {
  const { t, lang } = request;
  const broader = themes.find((other) => other.id === theme.broader);
  const narrower = themes.filter((other) => other.broader === theme.id);
  const own = disciplines.filter((discipline) => theme.disciplines.includes(discipline.id));
  return html`${theme.unreviewed.includes(lang) ? html`<p>${unreviewedMark(t)}</p>` : ''}
    ${broader ? html`<p>${t('vocabulary.broader')}: <a href="/${lang}/themes/${broader.id}">${broader.labels[lang]}</a></p>` : ''}
    ${narrower.length > 0 ? html`<section><h2>${t('vocabulary.narrower')}</h2>${themeTags(request, narrower)}</section>` : ''}
    ${own.length > 0 ? html`<section><h2>${t('vocabulary.disciplines')}</h2><ul class="tags">${own.map((discipline) => html`<li><a href="/${lang}/disciplines/${discipline.id}">${discipline.labels[lang]}</a></li>`)}</ul></section>` : ''}
    ${concepts.length > 0 ? html`<section><h2>${t('vocabulary.words')}</h2><dl class="facts">${concepts.map((concept) => html`<dt><a href="/${lang}/glossary#${concept.id}">${preferredTerm(concept, lang)}</a></dt><dd>${concept.definition[lang]}</dd>`)}</dl></section>` : ''}
    ${shown(panels)}
    ${everything(request, carded, `theme=${theme.id}`)}`;
}

/** The glossary: every concept with its definition and its label in the other languages. */
export function glossaryView(request: PageRequest, concepts: readonly Concept[]): Markup {
  const { t, lang, query } = request;
  const collator = new Intl.Collator(lang === 'zh' ? 'zh-u-co-pinyin' : lang);
  const sorted = [...concepts].sort((a, b) => collator.compare(preferredTerm(a, lang), preferredTerm(b, lang)));
  const open = asksOpen(query);
  return html`<p class="lead">${t('vocabulary.glossary_lead')}</p>
    ${lang === 'en' ? '' : html`<p>${unreviewedMark(t)}</p>`}
    ${openAll(t, `/${lang}/glossary`)}
    ${sorted.map((concept) =>
      detailsPart({
        id: concept.id,
        summary: preferredTerm(concept, lang),
        open,
        body: html`<p>${concept.definition[lang]}${concept.theme ? html` <a href="/${lang}/themes/${concept.theme}">${t('vocabulary.theme')}</a>` : ''}</p><p class="note">${inOtherLanguages(request, concept)}</p>`,
      }),
    )}`;
}

function inOtherLanguages({ lang }: PageRequest, concept: Concept): Content {
  const also = (concept.terms[lang] ?? []).slice(1).join(', ');
  const others = LANGS.filter((other) => other !== lang && concept.terms[other]?.[0]);
  return html`${also ? html`${also} · ` : ''}${others.map(
    (other, index) =>
      html`${index > 0 ? ' · ' : ''}<span lang="${other}" title="${LANG_NAMES[other]}">${concept.terms[other]![0]}</span>`,
  )}`;
}

function themeTags({ lang }: PageRequest, themes: readonly Theme[]): Markup {
  return html`<ul class="tags">${themes.map((theme) => html`<li><a href="/${lang}/themes/${theme.id}">${pickLabel(theme.labels, lang).text}</a></li>`)}</ul>`;
}

function shown(panels: readonly ShownPanel[]): Content {
  return panels.map((panel) =>
    panel.title
      ? html`<section${panel.anchor ? html` id="${panel.anchor}"` : ''}><h2>${panel.title}</h2>${panel.body}</section>`
      : panel.body,
  );
}

function everything(request: PageRequest, carded: Carded, filter: string): Markup {
  const { t, lang } = request;
  return html`<section><h2>${t('vocabulary.everything')}</h2>
    ${cardList({ t, lang, cards: carded.cards, empty: t('vocabulary.nothing'), kindLabel: (kind) => request.kindLabel(kind) })}
    ${carded.total > carded.cards.length ? html`<p><a href="/${lang}/search?${filter}">${t('vocabulary.see_all', { n: carded.total })}</a></p>` : ''}</section>`;
}
