// Machine edges of the catalogue: Atom feeds, sitemap, robots and the OpenSearch description.

import type { CardView } from '#kernel/card.ts';
import { isLang, LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Bytes, PageRequest, PageRoute } from '#kernel/page.ts';
import { notFound } from '#kernel/problem.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import { placeTree } from '#modules/places/index.ts';
import type { Services } from '#platform/services.ts';
import type { Catalogue } from './index.ts';
import { readAsked, SEARCH_PARAMETERS, searchPath } from './input.ts';
import { SEARCHES } from './model.ts';
import { newestCards, sitemapBlock, sitemapBlocks } from './read/cards.ts';
import type { CatalogueTables } from './tables.ts';
import { atomFeed, openSearch, sitemapIndex, sitemapPart } from './xml.ts';

const FEED_SIZE = 30;
/** Cards in one part of the sitemap; with six languages each it stays below 50,000 addresses. */
const SITEMAP_BLOCK = 5_000;
const XML = 'application/xml; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';

/** The routes without a language in their address. */
export function outwardPages(services: Services, catalogue: Catalogue): PageRoute[] {
  const db = services.db.reader<CatalogueTables>();
  const places = placeTree(services);
  const words = glossary(services);

  function feed(
    request: PageRequest,
    input: { title: string; path: string; self: string; cards: readonly CardView[]; shows: readonly string[] },
  ): Bytes {
    const { lang, base, t, kindLabel } = request;
    const body = atomFeed({ lang, base, site: t('ui.site_name'), kindLabel, ...input });
    return { kind: 'bytes', type: ATOM, body, shows: input.shows, headers: { 'access-control-allow-origin': '*' } };
  }

  async function latest(request: PageRequest): Promise<Bytes> {
    const lang = languageOf(request.params.file, 'latest');
    const cards = await newestCards(db, FEED_SIZE, lang);
    return feed(request, {
      title: request.t('catalogue.feed.latest'),
      path: '/',
      self: `/feeds/latest.${lang}.atom`,
      cards,
      shows: ['cards'],
    });
  }

  async function search(request: PageRequest): Promise<Bytes> {
    const { t, lang, query } = request;
    const asked = { ...readAsked(query), order: 'date' as const, page: 1 };
    const { found } = await catalogue.search(asked, lang, FEED_SIZE);
    const path = searchPath({ ...asked, order: 'relevance' });
    const title = asked.q === '' ? t('catalogue.feed.search') : t('catalogue.search.title_for', { q: asked.q });
    return feed(request, {
      title,
      path,
      self: `/feeds/search.${lang}.atom${path.slice('/search'.length)}`,
      cards: found,
      shows: ['cards', 'vocabulary', 'places'],
    });
  }

  async function ofShelf(request: PageRequest): Promise<Bytes> {
    const { t } = request;
    const { shelf = '', file = '' } = request.params;
    const match = /^([\w-]{1,60})\.(en|fr|es|ar|ru|zh)\.atom$/.exec(file);
    if (!match) throw notFound();
    const [, id, tag] = match as unknown as [string, string, Lang];
    const name = await nameOf(shelf, id, tag);
    if (name === null) throw notFound();
    const filter = shelf === 'place' ? { place: id } : shelf === 'theme' ? { theme: id } : { discipline: id };
    const { cards } = await services.ports.cards.list({ ...filter, limit: FEED_SIZE, order: 'updated' }, tag);
    const path = shelf === 'place' ? `/places/${id}` : `/${shelf}s/${id}`;
    return feed(request, {
      title: `${name} – ${t('catalogue.feed.latest')}`,
      path,
      self: `/feeds/${shelf}/${file}`,
      cards,
      shows: [`on-${shelf}:${id}`],
    });
  }

  async function nameOf(shelf: string, id: string, lang: Lang): Promise<string | null> {
    if (shelf === 'place') return places.nameOf(id, lang);
    const list = shelf === 'theme' ? await words.themes() : shelf === 'discipline' ? await words.disciplines() : [];
    return list.find((entry) => entry.id === id)?.labels[lang] ?? null;
  }

  async function sitemap({ base }: PageRequest): Promise<Bytes> {
    const blocks = await sitemapBlocks(db, SITEMAP_BLOCK);
    return { kind: 'bytes', type: XML, body: sitemapIndex(base, blocks), shows: ['cards'] };
  }

  async function sitemapFile({ base, params }: PageRequest): Promise<Bytes> {
    const block = Number(/^(\d{1,6})\.xml$/.exec(params.file ?? '')?.[1] ?? Number.NaN);
    if (!Number.isInteger(block)) throw notFound();
    const cards = await sitemapBlock(db, block, SITEMAP_BLOCK);
    if (cards.length === 0) throw notFound();
    return { kind: 'bytes', type: XML, body: sitemapPart(base, cards), shows: ['cards'] };
  }

  function robots({ base }: PageRequest): Bytes {
    const rules = LANGS.flatMap((lang) => [`Disallow: /${lang}/search`, `Disallow: /${lang}/display`]);
    return {
      kind: 'bytes',
      type: 'text/plain; charset=utf-8',
      body: `User-agent: *\n${rules.join('\n')}\nSitemap: ${base}/sitemap.xml\n`,
      shows: ['robots'],
    };
  }

  function description(request: PageRequest): Bytes {
    const { lang, base, t } = request;
    const body = openSearch({ lang, base, name: t('ui.site_short'), description: t('catalogue.search.title') });
    return { kind: 'bytes', type: 'application/opensearchdescription+xml; charset=utf-8', body, shows: ['opensearch'] };
  }

  return [
    {
      method: 'GET',
      bare: true,
      path: '/feeds/:file{search\\.[a-z]{2}\\.atom}',
      access: 'everyone',
      query: SEARCH_PARAMETERS,
      limit: SEARCHES,
      handler: search,
    },
    { method: 'GET', bare: true, path: '/feeds/:file{latest\\.[a-z]{2}\\.atom}', access: 'everyone', handler: latest },
    {
      method: 'GET',
      bare: true,
      path: '/feeds/:shelf{place|theme|discipline}/:file',
      access: 'everyone',
      handler: ofShelf,
    },
    { method: 'GET', bare: true, path: '/sitemap.xml', access: 'everyone', handler: sitemap },
    { method: 'GET', bare: true, path: '/sitemap/:file', access: 'everyone', handler: sitemapFile },
    { method: 'GET', bare: true, path: '/robots.txt', access: 'everyone', handler: robots },
    { method: 'GET', bare: true, path: '/opensearch.xml', access: 'everyone', query: ['lang'], handler: description },
  ];
}

function languageOf(file: string | undefined, name: string): Lang {
  const tag = new RegExp(`^${name}\\.([a-z]{2})\\.atom$`).exec(file ?? '')?.[1];
  if (!tag || !isLang(tag)) throw notFound();
  return tag;
}
