// A world map of one class per place: shapes by reference, points for small places, legend, source and a way to the table.

import type { Markup, Translate } from '#kernel/page.ts';
import { SHEET } from './world.ts';
import type { World } from './world.ts';
import { escapeText, html, raw } from './html.ts';
import type { Content } from './html.ts';

/** Classes with a look in the theme: grades, and six steps from least to most. */
export type MapClass = 'meets' | 'partial' | 'below' | 'no-data' | '1' | '2' | '3' | '4' | '5' | '6';

/** One line of the legend; also the order in which classes are drawn. */
export type MapLegend = { class: MapClass; label: string };

/** What a map is made of. */
export type MapInput = {
  t: Translate;
  /** Unique on the page. */
  id: string;
  /** What the map shows, as a sentence. */
  title: string;
  /** Address of the file made from `world.svg`. */
  asset: string;
  world: World;
  /** Class of a place; places without one are "no data". */
  classOf(code: string): MapClass | undefined;
  /** Name and value: "Spain: 14". */
  labelOf(code: string): string;
  /** Address of a place's page; without it the map is a picture only. */
  hrefOf?(code: string): string;
  legend: readonly MapLegend[];
  /** Source and date. */
  source: Content;
  /** Where the same is shown as a table. */
  tableHref: string;
};

/** The figure; `no-data` is hatched and always has its own line in the legend. */
export function worldMap(input: MapInput): Markup {
  const { t, id, title, world } = input;
  const legend = input.legend.some((line) => line.class === 'no-data')
    ? input.legend
    : [...input.legend, { class: 'no-data' as const, label: t('ui.no_data') }];
  const role = input.hrefOf ? 'group' : 'img';
  return html`<figure class="map" id="${id}">
<svg class="sheet" viewBox="0 0 ${SHEET.width} ${SHEET.height}" role="${role}" aria-labelledby="${id}-title"><title id="${id}-title">${title}</title>
<defs><pattern id="hatch" width="60" height="60" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-ground" d="M0 0h60v60H0z"/><path class="hatch-line" d="M0 0v60"/></pattern>
<pattern id="dots" width="70" height="70" patternUnits="userSpaceOnUse"><path class="dots-ground" d="M0 0h70v70H0z"/><circle class="dots-dot" cx="35" cy="35" r="11"/></pattern></defs>
${raw(
  marksOf(
    input,
    legend.map((line) => line.class),
  ),
)}</svg>
<figcaption><ul class="legend" aria-label="${t('ui.map.legend')}">${legend.map(
    (line) =>
      html`<li><svg viewBox="0 0 240 150" aria-hidden="true" focusable="false"><path class="m-${line.class}" d="M5 5h230v140H5z"/></svg>${line.label}</li>`,
  )}</ul>
<div class="source">${input.source}</div>
<p class="note">${world.dots.length > 0 ? t('ui.map.dots') : ''} ${t('ui.map.boundaries')} <a href="${input.tableHref}">${t('ui.map.table')}</a></p></figcaption></figure>`;
}

function marksOf(input: MapInput, classes: readonly MapClass[]): string {
  const { asset, world } = input;
  const marks = new Map<MapClass, string[]>(classes.map((name) => [name, []]));
  const put = (code: string, shape: string) => {
    const wanted = input.classOf(code) ?? 'no-data';
    (marks.get(wanted) ?? marks.get('no-data')!).push(markOf(input, code, shape));
  };
  for (const code of world.shapes) put(code, `<use href="${asset}#${code}"`);
  for (const { code, x, y } of world.dots) put(code, `<circle cx="${x}" cy="${y}" r="34"`);
  const other = world.other ? `<use class="m-no-data" href="${asset}#other"/>\n` : '';
  return other + classes.map((name) => `<g class="m-${name}">${marks.get(name)!.join('\n')}</g>\n`).join('');
}

function markOf({ labelOf, hrefOf }: MapInput, code: string, shape: string): string {
  const title = `<title>${escapeText(labelOf(code))}</title>`;
  // Keyboards reach the same pages through the table; two hundred stops on the way to the text would bar it.
  return hrefOf
    ? `<a href="${escapeText(hrefOf(code))}" tabindex="-1">${title}${shape}/></a>`
    : `${shape}>${title}</${shape.slice(1, shape.indexOf(' '))}>`;
}
