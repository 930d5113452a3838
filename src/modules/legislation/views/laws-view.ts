// The ways into the law: attributes by topic with how many countries are answered, and countries by name.

import { pickLabel } from '#kernel/locale.ts';
import type { Markup } from '#kernel/page.ts';
import { addressOf } from '#ui/address.ts';
import { detailsPart, openAll } from '#ui/details.ts';
import { escapeText, html, raw } from '#ui/html.ts';
import { attributeList } from './linked-panels.ts';
import { asOfNote, attributePath, contributePath } from './parts.ts';
import type { Reader } from './parts.ts';

/** The page of all laws. */
export function lawsView(
  reader: Reader,
  input: { countries: ReadonlyMap<string, number>; places: readonly { code: string; name: string }[]; open: boolean },
): Markup {
  const { lang, t, book } = reader;
  const first = book.attributes[0];
  const blanks = book.attributes.filter(({ id }) => !input.countries.has(id)).length;
  return html`<p class="lead">${t('legislation.laws.lead', { n: book.attributes.length })}</p>
<p>${t('legislation.no_score')}</p>
${asOfNote(t)}
${first ? html`<p><a class="button" href="${attributePath(lang, first)}">${t('legislation.laws.map', { attribute: first.short[lang] })}</a></p>` : ''}
<section aria-labelledby="attributes"><h2 id="attributes">${t('legislation.laws.attributes')}</h2>
<p>${t('legislation.laws.blanks', { n: blanks })} <a href="${contributePath(lang)}">${t('legislation.contribute')}</a></p>
${openAll(t, addressOf(lang, '/laws'))}
${book.topics.map((topic) => {
  const own = book.attributes.filter((attribute) => attribute.topic === topic.id);
  return detailsPart({
    id: topic.id,
    heading: 3,
    summary: pickLabel(topic.labels, lang).text,
    count: own.length,
    open: input.open || own.some(({ id }) => input.countries.has(id)),
    body: attributeList(reader, own, input.countries),
  });
})}</section>
<section aria-labelledby="countries"><h2 id="countries">${t('legislation.laws.countries')}</h2>
${detailsPart({
  summary: t('legislation.laws.choose'),
  count: input.places.length,
  open: input.open,
  body: raw(
    `<ul class="columns">${input.places.map(({ code, name }) => `<li><a href="${addressOf(lang, `/laws/${code}`)}">${escapeText(name)}</a></li>`).join('\n')}</ul>`,
  ),
})}</section>`;
}
