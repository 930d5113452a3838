// The XML the catalogue gives to machines: Atom feeds (RFC 4287), sitemaps with language alternates, OpenSearch.

import type { CardView } from '#kernel/card.ts';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';

/** What an Atom feed is made of; paths are without language, `self` is with everything. */
export type AtomInput = {
  lang: Lang;
  base: string;
  site: string;
  title: string;
  path: string;
  self: string;
  cards: readonly CardView[];
  kindLabel(kind: string): string;
};

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
/** The moment given when a feed is empty: the format asks for one. */
const EPOCH = new Date(0);

/** Makes a feed; ids are the things' addresses in the feed's language. */
export function atomFeed({ lang, base, site, title, path, self, cards, kindLabel }: AtomInput): string {
  const updated = cards.reduce((latest, card) => (card.updatedAt > latest ? card.updatedAt : latest), EPOCH);
  const page = `${base}/${lang}${path === '/' ? '' : path}`;
  const entries = cards.map((card) => {
    const address = `${base}/${lang}${card.path}`;
    return (
      `<entry xml:lang="${card.lang}"><id>${text(address)}</id><title>${text(card.title)}</title><updated>${card.updatedAt.toISOString()}</updated>` +
      `<link rel="alternate" type="text/html" href="${text(address)}"/><category term="${text(card.ref.kind)}" label="${text(kindLabel(card.ref.kind))}"/>` +
      `<summary>${text(card.summary === '' ? card.title : card.summary)}</summary></entry>\n`
    );
  });
  return (
    `${HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}"><id>${text(base + self)}</id><title>${text(title)}</title>` +
    `<updated>${updated.toISOString()}</updated><author><name>${text(site)}</name></author>` +
    `<link rel="self" type="application/atom+xml" href="${text(base + self)}"/><link rel="alternate" type="text/html" href="${text(page)}"/>` +
    `<rights>CC BY 4.0</rights>\n${entries.join('')}</feed>\n`
  );
}

/** The list of sitemap parts. */
export function sitemapIndex(base: string, blocks: readonly { block: number; updatedAt: Date }[]): string {
  const parts = blocks.map(
    ({ block, updatedAt }) =>
      `<sitemap><loc>${text(base)}/sitemap/${block}.xml</loc><lastmod>${updatedAt.toISOString()}</lastmod></sitemap>\n`,
  );
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${parts.join('')}</sitemapindex>\n`;
}

/** One part: every page once, in English, with its other languages beside it. Fragments are left out. */
export function sitemapPart(base: string, cards: readonly { path: string; updatedAt: Date }[]): string {
  const entries = cards
    .filter(({ path }) => !path.includes('#'))
    .map(({ path, updatedAt }) => {
      const links = LANGS.map(
        (lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${text(`${base}/${lang}${path}`)}"/>`,
      );
      return `<url><loc>${text(`${base}/en${path}`)}</loc><lastmod>${updatedAt.toISOString()}</lastmod>${links.join('')}</url>\n`;
    });
  return `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join('')}</urlset>\n`;
}

/** How browsers search here. */
export function openSearch({
  lang,
  base,
  name,
  description,
}: {
  lang: Lang;
  base: string;
  name: string;
  description: string;
}): string {
  return (
    `${HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${text(name.slice(0, 16))}</ShortName>` +
    `<Description>${text(description)}</Description><InputEncoding>UTF-8</InputEncoding><Language>${lang}</Language>` +
    `<Url type="text/html" template="${text(`${base}/${lang}/search?q={searchTerms}&page={startPage?}`)}"/>` +
    `<Url type="application/atom+xml" template="${text(`${base}/feeds/search.${lang}.atom?q={searchTerms}`)}"/></OpenSearchDescription>\n`
  );
}

/** Text and attribute values, without the characters XML 1.0 does not know. */
function text(raw: string): string {
  return raw
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
