// What the home page shows of the law: the world map of the minimum age, and what is missing.

import type { Markup } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf } from '#ui/address.ts';
import type { World } from '#ui/world.ts';
import { escapeText, html, join, raw } from '#ui/html.ts';
import { worldMap } from '#ui/map.ts';
import { sourceText } from '#ui/source.ts';
import { distributionOf } from '../book.ts';
import { GRADES } from '../model.ts';
import type { Attribute, Source } from '../model.ts';
import type { Position } from '../rules.ts';
import { answerPath, attributePath, contributePath, shownValue } from './parts.ts';
import type { Reader } from './parts.ts';

/** What the map of an attribute is made of. */
export type LawMapInput = {
  attribute: Attribute;
  positions: readonly Position[];
  world: World;
  asset: string;
  nameOf: (code: string) => string;
  tableHref: string;
};

/** The world by grade for one attribute; every country and territory is there, blanks as their own class. */
export function lawMap(reader: Reader, { attribute, positions, world, asset, nameOf, tableHref }: LawMapInput): Markup {
  const { lang, t } = reader;
  const byPlace = new Map(positions.map((position) => [position.place, position]));
  const counts = distributionOf(positions);
  const disagreeing = positions.filter(({ disagree }) => disagree);
  const map = worldMap({
    t,
    id: 'law-map',
    title: t('legislation.map.title', { attribute: attribute.short[lang] }),
    asset,
    world,
    classOf: (code) => byPlace.get(code)?.grade,
    labelOf: (code) => labelOf(reader, nameOf(code), byPlace.get(code)),
    hrefOf: (code) => answerPath(lang, code, attribute),
    legend: GRADES.map((grade) => ({
      class: grade,
      label: t('legislation.count.grade', { grade: t(`ui.grade.${grade}`), n: counts[grade] }),
    })),
    source: mapSource(reader, positions),
    tableHref,
  });
  if (disagreeing.length === 0) return map;
  const links = disagreeing
    .map(({ place }) => ({ place, name: nameOf(place) }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
    .map(({ place, name }) => raw(`<a href="${answerPath(lang, place, attribute)}">${escapeText(name)}</a>`));
  return html`${map}<p class="note">${t('ui.source.disagree')}: ${join(links, ' · ')}</p>`;
}

/** What is missing, with the way to give it. */
export function missingView(
  { lang, t }: Reader,
  input: { attribute: Attribute; countriesWithout: number; attributesWithout: number; attributes: number },
): Markup {
  const { attribute, countriesWithout, attributesWithout, attributes } = input;
  return html`<ul>
<li><a href="${attributePath(lang, attribute)}?grade=no-data">${t('legislation.missing.countries', { n: countriesWithout })}</a></li>
<li><a href="${addressOf(lang, '/laws')}">${t('legislation.missing.attributes', { n: attributesWithout, all: attributes })}</a></li>
</ul>
<p><a href="${contributePath(lang)}">${t('legislation.contribute')}</a></p>`;
}

function labelOf(reader: Reader, name: string, position: Position | undefined): string {
  const { t } = reader;
  if (!position?.shown) return t('legislation.map.blank', { place: name });
  return t(position.disagree ? 'legislation.map.disagree' : 'legislation.map.label', {
    place: name,
    value: shownValue(reader, position),
    grade: t(`ui.grade.${position.grade}`),
  });
}

/** Each source in use with the number of countries it is shown for, and the span of dates. */
function mapSource({ lang, t, book }: Reader, positions: readonly Position[]): Markup {
  const used = new Map<Source, number>();
  for (const { shown } of positions) {
    const source = shown && book.sources.get(shown.source);
    if (source) used.set(source, (used.get(source) ?? 0) + 1);
  }
  const dates = positions.flatMap(({ shown }) => (shown?.asOf ? [shown.asOf] : [])).sort();
  const first = dates[0];
  const last = dates.at(-1);
  const lines = [...used]
    .sort((a, b) => b[1] - a[1])
    .map(([source, n]) => html`${sourceText(t, lang, { title: source.publisher, href: source.url })} (${n})`);
  return html`<p>${t('ui.source.label')}: ${join(lines, ' · ')}</p>
${first && last ? html`<p>${t('legislation.map.dates', { first: formatDate(lang, first), last: formatDate(lang, last) })}</p>` : ''}`;
}
