// One helpline as readers see it: the number first, then when, in which languages, at what cost, and where we read it.

import { intlTag } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { safeAddress } from '#ui/address.ts';
import { factList } from '#ui/facts.ts';
import type { Fact } from '#ui/facts.ts';
import { html } from '#ui/html.ts';
import type { Content } from '#ui/html.ts';
import { dialled } from '../model.ts';
import type { Helpline, HelplineList } from '../model.ts';
import { hoursText } from './hours-text.ts';

const OUTSIDE = 'noreferrer noopener external';
const names = new Map<Lang, { own: Intl.DisplayNames; english: Intl.DisplayNames }>();

/** The number as a link that dials it, kept on one line and left to right; null when there is none. */
export function numberLink(line: Pick<Helpline, 'number' | 'dial'>): Markup | null {
  const digits = dialled(line);
  if (line.number === null || digits === null) return null;
  return html`<a href="tel:${digits}" dir="ltr">${unbroken(line.number)}</a>`;
}

/** The whole entry of a line. */
export function lineView(t: Translate, lang: Lang, line: Helpline, lists: ReadonlyMap<string, HelplineList>): Markup {
  const number = numberLink(line);
  const first = number ?? (line.alsoText ? html`<span dir="ltr">${unbroken(line.alsoText)}</span>` : null);
  return html`<section class="card"><h2><bdi>${line.name}</bdi></h2>
${line.area ? html`<p><strong>${t('assistance.line.area')} <bdi>${line.area}</bdi></strong></p>` : ''}
${first ? html`<p class="stat"><b>${first}</b>${number ? '' : t('assistance.line.by_text')}</p>` : ''}
${factList(factsOf(t, lang, line, number !== null))}
${sourceView(t, lang, line, lists)}</section>
`;
}

function factsOf(t: Translate, lang: Lang, line: Helpline, called: boolean): Fact[] {
  const unstated = html`<span class="blank">${t('assistance.line.unstated')}</span>`;
  const href = line.chat ? safeAddress(line.chat) : null;
  const facts: Fact[] = [];
  if (line.dial) facts.push({ term: t('assistance.line.digits'), value: html`<span dir="ltr">${line.dial}</span>` });
  facts.push({ term: t('assistance.line.hours'), value: hoursText(t, lang, line.hours) ?? unstated });
  facts.push({
    term: t('assistance.line.languages'),
    value: line.languages ? languagesText(lang, line.languages) : unstated,
  });
  facts.push({ term: t('assistance.line.cost'), value: line.free ? t('assistance.line.free') : unstated });
  facts.push({ term: t('assistance.line.for'), value: t(`assistance.audience.${line.audience}`) });
  if (called && line.alsoText)
    facts.push({ term: t('assistance.line.also_text'), value: html`<span dir="ltr">${line.alsoText}</span>` });
  if (href)
    facts.push({
      term: t('assistance.line.web'),
      value: html`<a href="${href}" rel="${OUTSIDE}" dir="ltr">${hostOf(href)}</a>`,
    });
  return facts;
}

function sourceView(t: Translate, lang: Lang, { source }: Helpline, lists: ReadonlyMap<string, HelplineList>): Markup {
  const { seen, about, cites, via } = source;
  const date = seen
    ? t('assistance.source.dated', { date: formatDate(lang, seen) })
    : about
      ? t('assistance.source.about', { date: formatDate(lang, about) })
      : t('assistance.source.undated');
  const list = via ? lists.get(via) : undefined;
  const relies: Content =
    cites && safeAddress(cites)
      ? html` ${t('assistance.source.cites')} <a href="${cites}" rel="${OUTSIDE}" dir="ltr">${hostOf(cites)}</a>.`
      : '';
  const copied = list
    ? ` ${t('assistance.source.copy_of', { date: formatDate(lang, list.retrieved) })}`
    : ` ${t('assistance.source.copy')}`;
  return html`<p class="source">${t('ui.source.label')}: <a href="${source.url}" rel="${OUTSIDE}"><bdi lang="en">${source.title}</bdi></a>. ${date}${copied}${relies}</p>`;
}

/** Names of languages in the reader's language, else in English, else the code. */
export function languagesText(lang: Lang, codes: readonly string[]): string {
  let known = names.get(lang);
  if (!known) {
    const make = (tag: string) => new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' });
    names.set(lang, (known = { own: make(intlTag(lang)), english: make('en') }));
  }
  const { own, english } = known;
  return codes
    .map((code) => own.of(code) ?? english.of(code) ?? code)
    .join(lang === 'ar' ? '، ' : lang === 'zh' ? '、' : ', ');
}

function unbroken(number: string): string {
  return number.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : address;
}
