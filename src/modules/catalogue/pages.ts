// Pages of the catalogue: home and search.

import type { PageRequest, PageRoute, PageView } from '#kernel/page.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import type { Services } from '#platform/services.ts';
import type { Catalogue } from './index.ts';
import { readAsked, SEARCH_PARAMETERS, searchPath } from './input.ts';
import { FACETS, SEARCHES } from './model.ts';
import { countKinds, latestChanges } from './read/cards.ts';
import type { CatalogueTables } from './tables.ts';
import { homeView } from './views/home.ts';
import { searchView } from './views/search.ts';

const NEWEST = { limit: 8, perKind: 3, except: ['place', 'theme', 'discipline', 'concept', 'instrument', 'provision'] };

/** The routes of the catalogue with a language in their address. */
export function cataloguePages(services: Services, catalogue: Catalogue): PageRoute[] {
  const db = services.db.reader<CatalogueTables>();
  const words = glossary(services);

  async function homePage(request: PageRequest): Promise<PageView> {
    const { t, lang } = request;
    const [panels, disciplines, newest, kinds] = await Promise.all([
      request.panels('home', ''),
      words.disciplines(),
      latestChanges(db, NEWEST, lang),
      countKinds(db),
    ]);
    return {
      kind: 'view',
      title: t('catalogue.home.title'),
      description: t('catalogue.home.lead'),
      body: homeView(request, { panels, disciplines, newest, kinds }),
      feeds: [{ title: t('catalogue.feed.latest'), path: `/feeds/latest.${lang}.atom` }],
      jsonLd: {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: t('ui.site_name'),
        url: `${request.base}/${lang}`,
        inLanguage: lang,
        potentialAction: {
          '@type': 'SearchAction',
          target: { '@type': 'EntryPoint', urlTemplate: `${request.base}/${lang}/search?q={search_term_string}` },
          'query-input': 'required name=search_term_string',
        },
      },
      updatedAt: newest[0]?.updatedAt ?? null,
      shows: ['cards', 'vocabulary'],
      scripts: ['map'],
    };
  }

  async function searchPage(request: PageRequest): Promise<PageView> {
    const { t, lang, query } = request;
    const asked = readAsked(query);
    const blank = asked.q === '' && FACETS.every((facet) => asked.filters[facet] === undefined);
    const answer = await catalogue.search(asked, lang);
    const labels = Object.fromEntries(
      await Promise.all(
        FACETS.map(async (facet) => {
          const value = asked.filters[facet];
          return [facet, value === undefined ? undefined : await catalogue.labelOf(facet, value, lang)] as const;
        }),
      ),
    );
    const path = searchPath({ ...asked, page: 1 });
    return {
      kind: 'view',
      title: asked.q === '' ? t('catalogue.search.title') : t('catalogue.search.title_for', { q: asked.q }),
      body: searchView(request, { asked, answer, labels, blank }),
      canonical: searchPath(asked),
      feeds: [{ title: t('catalogue.feed.search'), path: `/feeds/search.${lang}.atom${path.slice('/search'.length)}` }],
      noIndex: !blank,
      shows: ['cards', 'vocabulary', 'places'],
    };
  }

  return [
    { method: 'GET', path: '/', access: 'everyone', handler: homePage },
    {
      method: 'GET',
      path: '/search',
      access: 'everyone',
      query: SEARCH_PARAMETERS,
      limit: SEARCHES,
      handler: searchPage,
    },
  ];
}
