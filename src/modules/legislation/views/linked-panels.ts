// What pages of provisions, instruments, themes and disciplines say of the attributes that hang on them.

import type { Markup } from '#kernel/page.ts';
import { escapeText, html, raw } from '#ui/html.ts';
import { distributionOf } from '../book.ts';
import { GRADES } from '../model.ts';
import type { Attribute } from '../model.ts';
import type { Position } from '../rules.ts';
import { attributePath } from './parts.ts';
import type { Reader } from './parts.ts';

/** Attributes resting on a provision, with the number of countries at each grade. */
export function restingView(reader: Reader, attributes: readonly Attribute[], positions: readonly Position[]): Markup {
  const { lang, t } = reader;
  const byAttribute = Map.groupBy(positions, (position) => position.attribute.id);
  const heads = GRADES.map((grade) => `<th scope="col" class="num">${escapeText(t(`ui.grade.${grade}`))}</th>`).join(
    '',
  );
  const rows = attributes.map((attribute) => {
    const counts = distributionOf(byAttribute.get(attribute.id) ?? []);
    const path = attributePath(lang, attribute);
    const cells = GRADES.map(
      (grade) =>
        `<td class="num">${counts[grade] === 0 ? '0' : `<a href="${path}?grade=${grade}">${counts[grade]}</a>`}</td>`,
    ).join('');
    return `<tr><th scope="row"><a href="${path}">${escapeText(attribute.short[lang])}</a></th>${cells}</tr>`;
  });
  return html`<p class="note">${t('legislation.resting.note')} ${t('legislation.not_current')}</p>
<section class="scroll" aria-labelledby="resting-caption" tabindex="0"><table id="resting"><caption id="resting-caption">${t('legislation.resting.caption')}</caption>
<thead><tr><th scope="col">${t('legislation.column.attribute')}</th>${raw(heads)}</tr></thead><tbody>
${raw(rows.join('\n'))}</tbody></table></section>`;
}

/** Attributes as a list with the number of countries answered. */
export function attributeList(
  reader: Reader,
  attributes: readonly Attribute[],
  countries: ReadonlyMap<string, number>,
): Markup {
  const { lang, t } = reader;
  const items = attributes.map(
    (attribute) =>
      `<li><a href="${attributePath(lang, attribute)}">${escapeText(attribute.short[lang])}</a> <span class="count">${escapeText(t('legislation.countries', { n: countries.get(attribute.id) ?? 0 }))}</span></li>`,
  );
  return raw(`<ul class="columns">${items.join('\n')}</ul>`);
}
