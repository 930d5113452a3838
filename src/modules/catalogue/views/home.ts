// The home page: the observatory at work, with ways in by place, discipline and objective.

import type { CardView } from '#kernel/card.ts';
import type { Markup, PageRequest, ShownPanel } from '#kernel/page.ts';
import type { Discipline } from '#modules/vocabulary/index.ts';
import { formatNumber } from '#platform/i18n.ts';
import { cardList } from '#ui/card-list.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';

/** What the home page is made of. */
export type HomeInput = {
  panels: readonly ShownPanel[];
  disciplines: readonly Discipline[];
  newest: readonly CardView[];
  kinds: readonly { kind: string; cards: number }[];
};

/** The ten objectives of the charter in its order, with the page that serves each today; null: in preparation. */
const OBJECTIVES: readonly { no: number; path: string | null }[] = [
  { no: 1, path: null },
  { no: 2, path: '/disciplines' },
  { no: 3, path: '/indicators' },
  { no: 4, path: null },
  { no: 5, path: '/laws' },
  { no: 6, path: '/standards' },
  { no: 7, path: '/assistance' },
  { no: 8, path: null },
  { no: 9, path: '/places' },
  { no: 10, path: null },
];

const LISTS: Readonly<Record<string, string>> = {
  place: '/places',
  instrument: '/standards',
  provision: '/standards',
  theme: '/themes',
  discipline: '/disciplines',
  concept: '/glossary',
  'legislation.answer': '/laws',
  'legislation.attribute': '/laws',
  'analysis.indicator': '/indicators',
  'assistance.helpline': '/help-now',
};

/** The home page below its title. */
export function homeView(request: PageRequest, { panels, disciplines, newest, kinds }: HomeInput): Markup {
  const { t, lang } = request;
  const missing = panels.filter((panel) => panel.anchor === 'missing');
  return html`<p class="lead">${t('catalogue.home.lead')}</p>
    <form class="find" action="/${lang}/search" method="get" role="search" aria-label="${t('catalogue.home.search')}">
      <label class="vh" for="home-q">${t('catalogue.home.search')}</label>
      <input type="search" id="home-q" name="q" maxlength="300" placeholder="${t('catalogue.home.hint')}">
      <button type="submit">${t('ui.search.button')}</button>
    </form>
    ${panels.filter((panel) => panel.anchor !== 'missing').map(section)}
    <section><h2>${t('catalogue.home.disciplines')}</h2>
      <ul class="grid">${disciplines.map(
        (discipline) =>
          html`<li class="tile"><h3><a href="/${lang}/disciplines/${discipline.id}">${discipline.labels[lang]}</a></h3><p>${discipline.description[lang]}</p></li>`,
      )}</ul></section>
    <section><h2>${t('catalogue.home.objectives')}</h2><p>${t('catalogue.home.objectives_lead')}</p>
      <ol class="columns">${OBJECTIVES.map(({ no, path }) => objective(request, no, path))}</ol></section>
    <div class="two"><section><h2>${t('catalogue.home.latest')}</h2>
      ${cardList({ t, lang, cards: newest, kindLabel: (kind) => request.kindLabel(kind) })}
      <p><a href="/${lang}/search?order=date">${t('catalogue.home.all_latest')}</a></p></section>
    <section class="panel"><h2>${t('catalogue.home.holdings')}</h2><dl class="facts">${kinds.map(({ kind, cards }) => holding(request, kind, cards))}</dl></section></div>
    ${missing.map(section)}`;
}

function section({ title, anchor, body }: ShownPanel): Content {
  return title ? html`<section${anchor ? html` id="${anchor}"` : ''}><h2>${title}</h2>${body}</section>` : body;
}

function objective({ t, lang }: PageRequest, no: number, path: string | null): Markup {
  const text = t(`catalogue.objective.${no}`);
  return path === null
    ? html`<li>${text} <span class="note">${t('catalogue.objective.preparing')}</span></li>`
    : html`<li><a href="/${lang}${path}">${text}</a></li>`;
}

function holding(request: PageRequest, kind: string, cards: number): Markup {
  const { lang } = request;
  const path = LISTS[kind] ?? `/search?kind=${encodeURIComponent(kind)}`;
  return html`<dt><a href="/${lang}${path}">${request.kindLabel(kind, cards)}</a></dt><dd class="num">${formatNumber(lang, cards)}</dd>`;
}
