// Pages of legislation: the ways in, one country's law, one answer, and one attribute over the world with its CSV.

import { isoDay } from '#kernel/clock.ts';
import type { PageAnswer, PageRequest, PageRoute, PageView, Redirect } from '#kernel/page.ts';
import { notFound } from '#kernel/problem.ts';
import { drawWorld, placeName, placeTree } from '#modules/places/index.ts';
import type { Place, PlaceTree } from '#modules/places/index.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import type { Services } from '#platform/services.ts';
import { asksOpen } from '#ui/details.ts';
import { readSort } from '#ui/table.ts';
import { legislation } from './index.ts';
import type { Legislation } from './index.ts';
import { attributeCsv } from './csv.ts';
import { ANSWER_KIND, answerKey, GRADES } from './model.ts';
import type { Attribute } from './model.ts';
import { orderRows } from './order.ts';
import { answerView } from './views/answer-view.ts';
import { attributeView, SORTABLE } from './views/attribute-view.ts';
import type { AttributeFilter, CountryRow } from './views/attribute-view.ts';
import { countryLawView } from './views/country-view.ts';
import { lawMap } from './views/home-panels.ts';
import { lawsView } from './views/laws-view.ts';
import { readerOf, shownValue } from './views/parts.ts';

/** The attribute the observatory opens with: sourced for most countries, drawn as a map. */
export const FIRST_ATTRIBUTE = 'Q01';

/** The doors the pages use. */
export type Doors = { services: Services; law: Legislation; places: PlaceTree; words: ReturnType<typeof glossary> };

/** The routes of legislation. */
export function legislationPages(services: Services): PageRoute[] {
  const doors: Doors = { services, law: legislation(services), places: placeTree(services), words: glossary(services) };
  return [
    {
      method: 'GET',
      path: '/laws',
      access: 'everyone',
      query: ['open'],
      handler: (request) => lawsPage(request, doors),
    },
    {
      method: 'GET',
      path: '/laws/attributes/:slug',
      access: 'everyone',
      query: ['grade', 'region', 'sort'],
      handler: (request) => attributePage(request, doors),
    },
    {
      method: 'GET',
      path: '/laws/:country',
      access: 'everyone',
      query: ['open'],
      handler: (request) => countryPage(request, doors),
    },
    {
      method: 'GET',
      path: '/laws/:country/:attribute',
      access: 'everyone',
      handler: (request) => answerPage(request, doors),
    },
  ];
}

async function lawsPage(request: PageRequest, { law, places }: Doors): Promise<PageView> {
  const { lang, t, query } = request;
  const named = (await places.countries()).map((place) => ({ code: place.code, name: placeName(place, lang) }));
  return {
    kind: 'view',
    title: t('legislation.laws.title'),
    description: t('legislation.laws.description'),
    body: lawsView(readerOf(request, await law.book()), {
      countries: await law.countries(),
      places: named.sort((a, b) => a.name.localeCompare(b.name, lang)),
      open: asksOpen(query),
    }),
    canonical: '/laws',
    shows: ['legislation', `kind:${ANSWER_KIND}`, 'places'],
  };
}

async function countryPage(request: PageRequest, doors: Doors): Promise<PageView | Redirect> {
  const { lang, t, params, query, now } = request;
  if (params.country === 'attributes') return { kind: 'redirect', to: `/${lang}/laws`, status: 301 };
  const place = await countryOf(request, doors, params.country ?? '');
  if (place.kind !== 'country') return { kind: 'redirect', to: `/${lang}/places/${place.code}`, status: 302 };
  if (place.code !== params.country) return { kind: 'redirect', to: `/${lang}/laws/${place.code}`, status: 301 };
  const { positions, until } = await doors.law.ofPlace(place.code, isoDay(now));
  const name = placeName(place, lang);
  return {
    kind: 'view',
    title: t('legislation.country.title', { place: name }),
    description: t('legislation.country.description', { place: name }),
    body: countryLawView(
      readerOf(request, await doors.law.book()),
      { code: place.code, name },
      positions,
      asksOpen(query),
    ),
    canonical: `/laws/${place.code}`,
    crumbs: [{ label: t('legislation.menu'), path: '/laws' }],
    shows: ['legislation', 'standards', 'places', `on-place:${place.code}`],
    validUntil: until,
  };
}

async function answerPage(request: PageRequest, doors: Doors): Promise<PageView | Redirect> {
  const { lang, t, params, now } = request;
  const place = await countryOf(request, doors, params.country ?? '');
  const book = await doors.law.book();
  const typed = params.attribute ?? '';
  const attribute = book.byId.get(typed.toUpperCase()) ?? book.bySlug.get(typed.toLowerCase());
  if (!attribute || place.kind !== 'country')
    throw notFound('legislation.unknown_attribute', { attribute: typed.slice(0, 60) });
  if (place.code !== params.country || attribute.id !== typed) {
    return { kind: 'redirect', to: `/${lang}/laws/${place.code}/${attribute.id}`, status: 301 };
  }
  const { position, until } = await doors.law.ofPlaceAttribute(place.code, attribute, isoDay(now));
  const name = placeName(place, lang);
  const reader = readerOf(request, book);
  const names = { place: name, attribute: attribute.short[lang] };
  return {
    kind: 'view',
    title: t('legislation.answer.title', names),
    description: position.shown
      ? t('legislation.card.title', { ...names, value: shownValue(reader, position) })
      : t('legislation.answer.blank', { place: name }),
    body: answerView(reader, { code: place.code, name }, position),
    crumbs: [
      { label: t('legislation.menu'), path: '/laws' },
      { label: name, path: `/laws/${place.code}` },
    ],
    shows: [
      'legislation',
      'standards',
      'places',
      `on-place:${place.code}`,
      `${ANSWER_KIND}:${answerKey(place.code, attribute.id)}`,
    ],
    validUntil: until,
  };
}

