// Pages of vocabulary: disciplines, themes and the glossary.

import { pickLabel } from '#kernel/locale.ts';
import type { PageRequest, PageRoute, PageView } from '#kernel/page.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { glossary } from './index.ts';
import type { Concept } from './model.ts';
import { listConcepts } from './read.ts';
import type { VocabularyTables } from './tables.ts';
import { disciplineListView, disciplineView, glossaryView, themeListView, themeView } from './views.ts';

const LISTED = 30;

/** The routes of vocabulary. */
export function vocabularyPages(services: Services): PageRoute[] {
  const words = glossary(services);
  const db = services.db.reader<VocabularyTables>();
  const concepts = services.reference(['vocabulary'], () => listConcepts(db));

  async function disciplineList(request: PageRequest): Promise<PageView> {
    const { t } = request;
    return {
      kind: 'view',
      title: t('vocabulary.disciplines'),
      description: t('vocabulary.disciplines_lead'),
      body: disciplineListView(request, await words.disciplines()),
      shows: ['vocabulary'],
    };
  }

  async function disciplinePage(request: PageRequest): Promise<PageView> {
    const { t, lang, params } = request;
    const disciplines = await words.disciplines();
    const discipline = disciplines.find(({ id }) => id === params.id);
    if (!discipline) throw unknown('vocabulary.unknown_discipline', request, disciplines, '/disciplines/');
    const [panels, carded, themes] = await Promise.all([
      request.panels('discipline', discipline.id),
      services.ports.cards.list({ discipline: discipline.id, limit: LISTED, order: 'title' }, lang),
      words.themes(),
    ]);
    return {
      kind: 'view',
      title: pickLabel(discipline.labels, lang).text,
      description: pickLabel(discipline.description, lang).text,
      body: disciplineView(request, discipline, themes, panels, carded),
      crumbs: [{ label: t('vocabulary.disciplines'), path: '/disciplines' }],
      feeds: [
        {
          title: t('vocabulary.feed', { name: pickLabel(discipline.labels, lang).text }),
          path: `/feeds/discipline/${discipline.id}.${lang}.atom`,
        },
      ],
      shows: ['vocabulary', `on-discipline:${discipline.id}`],
    };
  }

  async function themeList(request: PageRequest): Promise<PageView> {
    const { t } = request;
    return {
      kind: 'view',
      title: t('vocabulary.themes'),
      description: t('vocabulary.themes_lead'),
      body: themeListView(request, await words.themes()),
      shows: ['vocabulary'],
    };
  }

  async function themePage(request: PageRequest): Promise<PageView> {
    const { t, lang, params } = request;
    const themes = await words.themes();
    const theme = themes.find(({ id }) => id === params.id);
    if (!theme) throw unknown('vocabulary.unknown_theme', request, themes, '/themes/');
    const [panels, carded, all] = await Promise.all([
      request.panels('theme', theme.id),
      services.ports.cards.list({ theme: theme.id, limit: LISTED, order: 'title' }, lang),
      concepts(),
    ]);
    const broader = themes.find(({ id }) => id === theme.broader);
    const own = all.filter((concept) => concept.theme === theme.id);
    const name = pickLabel(theme.labels, lang).text;
    return {
      kind: 'view',
      title: name,
      description: t('vocabulary.theme_description', { name }),
      body: themeView(request, {
        theme,
        themes,
        disciplines: await words.disciplines(),
        concepts: own,
        panels,
        carded,
      }),
      crumbs: [
        { label: t('vocabulary.themes'), path: '/themes' },
        ...(broader ? [{ label: pickLabel(broader.labels, lang).text, path: `/themes/${broader.id}` }] : []),
      ],
      feeds: [{ title: t('vocabulary.feed', { name }), path: `/feeds/theme/${theme.id}.${lang}.atom` }],
      shows: ['vocabulary', `on-theme:${theme.id}`],
    };
  }

  async function glossaryPage(request: PageRequest): Promise<PageView> {
    const { t } = request;
    const all: readonly Concept[] = await concepts();
    return {
      kind: 'view',
      title: t('vocabulary.glossary'),
      description: t('vocabulary.glossary_lead'),
      body: glossaryView(request, all),
      shows: ['vocabulary'],
    };
  }

  return [
    { method: 'GET', path: '/disciplines', access: 'everyone', handler: disciplineList },
    { method: 'GET', path: '/disciplines/:id', access: 'everyone', handler: disciplinePage },
    { method: 'GET', path: '/themes', access: 'everyone', handler: themeList },
    { method: 'GET', path: '/themes/:id', access: 'everyone', handler: themePage },
    { method: 'GET', path: '/glossary', access: 'everyone', handler: glossaryPage },
  ];
}

function unknown(
  code: string,
  { lang, params }: PageRequest,
  list: readonly { id: string; labels: Parameters<typeof pickLabel>[0] }[],
  path: string,
): Error {
  const typed = (params.id ?? '').slice(0, 40);
  const close = list.filter(({ id }) => id.includes(typed) || typed.includes(id) || id[0] === typed[0]).slice(0, 6);
  return notFound(
    code,
    { id: typed },
    close.map((entry) => ({ title: pickLabel(entry.labels, lang).text, path: path + entry.id })),
  );
}
