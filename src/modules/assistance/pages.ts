// Pages of assistance: help for a child now, contact with the operator, and the objective itself.

import type { Lang } from '#kernel/locale.ts';
import type { PageAnswer, PageRequest, PageRoute, PageView, Redirect } from '#kernel/page.ts';
import type { Panel } from '#kernel/manifest.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { placeName, placeTree } from '#modules/places/index.ts';
import type { Place, PlaceTree } from '#modules/places/index.ts';
import { messageDesk, RECEIPT } from './actions.ts';
import type { MessageDesk } from './actions.ts';
import { helplines } from './index.ts';
import type { Helplines } from './index.ts';
import { readMessage } from './input.ts';
import { TOPICS } from './model.ts';
import { countReadiness, nextDay } from './readiness.ts';
import { contactView, sentView } from './views/contact.ts';
import { helpIndexView, helpPanelView, helpPlaceView } from './views/help.ts';
import type { HelpPlace, HelpRegion } from './views/help.ts';
import { assistanceView } from './views/readiness.ts';

const SHOWS = ['assistance', 'places'];

/** The routes of assistance. */
export function assistancePages(services: Services): PageRoute[] {
  const places = placeTree(services);
  const help = helplines(services);
  const desk = messageDesk(services);
  const readiness = countReadiness(services);
  return [
    {
      method: 'GET',
      path: '/help-now',
      access: 'everyone',
      query: ['place'],
      handler: (request) => helpPage(request, places, help),
    },
    {
      method: 'GET',
      path: '/help-now/:code',
      access: 'everyone',
      handler: (request) => helpPlacePage(request, services, places, help),
    },
    {
      method: 'GET',
      path: '/contact',
      access: 'everyone',
      query: ['topic'],
      handler: (request) => contactPage(request),
    },
    { method: 'POST', path: '/contact', access: 'everyone', handler: (request) => sendPage(request, desk) },
    { method: 'GET', path: '/contact/sent/:receipt', access: 'everyone', handler: (request) => sentPage(request) },
    {
      method: 'GET',
      path: '/assistance',
      access: 'everyone',
      handler: async (request): Promise<PageView> => ({
        kind: 'view',
        title: request.t('assistance.page.title'),
        description: request.t('assistance.page.lead'),
        body: assistanceView(request, await readiness(request.now), await regionsOf(places, request.lang)),
        shows: [...SHOWS, 'analysis', 'legislation'],
        validUntil: nextDay(request.now),
      }),
    },
  ];
}

/** The block on the pages of countries; nothing on other places. */
export function helpPanel(services: Services): Panel {
  const places = placeTree(services);
  const help = helplines(services);
  return {
    on: 'place',
    order: 5,
    async view(request, code) {
      if ((await places.placeByCode(code))?.kind !== 'country') return null;
      return {
        title: request.t('ui.help_now'),
        anchor: 'help',
        body: helpPanelView(request, code, await help.ofPlace(code)),
        shows: ['assistance'],
      };
    },
  };
}

async function helpPage(request: PageRequest, places: PlaceTree, help: Helplines): Promise<PageAnswer> {
  const { t, lang, query } = request;
  const asked = query.get('place');
  if (asked)
    return { kind: 'redirect', to: `/${lang}/help-now/${encodeURIComponent(asked.slice(0, 60))}`, status: 303 };
  const book = await help.book();
  const regions = (await regionsOf(places, lang)).map((region) => ({
    ...region,
    countries: region.countries.filter(({ code }) => book.ofPlace.has(code)),
  }));
  return {
    kind: 'view',
    title: t('ui.help_now'),
    description: t('assistance.help.calm'),
    body: helpIndexView(request, {
      book,
      places: await choiceOf(places, lang),
      regions: regions.filter(({ countries }) => countries.length > 0),
    }),
    shows: SHOWS,
  };
}