async function attributePage(request: PageRequest, doors: Doors): Promise<PageAnswer> {
  const { lang, t, params, now } = request;
  const { law, places, words } = doors;
  const asCsv = (params.slug ?? '').endsWith('.csv');
  const typed = (params.slug ?? '').replace(/\.csv$/, '');
  const book = await law.book();
  const attribute = book.bySlug.get(typed) ?? book.byId.get(typed.toUpperCase());
  if (!attribute)
    throw notFound(
      'legislation.unknown_attribute',
      { attribute: typed.slice(0, 60) },
      nearAttributes(book.attributes, typed, request),
    );
  if (attribute.slug !== typed) {
    return { kind: 'redirect', to: `/${lang}/laws/attributes/${attribute.slug}${asCsv ? '.csv' : ''}`, status: 301 };
  }
  const { byCode, childrenOf } = await places.tree();
  const { positions, until } = await law.ofAttributes([attribute], isoDay(now));
  const nameOf = (code: string) => placeName(byCode.get(code)!, lang);
  const rows = positions.map((position): CountryRow => ({
    code: position.place,
    name: nameOf(position.place),
    position,
  }));
  const shows = ['legislation', 'standards', 'places', `kind:${ANSWER_KIND}`];
  if (asCsv) return { ...attributeCsv({ attribute, rows, book, lang }), shows, validUntil: until };
  const regions = (childrenOf.get('001') ?? []).map((place) => ({ code: place.code, name: placeName(place, lang) }));
  const filter = filterOf(
    request,
    regions.map(({ code }) => code),
  );
  const reader = readerOf(request, book);
  const wanted = rows.filter(
    ({ code, position }) =>
      (filter.grade === null || position.grade === filter.grade) &&
      (filter.region === null || byCode.get(code)!.ancestors.includes(filter.region)),
  );
  const map =
    attribute.id === FIRST_ATTRIBUTE && filter.grade === null && filter.region === null
      ? lawMap(reader, {
          attribute,
          positions,
          world: await drawWorld(),
          asset: request.asset('world.svg'),
          nameOf,
          tableHref: '#countries',
        })
      : null;
  return {
    kind: 'view',
    title: attribute.short[lang],
    description: attribute.question[lang],
    body: attributeView(reader, {
      attribute,
      rows: orderRows(wanted, filter.sort, lang),
      all: positions,
      regions,
      filter,
      themes: await Promise.all(attribute.themes.map(async (id) => ({ id, label: await words.themeLabel(id, lang) }))),
      map,
    }),
    canonical: `/laws/attributes/${attribute.slug}`,
    crumbs: [{ label: t('legislation.menu'), path: '/laws' }],
    jsonLd: datasetOf(
      request,
      attribute,
      positions.flatMap(({ shown }) => (shown?.asOf ? [shown.asOf] : [])),
    ),
    scripts: map ? ['map'] : [],
    shows: [...shows, 'vocabulary'],
    validUntil: until,
  };
}

async function countryOf(request: PageRequest, { places, services }: Doors, typed: string): Promise<Place> {
  const code = await places.canonicalCode(typed);
  const place = code ? await places.placeByCode(code) : undefined;
  if (place?.kind === 'subdivision') {
    const above = (await Promise.all(place.ancestors.map((ancestor) => places.placeByCode(ancestor)))).findLast(
      (ancestor) => ancestor?.kind === 'country',
    );
    if (above) return above;
  }
  if (place) return place;
  const near = await services.ports.cards.near(typed, request.lang, ['place']);
  throw notFound(
    'legislation.unknown_country',
    { code: typed.slice(0, 60) },
    near.slice(0, 6).map(({ title, path }) => ({ title, path })),
  );
}

function filterOf({ query }: PageRequest, regions: readonly string[]): AttributeFilter {
  const grade = query.get('grade');
  const region = query.get('region');
  return {
    grade: GRADES.some((known) => known === grade) ? grade : null,
    region: region !== null && regions.includes(region) ? region : null,
    sort: readSort(query.get('sort'), SORTABLE) ?? { by: 'country', descending: false },
  };
}

function nearAttributes(attributes: readonly Attribute[], typed: string, { lang }: PageRequest) {
  const words = typed
    .toLowerCase()
    .split('-')
    .filter((word) => word.length > 3);
  return attributes
    .filter(({ slug }) => words.some((word) => slug.includes(word)))
    .slice(0, 6)
    .map((attribute) => ({ title: attribute.short[lang], path: `/laws/attributes/${attribute.slug}` }));
}

function datasetOf(
  { base, lang, t }: PageRequest,
  attribute: Attribute,
  dates: readonly string[],
): Record<string, unknown> {
  const address = `${base}/${lang}/laws/attributes/${attribute.slug}`;
  const sorted = [...dates].sort();
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': address,
    name: attribute.short[lang],
    description: `${attribute.question[lang]} ${t('legislation.not_current')}`,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    spatialCoverage: 'World',
    ...(sorted.length > 0 ? { temporalCoverage: `${sorted[0]}/${sorted.at(-1)}` } : {}),
    distribution: [{ '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: `${address}.csv` }],
  };
}
