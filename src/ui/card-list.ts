// Lists of cards: what kind of thing, its title, what it says, its date, and the language it is in.

import { isoDay } from '#kernel/clock.ts';
import type { CardView } from '#kernel/card.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf } from './address.ts';
import { langText, languageMark } from './badge.ts';
import { emptyState } from './empty-state.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** What a list of cards is made of. */
export type CardListInput = {
  t: Translate;
  lang: Lang;
  cards: readonly CardView[];
  /** Name of a kind in the reader's language; no kind is shown without it. */
  kindLabel?(kind: string): string;
  /** Shown when there are no cards. */
  empty?: Content;
  /** Level of the titles; 3 unless told. */
  heading?: 2 | 3 | 4;
  /** Replaces the title, for example by one with the hit marked. */
  title?(card: CardView): Content;
  /** Replaces the summary, for example by a snippet with the hit marked. */
  snippet?(card: CardView): Content;
  /** Stands after the summary, for example why it matched. */
  after?(card: CardView): Content;
};

/** Cards one under another, or the empty state. */
export function cardList(input: CardListInput): Markup {
  const { t, cards } = input;
  if (cards.length === 0) return emptyState({ body: input.empty ?? t('ui.empty.title') });
  return html`<ul class="cards">${cards.map((card) => cardItem(card, input))}</ul>`;
}

function cardItem(
  card: CardView,
  { t, lang, kindLabel, heading = 3, title: shown, snippet, after }: CardListInput,
): Markup {
  const link = html`<a href="${addressOf(lang, card.path)}">${shown ? markedTitle(shown(card), card.lang, lang) : langText({ text: card.title, lang: card.lang }, lang)}</a>`;
  const title =
    heading === 2 ? html`<h2>${link}</h2>` : heading === 4 ? html`<h4>${link}</h4>` : html`<h3>${link}</h3>`;
  const text = snippet
    ? snippet(card)
    : card.summary === ''
      ? ''
      : langText({ text: card.summary, lang: card.lang }, lang);
  return html`<li class="card">${title}${text === '' || text === null || text === undefined ? '' : html`<p>${text}</p>`}${after?.(card)}<p class="meta">${
    kindLabel ? html`<span class="kind">${kindLabel(card.ref.kind)}</span>` : ''
  }${card.year === null ? '' : html`<span>${card.year}</span>`}<time datetime="${isoDay(card.updatedAt)}">${formatDate(lang, card.updatedAt)}</time>${
    card.lang === lang ? '' : languageMark(t, card.lang)
  }</p></li>\n`;
}

function markedTitle(content: Content, own: Lang, reader: Lang): Markup {
  return own === reader ? html`${content}` : html`<span lang="${own}">${content}</span>`;
}
