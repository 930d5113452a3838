// Pages of places: the list by region, one place with the panels of every module, and the list as CSV.

import type { Bytes, PageRequest, PageRoute, PageView, Redirect } from '#kernel/page.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { placeTree } from './index.ts';
import type { Place, PlaceSource } from './model.ts';
import { listPlaceSources } from './read.ts';
import type { PlacesTables } from './tables.ts';
import { canonicalCode, placeName } from './tree.ts';
import type { Tree } from './tree.ts';
import { placeListView, placeView } from './views.ts';

/** Cards of places and of what the panels show are not listed again. */
const SHOWN_ELSEWHERE = ['place', 'legislation.answer', 'assistance.helpline'];

/** The routes of places. */
export function placePages(services: Services): PageRoute[] {
  const places = placeTree(services);
  const db = services.db.reader<PlacesTables>();
  const sources = services.reference(
    ['places'],
    async () => new Map((await listPlaceSources(db)).map((source) => [source.id, source])),
  );
  return [
    {
      method: 'GET',
      path: '/places',
      access: 'everyone',
      handler: async (request) => listPage(request, await places.tree()),
    },
    {
      method: 'GET',
      path: '/places.csv',
      access: 'everyone',
      handler: async (request) => csvPage(request, await places.tree()),
    },
    {
      method: 'GET',
      path: '/places/:code',
      access: 'everyone',
      handler: async (request) => placePage(request, services, await places.tree(), await sources()),
    },
  ];
}

function listPage(request: PageRequest, tree: Tree): PageView {
  const { t } = request;
  return {
    kind: 'view',
    title: t('places.title'),
    description: t('places.lead'),
    body: placeListView(request, tree),
    shows: ['places'],
  };
}

async function placePage(
  request: PageRequest,
  services: Services,
  tree: Tree,
  sources: ReadonlyMap<string, PlaceSource>,
): Promise<PageView | Redirect> {
  const { t, lang } = request;
  const typed = request.params.code ?? '';
  const code = canonicalCode(tree, typed);
  if (code === undefined) throw await unknownPlace(services, request, typed);
  if (code !== typed) return { kind: 'redirect', to: `/${lang}/places/${code}`, status: 301 };
  const place = tree.byCode.get(code)!;
  const [panels, carded] = await Promise.all([
    request.panels('place', code),
    services.ports.cards.list({ place: code, except: SHOWN_ELSEWHERE, limit: 6, order: 'updated' }, lang),
  ]);
  const name = placeName(place, lang);
  return {
    kind: 'view',
    title: name,
    description: t('places.description', { name }),
    body: placeView(request, { place, tree, sources, panels, carded }),
    crumbs: crumbsOf(tree, place, request),
    feeds: [{ title: t('places.feed', { name }), path: `/feeds/place/${code}.${lang}.atom` }],
    jsonLd: jsonLdOf(request, tree, place),
    updatedAt: carded.cards[0]?.updatedAt ?? null,
    shows: ['places', `place:${code}`, `on-place:${code}`],
  };
}

async function unknownPlace(services: Services, request: PageRequest, typed: string): Promise<Error> {
  const near = await services.ports.cards.near(typed, request.lang, ['place']);
  return notFound(
    'places.unknown',
    { code: typed.slice(0, 60) },
    near.slice(0, 6).map(({ title, path }) => ({ title, path })),
  );
}

function crumbsOf(tree: Tree, place: Place, { lang, t }: PageRequest) {
  const above = place.ancestors.map((code) => tree.byCode.get(code)!);
  return [
    { label: t('places.menu'), path: '/places' },
    ...above.map((ancestor) => ({ label: placeName(ancestor, lang), path: `/places/${ancestor.code}` })),
  ];
}

function jsonLdOf({ base, lang }: PageRequest, tree: Tree, place: Place): Record<string, unknown> {
  const parent = place.parent ? tree.byCode.get(place.parent) : undefined;
  return {
    '@context': 'https://schema.org',
    '@type': place.kind === 'country' ? 'Country' : place.kind === 'subdivision' ? 'AdministrativeArea' : 'Place',
    '@id': `${base}/${lang}/places/${place.code}`,
    name: placeName(place, lang),
    identifier: place.code,
    ...(parent
      ? {
          containedInPlace: {
            '@type': 'Place',
            '@id': `${base}/${lang}/places/${parent.code}`,
            name: placeName(parent, lang),
          },
        }
      : {}),
  };
}

function csvPage({ lang }: PageRequest, tree: Tree): Bytes {
  const columns = [
    'code',
    'kind',
    'iso2',
    'm49',
    'parent',
    'name',
    'ldc',
    'income_group',
    'income_year',
    'dac_group',
    'dac_year',
  ];
  const lines = [...tree.byCode.values()]
    .filter((place) => place.kind !== 'subdivision')
    .map((place) => {
      const income = place.detail && 'value' in place.detail.income ? place.detail.income : null;
      const dac = place.detail && 'value' in place.detail.dac ? place.detail.dac : null;
      return [
        place.code,
        place.kind,
        place.iso2,
        place.m49,
        place.parent,
        placeName(place, lang),
        place.detail?.ldc.value ?? null,
        income?.value ?? null,
        income?.year ?? null,
        dac?.value ?? null,
        dac?.year ?? null,
      ];
    });
  const body = [columns, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n');
  return {
    kind: 'bytes',
    type: 'text/csv; charset=utf-8',
    body: `${body}\r\n`,
    fileName: `places-${lang}.csv`,
    shows: ['places'],
  };
}

function csvCell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
