// The law of one country: every attribute by topic, with its readings, grade, standard and blanks.

import { pickLabel } from '#kernel/locale.ts';
import type { Markup } from '#kernel/page.ts';
import { addressOf } from '#ui/address.ts';
import { gradeBadge } from '#ui/badge.ts';
import { detailsPart, openAll } from '#ui/details.ts';
import { escapeText, html, raw, textOf } from '#ui/html.ts';
import type { Position } from '../rules.ts';
import {
  answerPath,
  contributePath,
  positionBadges,
  readingLine,
  shownValue,
  standardText,
  standingText,
} from './parts.ts';
import type { Reader } from './parts.ts';

/** Everything known of a country's law; topics with an answer are open. */
export function countryLawView(
  reader: Reader,
  place: { code: string; name: string },
  positions: readonly Position[],
  open: boolean,
): Markup {
  const { lang, t, book } = reader;
  const path = addressOf(lang, `/laws/${place.code}`);
  const answered = positions.filter(isAnswered).length;
  return html`<p class="lead">${t('legislation.country.lead', { answered, all: positions.length })}</p>
<p>${t('legislation.not_current')} ${t('legislation.no_score')} <a href="${addressOf(lang, `/places/${place.code}`)}">${t('legislation.country.place', { place: place.name })}</a></p>
${openAll(t, path)}
${book.topics.map((topic) => {
  const own = positions.filter(({ attribute }) => attribute.topic === topic.id);
  const known = own.filter(isAnswered).length;
  return detailsPart({
    id: topic.id,
    heading: 2,
    summary: pickLabel(topic.labels, lang).text,
    count: t('legislation.answered_of', { answered: known, all: own.length }),
    open: open || known > 0,
    body: raw(`<dl class="facts">${own.map((position) => entryOf(reader, position)).join('\n')}</dl>`),
  });
})}`;
}

/** True when any source has ever said something. */
export function isAnswered(position: Position): boolean {
  return position.shown !== null || position.earlier.length > 0 || position.coming.length > 0;
}

/** Readings of a position as lists: what holds, what comes, what was. */
export function readingLists(reader: Reader, position: Position): string {
  const { t } = reader;
  const { attribute, current, coming, earlier, disagree } = position;
  const list = (readings: Position['current'], withGrade: boolean) =>
    `<ul>${readings.map((reading) => `<li>${readingLine(reader, attribute, reading, withGrade)}</li>`).join('')}</ul>`;
  let lists = '';
  if (current.length > 0)
    lists += `<p class="note">${escapeText(standingText(t, position))}</p>${list(current, disagree)}`;
  if (coming.length > 0) lists += `<p class="note">${escapeText(t('legislation.coming'))}</p>${list(coming, true)}`;
  if (earlier.length > 0) {
    lists += `<details><summary>${escapeText(t('legislation.earlier', { n: earlier.length }))}</summary>${list(earlier, false)}</details>`;
  }
  return lists;
}

function entryOf(reader: Reader, position: Position): string {
  const { lang, t } = reader;
  const { attribute, place } = position;
  const standard = `<p class="note">${standardText(reader, attribute)}</p>`;
  if (!isAnswered(position)) {
    return `<dt id="${attribute.id}">${escapeText(attribute.short[lang])}</dt><dd>${textOf(gradeBadge(t, 'no-data'))} <a href="${contributePath(lang)}">${escapeText(t('legislation.contribute'))}</a>${standard}</dd>`;
  }
  const value = position.shown ? `<strong>${escapeText(shownValue(reader, position))}</strong> ` : '';
  return `<dt id="${attribute.id}"><a href="${answerPath(lang, place, attribute)}">${escapeText(attribute.short[lang])}</a></dt><dd><p>${value}${textOf(positionBadges(reader, position))}</p>${standard}${readingLists(reader, position)}</dd>`;
}
