// One attribute of one country's law: what every source says, the standard, the provisions, and where the sources stand.

import type { Markup } from '#kernel/page.ts';
import { addressOf, safeAddress } from '#ui/address.ts';
import { unreviewedMark } from '#ui/badge.ts';
import { emptyState } from '#ui/empty-state.ts';
import { factList } from '#ui/facts.ts';
import type { Fact } from '#ui/facts.ts';
import { html, raw } from '#ui/html.ts';
import type { Attribute, Source } from '../model.ts';
import type { Position } from '../rules.ts';
import { isAnswered, readingLists } from './country-view.ts';
import { asOfNote, attributePath, contributePath, positionBadges, provisionLinks, shownValue } from './parts.ts';
import type { Reader } from './parts.ts';

/** The page of one answer. */
export function answerView(reader: Reader, place: { code: string; name: string }, position: Position): Markup {
  const { lang, t } = reader;
  const { attribute, shown } = position;
  const links = html`<p><a href="${addressOf(lang, `/laws/${place.code}`)}">${t('legislation.answer.country', { place: place.name })}</a> · <a href="${attributePath(lang, attribute)}">${t('legislation.answer.world')}</a></p>`;
  const head = html`<p class="lead">${attribute.question[lang]}</p>
<p>${shown ? html`<strong>${shownValue(reader, position)}</strong> ` : ''}${positionBadges(reader, position)}</p>`;
  if (!isAnswered(position)) {
    return html`${head}
${emptyState({
  body: t('legislation.answer.blank', { place: place.name }),
  action: { href: contributePath(lang), label: t('legislation.contribute') },
})}
${standardSection(reader, attribute)}
${links}`;
  }
  return html`${head}
${asOfNote(t)}
<section aria-labelledby="readings"><h2 id="readings">${t('legislation.answer.readings')}</h2>
${raw(readingLists(reader, position))}</section>
${standardSection(reader, attribute)}
${sourcesSection(reader, position)}
${links}`;
}

/** What the standard asks for, with its basis, provisions and our note on grading. */
export function standardSection(reader: Reader, attribute: Attribute): Markup {
  const { lang, t } = reader;
  const facts: Fact[] = [
    { term: t('legislation.standard.basis'), value: t(`legislation.basis.${attribute.basis}`) },
    { term: t('legislation.standard.provisions'), value: provisionLinks(reader, attribute) },
  ];
  if (attribute.note) facts.push({ term: t('legislation.standard.grading'), value: attribute.note[lang] });
  return html`<section aria-labelledby="standard"><h2 id="standard">${t('legislation.standard')}</h2>
<p>${attribute.standard[lang]} ${attribute.unreviewed.includes(lang) ? unreviewedMark(t) : ''}</p>
${factList(facts)}</section>`;
}

function sourcesSection(reader: Reader, position: Position): Markup {
  const { t, book } = reader;
  const ids = new Set([...position.current, ...position.coming, ...position.earlier].map((reading) => reading.source));
  const sources = [...book.sources.values()].filter(({ id }) => ids.has(id));
  return html`<section aria-labelledby="sources"><h2 id="sources">${t('legislation.sources')}</h2>
${sourceList(reader, sources)}
<p class="note">${t('legislation.sources.order')}</p></section>`;
}

/** Sources in full: title, publisher, and what is known of their reach, in the language they are described in. */
export function sourceList({ lang }: Pick<Reader, 'lang'>, sources: readonly Source[]): Markup {
  const english = lang === 'en' ? '' : raw(' lang="en" dir="ltr"');
  return html`<ul class="sources">${sources.map((source) => {
    const href = safeAddress(source.url);
    const title = href ? html`<a href="${href}" rel="external">${source.title}</a>` : source.title;
    return html`<li id="source-${source.id}"><span${english}>${title}. ${source.publisher}${source.asOfText ? `, ${source.asOfText}` : ''}. ${source.note ?? ''}</span></li>\n`;
  })}</ul>`;
}
