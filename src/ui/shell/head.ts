// The head of every document: title, addresses in the other languages, feeds, social card, data block and scripts.

import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Translate } from '#kernel/page.ts';
import { escapeText } from '../html.ts';
import { addressOf } from '../address.ts';
import type { ShellInput } from './input.ts';

const LOCALES: Record<Lang, string> = { en: 'en_GB', fr: 'fr_FR', es: 'es_ES', ar: 'ar_AR', ru: 'ru_RU', zh: 'zh_CN' };

const LONGEST_TITLE = 70;

/** The `<head>` element; `path` is canonical and encoded. */
export function headOf(input: ShellInput, path: string): string {
  const { lang, t, base, view, assets } = input;
  const site = escapeText(t('ui.site_name'));
  const title = escapeText(view.title);
  let head =
    `<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
    `<title>${windowTitle(t, view.title, path)}</title>\n<link rel="stylesheet" href="${escapeText(assets.css)}">\n<link rel="icon" type="image/svg+xml" href="/favicon.ico">\n`;
  if (view.description) head += `<meta name="description" content="${escapeText(view.description)}">\n`;
  head += view.noIndex ? `<meta name="robots" content="noindex">\n` : addresses(lang, base, path);
  head +=
    `<meta property="og:title" content="${title}">\n<meta property="og:type" content="website">\n` +
    `<meta property="og:site_name" content="${site}">\n<meta property="og:locale" content="${LOCALES[lang]}">\n`;
  if (view.description) head += `<meta property="og:description" content="${escapeText(view.description)}">\n`;
  head += `<link rel="search" type="application/opensearchdescription+xml" title="${site}" href="/opensearch.xml?lang=${lang}">\n`;
  for (const feed of view.feeds ?? []) {
    head += `<link rel="alternate" type="application/atom+xml" title="${escapeText(feed.title)}" href="${escapeText(feed.path)}">\n`;
  }
  if (view.jsonLd) head += `<script type="application/ld+json">${jsonForHtml(view.jsonLd)}</script>\n`;
  for (const name of new Set(['shell', ...(view.scripts ?? [])])) {
    head += `<script src="${escapeText(assets.script(name))}" defer></script>\n`;
  }
  return `${head}</head>\n`;
}

/** The title for tabs and search results: at most 70 characters, the name of the site shortened or left out before the page's. */
function windowTitle(t: Translate, title: string, path: string): string {
  const site = t('ui.site_name');
  const choices = path === '/' ? [site] : [`${title} – ${site}`, `${title} – ${t('ui.site_short')}`, title];
  const fitting = choices.map(escapeText).find((choice) => choice.length <= LONGEST_TITLE);
  if (fitting !== undefined) return fitting;
  let cut = title.slice(0, LONGEST_TITLE);
  while (escapeText(cut).length >= LONGEST_TITLE) cut = cut.slice(0, -1);
  return `${escapeText(cut.toWellFormed().trimEnd())}…`;
}

function addresses(lang: Lang, base: string, path: string): string {
  const own = escapeText(base + addressOf(lang, path));
  let links = `<link rel="canonical" href="${own}">\n<meta property="og:url" content="${own}">\n`;
  for (const other of LANGS) {
    links += `<link rel="alternate" hreflang="${other}" href="${escapeText(base + addressOf(other, path))}">\n`;
  }
  return links;
}

/** JSON that cannot end the script element it stands in. */
function jsonForHtml(data: Record<string, unknown>): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
