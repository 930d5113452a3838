// Pieces that the pages of legislation share: value with grade, the standard behind it, and one reading with its source.

import { pickLabel } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, PageRequest, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf, safeAddress } from '#ui/address.ts';
import { gradeBadge, langText } from '#ui/badge.ts';
import { escapeText, html, join, raw, textOf } from '#ui/html.ts';
import type { LawBook } from '../book.ts';
import type { Attribute, Reading, Source } from '../model.ts';
import type { Position } from '../rules.ts';
import { dateText, valueText } from '../words.ts';

/** What every view needs: the reader, and the law in memory. */
export type Reader = { lang: Lang; t: Translate; book: LawBook };

/** The reader of a request. */
export function readerOf({ lang, t }: Pick<PageRequest, 'lang' | 't'>, book: LawBook): Reader {
  return { lang, t, book };
}

/** Address of what is known of one attribute of one country's law. */
export function answerPath(lang: Lang, place: string, attribute: Attribute): string {
  return addressOf(lang, `/laws/${place}/${attribute.id}`);
}

/** Address of an attribute over all countries. */
export function attributePath(lang: Lang, attribute: Attribute): string {
  return addressOf(lang, `/laws/attributes/${attribute.slug}`);
}

/** Where someone who knows the law can tell it. */
export function contributePath(lang: Lang): string {
  return addressOf(lang, '/contact');
}

/** The grade with the marks that belong to it: commended, sources disagree. */
export function positionBadges({ t }: Reader, position: Position): Markup {
  const commended = position.shown?.commended ? html` <span class="tag">${t('legislation.commended')}</span>` : '';
  const disagree = position.disagree ? html` <span class="tag">${t('ui.source.disagree')}</span>` : '';
  return html`${gradeBadge(t, position.grade)}${commended}${disagree}`;
}

/** The shown value in words; empty when there is none. */
export function shownValue({ lang }: Reader, { attribute, shown }: Position): string {
  return shown ? valueText(attribute, shown.value, lang) : '';
}

/** Provisions as links, separated by dots. */
export function provisionLinks({ lang, book }: Reader, attribute: Attribute): Markup {
  const cited = book.cited[lang].get(attribute.id) ?? [];
  return raw(
    cited
      .map(({ label, path }) =>
        path ? `<a href="${escapeText(addressOf(lang, path))}">${escapeText(label)}</a>` : escapeText(label),
      )
      .join(' · '),
  );
}

/** What the standard asks for, what it rests on, and where it stands. */
export function standardText(reader: Reader, attribute: Attribute): string {
  const { lang, t } = reader;
  return `${escapeText(attribute.standard[lang])} <span class="basis">${escapeText(t('legislation.basis', { basis: t(`legislation.basis.${attribute.basis}`) }))}</span> ${textOf(provisionLinks(reader, attribute))}`;
}

/** A source as a link, its publisher's name as its text: for tables, where the page tells the rest. */
export function sourceLink(source: Source | undefined, id: string): string {
  return source ? linkTo(source, source.publisher, source.title) : escapeText(id);
}

/** A source as a link with its title, then its publisher; sources are described in English. */
export function sourceName({ lang }: Reader, source: Source | undefined, id: string): string {
  if (!source) return escapeText(id);
  const english = lang === 'en' ? '' : ' lang="en"';
  return `<span${english}>${linkTo(source, source.title, '')} (${escapeText(source.publisher)})</span>`;
}

function linkTo({ url }: Source, text: string, title: string): string {
  const href = safeAddress(url);
  if (!href) return escapeText(text);
  return `<a href="${escapeText(href)}" rel="external"${title === '' ? '' : ` title="${escapeText(title)}"`}>${escapeText(text)}</a>`;
}

/** How well the current readings stand: one source, several that agree, or several that do not. */
export function standingText(t: Translate, position: Position): string {
  if (position.disagree) return t('legislation.standing.disagree', { n: position.current.length });
  return t('legislation.standing.agree', { n: position.current.length });
}

/** One reading on one line: value, what qualifies it, article, source, date, and whether it was compared with the law. */
export function readingLine(reader: Reader, attribute: Attribute, reading: Reading, withGrade: boolean): string {
  const { lang, t, book } = reader;
  const parts = [`<strong>${escapeText(valueText(attribute, reading.value, lang))}</strong>`];
  if (withGrade) parts.push(textOf(gradeBadge(t, reading.grade)));
  const qualifier = qualifierText(t, reading.qualifier);
  if (qualifier) parts.push(escapeText(`(${qualifier})`));
  const details = [
    sourceName(reader, book.sources.get(reading.source), reading.source),
    escapeText(dateText(reading, lang, t)),
  ];
  if (reading.article) details.unshift(`<span lang="en">${escapeText(reading.article)}</span>`);
  if (reading.checkedOn)
    details.push(escapeText(t('legislation.checked', { date: formatDate(lang, reading.checkedOn) })));
  const note = reading.note ? `<br>${noteText(reader, reading)}` : '';
  return `${parts.join(' ')} – ${textOf(join(details.map(raw), lang === 'ar' ? '، ' : lang === 'zh' ? '，' : ', '))}${note}`;
}

/** What qualifies a value in words; empty for none. */
export function qualifierText(t: Translate, qualifier: string | null): string {
  return qualifier === null || qualifier === 'no_minimum' ? '' : t(`legislation.qualifier.${qualifier}`);
}

/** The note of a reading in the language it is in. */
export function noteText({ lang }: Reader, reading: Reading): string {
  return reading.note ? textOf(langText(pickLabel(reading.note, lang), lang)) : '';
}

/** The sentence that dates are those of the sources. */
export function asOfNote(t: Translate): Markup {
  return html`<p class="note">${t('legislation.not_current')}</p>`;
}
