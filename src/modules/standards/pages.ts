// Pages of standards: the list of instruments, one instrument, one provision with everything linked to it.

import type { PageRequest, PageRoute, PageView, Redirect } from '#kernel/page.ts';
import { pickLabel } from '#kernel/locale.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import type { Glossary, Theme } from '#modules/vocabulary/index.ts';
import { canonicalAddress, matchAddresses, withNumber } from './address.ts';
import { standards } from './index.ts';
import type { Spine } from './index.ts';
import { provisionKey } from './model.ts';
import type { Provision } from './model.ts';
import { neighbours, provisionsOfReference } from './spine.ts';
import { instrumentListView, instrumentView, provisionView } from './views.ts';

const LINKED = 12;
/** Cards of the spine itself and of pieces shown in panels are not listed again. */
const SHOWN_ELSEWHERE = [
  'provision',
  'instrument',
  'legislation.answer',
  'legislation.attribute',
  'analysis.indicator',
  'theme',
];

/** The routes of standards. */
export function standardsPages(services: Services): PageRoute[] {
  const door = standards(services);
  const words = glossary(services);
  return [
    {
      method: 'GET',
      path: '/standards',
      access: 'everyone',
      handler: async (request) => listPage(request, await door.spine()),
    },
    {
      method: 'GET',
      path: '/standards/:instrument',
      access: 'everyone',
      handler: async (request) => instrumentPage(request, await door.spine()),
    },
    {
      method: 'GET',
      path: '/standards/:instrument/:n',
      access: 'everyone',
      handler: async (request) => provisionPage(request, services, words, await door.spine()),
    },
  ];
}

function listPage(request: PageRequest, spine: Spine): PageView {
  const { t } = request;
  return {
    kind: 'view',
    title: t('standards.title'),
    description: t('standards.lead'),
    body: instrumentListView(request, spine),
    shows: ['standards'],
  };
}

async function instrumentPage(request: PageRequest, spine: Spine): Promise<PageView | Redirect> {
  const { t, lang, params } = request;
  const typed = params.instrument ?? '';
  const instrument = spine.byId.get(typed.toLowerCase());
  if (!instrument) throw unknownInstrument(spine, request, typed);
  if (instrument.id !== typed) return { kind: 'redirect', to: `/${lang}/standards/${instrument.id}`, status: 301 };
  const panels = await request.panels('instrument', instrument.id);
  const title = pickLabel(instrument.titles, lang).text;
  return {
    kind: 'view',
    title,
    description: t('standards.description', { title }),
    body: instrumentView(request, spine, instrument, panels),
    crumbs: [{ label: t('standards.menu'), path: '/standards' }],
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Legislation',
      name: title,
      ...(instrument.symbol ? { legislationIdentifier: instrument.symbol } : {}),
      ...(instrument.adopted ? { legislationDate: instrument.adopted } : {}),
      sameAs: instrument.url,
    },
    shows: ['standards', `on-provision:${instrument.id}`],
  };
}

async function provisionPage(
  request: PageRequest,
  services: Services,
  words: Glossary,
  spine: Spine,
): Promise<PageView | Redirect> {
  const { t, lang, params } = request;
  const typed = params.n ?? '';
  const id = (params.instrument ?? '').toLowerCase();
  const instrument = spine.byId.get(id);
  if (!instrument) throw unknownInstrument(spine, request, params.instrument ?? '');
  const listed = spine.provisionsOf.get(id) ?? [];
  const n = canonicalAddress(typed);
  const matches = matchAddresses(
    listed.map((provision) => provision.n),
    n,
  );
  const canonical = matches[0];
  if (canonical === undefined) {
    const near = listed.filter((provision) => provision.n.startsWith(n.split('.')[0]!)).slice(0, 6);
    throw notFound(
      'standards.unknown_provision',
      { n: typed.slice(0, 40), title: pickLabel(instrument.shorts, lang).text },
      (near.length > 0 ? near : listed.slice(0, 6)).map((provision) => ({
        title: `${instrument.shorts[lang]} ${provision.label}: ${provision.topic}`,
        path: `/standards/${id}/${provision.n}`,
      })),
    );
  }
  if (canonical !== typed || id !== params.instrument)
    return { kind: 'redirect', to: `/${lang}/standards/${id}/${canonical}`, status: 301 };
  const provision = spine.byKey.get(`${id}:${canonical}`)!;
  const key = provisionKey(provision);
  const [panels, linked, themes] = await Promise.all([
    request.panels('provision', key),
    services.ports.cards.list({ provision: key, except: SHOWN_ELSEWHERE, limit: LINKED, order: 'updated' }, lang),
    themesOn(words, spine, provision),
  ]);
  const short = pickLabel(instrument.shorts, lang).text;
  return {
    kind: 'view',
    title: withNumber(short, provision.label, lang),
    description: provision.gist,
    body: provisionView(request, {
      spine,
      instrument,
      provision,
      around: neighbours(spine, provision),
      panels,
      themes,
      linked,
    }),
    crumbs: [
      { label: t('standards.menu'), path: '/standards' },
      { label: short, path: `/standards/${id}` },
    ],
    shows: ['standards', `on-provision:${key}`],
  };
}

async function themesOn(words: Glossary, spine: Spine, provision: Provision): Promise<Theme[]> {
  const themes = await words.themes();
  return themes.filter((theme) =>
    theme.refs.some((reference) => provisionsOfReference(spine, reference).includes(provision)),
  );
}

function unknownInstrument(spine: Spine, { lang }: PageRequest, typed: string): Error {
  const wanted = typed.toLowerCase().slice(0, 40);
  const close = spine.instruments.filter(
    ({ id, shorts }) =>
      id.includes(wanted) || wanted.includes(id) || shorts.en.toLowerCase().includes(wanted) || id[0] === wanted[0],
  );
  return notFound(
    'standards.unknown_instrument',
    { id: typed.slice(0, 40) },
    close
      .slice(0, 6)
      .map((instrument) => ({ title: pickLabel(instrument.titles, lang).text, path: `/standards/${instrument.id}` })),
  );
}