async function helpPlacePage(
  request: PageRequest,
  services: Services,
  places: PlaceTree,
  help: Helplines,
): Promise<PageView | Redirect> {
  const { t, lang } = request;
  const typed = request.params.code ?? '';
  const country = await countryOf(places, typed);
  if (country === null) {
    const near = await services.ports.cards.near(typed, lang, ['place']);
    const countries = near.filter(({ ref }) => /^[A-Z]{3}$/.test(ref.id)).slice(0, 6);
    throw notFound(
      'assistance.unknown_country',
      { code: typed.slice(0, 60) },
      countries.map(({ title, ref }) => ({ title, path: `/help-now/${ref.id}` })),
    );
  }
  if (country.code !== typed) return { kind: 'redirect', to: `/${lang}/help-now/${country.code}`, status: 301 };
  const name = placeName(country, lang);
  const book = await help.book();
  const lines = await help.ofPlace(country.code);
  return {
    kind: 'view',
    title: t('assistance.help.title', { place: name }),
    description: t('assistance.help.calm'),
    body: helpPlaceView(request, {
      book,
      places: await choiceOf(places, lang),
      regions: [],
      place: { code: country.code, name },
      lines,
    }),
    crumbs: [{ label: t('ui.help_now'), path: '/help-now' }],
    shows: SHOWS,
  };
}

/** The country meant by a code: itself, or the country a subdivision lies in. */
async function countryOf(places: PlaceTree, typed: string): Promise<Place | null> {
  const code = await places.canonicalCode(typed);
  const place = code === undefined ? undefined : await places.placeByCode(code);
  if (!place) return null;
  if (place.kind === 'country') return place;
  for (const ancestor of place.ancestors) {
    const above = await places.placeByCode(ancestor);
    if (above?.kind === 'country') return above;
  }
  return null;
}

function contactPage({ query, ...request }: PageRequest): PageView {
  const topic = TOPICS.find((known) => known === query.get('topic'));
  return {
    kind: 'view',
    title: request.t('assistance.contact.title'),
    description: request.t('assistance.contact.lead'),
    body: contactView({ query, ...request }, { values: new URLSearchParams(topic ? { topic } : {}) }),
    shows: ['assistance'],
  };
}

async function sendPage(request: PageRequest, desk: MessageDesk): Promise<PageAnswer> {
  const { t, lang, form } = request;
  const title = t('assistance.contact.title');
  const read = readMessage(form);
  if ('errors' in read) {
    const errors = Object.fromEntries(
      Object.entries(read.errors).map(([field, { key, values }]) => [field, t(key, values)]),
    );
    return { kind: 'view', status: 422, title, noIndex: true, body: contactView(request, { values: form, errors }) };
  }
  const { viewer, address } = request;
  const taken = await desk.take(read.draft, lang, viewer.id === null ? { address } : { person: viewer.id });
  if ('refusal' in taken) {
    const { resets, headers } = taken.refusal;
    const refusal = t('assistance.problem.too_many_messages.detail', { minutes: Math.ceil(resets / 60) });
    const body = contactView(request, { values: form, refusal });
    return { kind: 'view', status: 429, title, noIndex: true, headers, body };
  }
  return { kind: 'redirect', to: `/${lang}/contact/sent/${taken.receipt}`, status: 303 };
}

function sentPage(request: PageRequest): PageView {
  const receipt = request.params.receipt ?? '';
  if (!RECEIPT.test(receipt)) throw notFound();
  return { kind: 'view', title: request.t('assistance.sent.title'), noIndex: true, body: sentView(request, receipt) };
}

const collators = new Map<Lang, Intl.Collator>();

function byName(lang: Lang): (a: HelpPlace, b: HelpPlace) => number {
  const collator = collators.get(lang) ?? new Intl.Collator(lang === 'zh' ? 'zh-u-co-pinyin' : lang);
  collators.set(lang, collator);
  return (a, b) => collator.compare(a.name, b.name);
}

async function choiceOf(places: PlaceTree, lang: Lang): Promise<HelpPlace[]> {
  return (await places.countries())
    .map((place) => ({ code: place.code, name: placeName(place, lang) }))
    .sort(byName(lang));
}

async function regionsOf(places: PlaceTree, lang: Lang): Promise<HelpRegion[]> {
  const { childrenOf } = await places.tree();
  const regions = (childrenOf.get('001') ?? []).filter(({ kind }) => kind !== 'subdivision');
  return Promise.all(
    regions.map(async (region) => ({
      code: region.code,
      name: placeName(region, lang),
      countries: (await places.countriesWithin(region.code))
        .map((place) => ({ code: place.code, name: placeName(place, lang) }))
        .sort(byName(lang)),
    })),
  );
}
