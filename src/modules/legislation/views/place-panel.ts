// What the page of a place says of its law: a compact table for a country, and how many countries stand where for a region.

import { pickLabel } from '#kernel/locale.ts';
import type { Markup } from '#kernel/page.ts';
import { addressOf } from '#ui/address.ts';
import { detailsPart } from '#ui/details.ts';
import { escapeText, html, raw, textOf } from '#ui/html.ts';
import type { Attribute } from '../model.ts';
import type { Position } from '../rules.ts';
import { dateText } from '../words.ts';
import { gradeCounts } from './attribute-view.ts';
import { isAnswered } from './country-view.ts';
import { answerPath, attributePath, contributePath, positionBadges, shownValue, sourceLink } from './parts.ts';
import type { Reader } from './parts.ts';

/** Answered attributes as a table, blanks counted by topic. */
export function countryPanel(reader: Reader, place: string, positions: readonly Position[]): Markup {
  const { lang, t } = reader;
  const answered = positions.filter(isAnswered);
  const link = html`<p><a href="${addressOf(lang, `/laws/${place}`)}">${t('legislation.panel.all', { n: positions.length })}</a></p>`;
  if (answered.length === 0) {
    return html`<p>${t('legislation.panel.none', { n: positions.length })} <a href="${contributePath(lang)}">${t('legislation.contribute')}</a></p>${blankTopics(reader, place, positions)}${link}`;
  }
  return html`<p class="note">${t('legislation.not_current')}</p>
${raw(answeredTable(reader, answered))}
${blankTopics(reader, place, positions)}${link}`;
}

/** How many countries of a region stand at each grade for one attribute, and which. */
export function regionPanel(
  reader: Reader,
  attribute: Attribute,
  region: string,
  positions: readonly Position[],
  nameOf: (code: string) => string,
): Markup {
  const { lang, t } = reader;
  const filter = { grade: null, region: region === '001' ? null : region };
  const listed = region === '001' ? [] : positions;
  return html`<p>${attribute.short[lang]}: ${t('legislation.attribute.count', { n: positions.filter(({ shown }) => shown !== null).length, all: positions.length })} ${t('legislation.never_ranking')}</p>
<p class="note">${t('legislation.not_current')}</p>
${gradeCounts(reader, attribute, positions, filter)}
${
  listed.length === 0
    ? ''
    : detailsPart({
        summary: t('legislation.panel.list'),
        count: listed.length,
        body: raw(countryList(reader, attribute, listed, nameOf)),
      })
}
<p><a href="${attributePath(lang, attribute)}">${t('legislation.answer.world')}</a></p>`;
}

function answeredTable(reader: Reader, answered: readonly Position[]): string {
  const { lang, t } = reader;
  const heads = ['attribute', 'value', 'grade', 'source'].map(
    (key) => `<th scope="col">${escapeText(t(`legislation.column.${key}`))}</th>`,
  );
  const cell = (key: string, content: string) =>
    `<td data-label="${escapeText(t(`legislation.column.${key}`))}">${content}</td>`;
  const rows = answered.map((position) => {
    const { attribute, place } = position;
    const name = `<th scope="row"><a href="${answerPath(lang, place, attribute)}">${escapeText(attribute.short[lang])}</a></th>`;
    return `<tr>${name}${cell('value', valueCell(reader, position))}${cell('grade', textOf(positionBadges(reader, position)))}${cell('source', sourceCell(reader, position))}</tr>`;
  });
  return `<section class="scroll" aria-labelledby="law-caption" tabindex="0"><table id="law-table" class="stack"><caption id="law-caption">${escapeText(t('legislation.panel.caption'))}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>\n${rows.join('\n')}</tbody></table></section>`;
}

/** The shown value; beside it what other current sources say, or that only older readings are known. */
function valueCell(reader: Reader, position: Position): string {
  const { t } = reader;
  if (!position.shown) return escapeText(t('legislation.earlier', { n: position.earlier.length }));
  const others = position.disagree
    ? position.current.slice(1).map((reading) => shownValue(reader, { ...position, shown: reading }))
    : [];
  const different = [...new Set(others)].filter((text) => text !== shownValue(reader, position));
  const also =
    different.length > 0
      ? `<br><span class="note">${escapeText(t('legislation.also', { values: different.join(' · ') }))}</span>`
      : '';
  return `<strong>${escapeText(shownValue(reader, position))}</strong>${also}`;
}

function sourceCell({ lang, t, book }: Reader, { shown, current }: Position): string {
  if (!shown) return '–';
  const more = current.length > 1 ? ` ${t('legislation.more_sources', { n: current.length - 1 })}` : '';
  return `${sourceLink(book.sources.get(shown.source), shown.source)}${escapeText(more)}<br><span class="note">${escapeText(dateText(shown, lang, t))}</span>`;
}

function blankTopics(reader: Reader, place: string, positions: readonly Position[]): Markup {
  const { lang, t, book } = reader;
  const blanks = positions.filter((position) => !isAnswered(position));
  if (blanks.length === 0) return html``;
  const lines = book.topics.flatMap((topic) => {
    const n = blanks.filter(({ attribute }) => attribute.topic === topic.id).length;
    if (n === 0) return [];
    const label = escapeText(pickLabel(topic.labels, lang).text);
    return [
      `<li><a href="${addressOf(lang, `/laws/${place}`)}#${topic.id}">${label}</a> <span class="count">${escapeText(t('legislation.blanks', { n }))}</span></li>`,
    ];
  });
  return detailsPart({
    summary: t('legislation.panel.blanks'),
    count: blanks.length,
    body: raw(`<ul>${lines.join('')}</ul>`),
  });
}

function countryList(
  reader: Reader,
  attribute: Attribute,
  positions: readonly Position[],
  nameOf: (code: string) => string,
): string {
  const { lang, t } = reader;
  const items = positions
    .map((position) => ({ position, name: nameOf(position.place) }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
    .map(({ position, name }) => {
      const value = position.shown
        ? `${escapeText(shownValue(reader, position))} ${textOf(positionBadges(reader, position))}`
        : escapeText(t('ui.no_data'));
      return `<li><a href="${answerPath(lang, position.place, attribute)}">${escapeText(name)}</a>: ${value}</li>`;
    });
  return `<ul>${items.join('\n')}</ul>`;
}
