// Panels of legislation on the pages of others: a place's law and treaties, what rests on a provision or theme, the home map.

import { isoDay } from '#kernel/clock.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Panel } from '#kernel/manifest.ts';
import type { PageRequest, ShownPanel } from '#kernel/page.ts';
import { drawWorld, placeName, placeTree } from '#modules/places/index.ts';
import { citeReference, standards } from '#modules/standards/index.ts';
import type { Services } from '#platform/services.ts';
import { addressOf } from '#ui/address.ts';
import { html } from '#ui/html.ts';
import { legislation } from './index.ts';
import { ANSWER_KIND } from './model.ts';
import type { Attribute } from './model.ts';
import { FIRST_ATTRIBUTE } from './pages.ts';
import { lawMap, missingView } from './views/home-panels.ts';
import { attributeList, restingView } from './views/linked-panels.ts';
import { attributePath, readerOf } from './views/parts.ts';
import { countryPanel, regionPanel } from './views/place-panel.ts';
import { treatyView } from './views/treaty-view.ts';
import type { TreatyLine } from './views/treaty-view.ts';

const SHOWS = ['legislation', 'standards', 'places', `kind:${ANSWER_KIND}`];

/** The panels other pages show. */
export function legislationPanels(services: Services): Panel[] {
  const law = legislation(services);
  const places = placeTree(services);
  const spine = standards(services);

  async function ofPlace(request: PageRequest, code: string): Promise<ShownPanel | null> {
    const place = await places.placeByCode(code);
    if (!place || place.kind === 'subdivision') return null;
    const reader = readerOf(request, await law.book());
    const day = isoDay(request.now);
    const frame = { title: request.t('legislation.panel.title'), anchor: 'law' };
    if (place.kind === 'country') {
      const { positions, until } = await law.ofPlace(code, day);
      return {
        ...frame,
        body: countryPanel(reader, code, positions),
        shows: ['legislation', `on-place:${code}`],
        validUntil: until,
      };
    }
    const first = reader.book.byId.get(FIRST_ATTRIBUTE);
    if (!first) return null;
    const tree = await places.tree();
    const within = new Set((await places.countriesWithin(code)).map((country) => country.code));
    const { positions, until } = await law.ofAttributes([first], day);
    const own = positions.filter((position) => within.has(position.place));
    const nameOf = (country: string) => placeName(tree.byCode.get(country)!, request.lang);
    return { ...frame, body: regionPanel(reader, first, code, own, nameOf), shows: SHOWS, validUntil: until };
  }

  async function treatiesOf(request: PageRequest, code: string): Promise<ShownPanel | null> {
    const place = await places.placeByCode(code);
    if (place?.kind !== 'country') return null;
    const { lang, t } = request;
    const { treatySources } = await law.book();
    const statuses = new Map((await law.treatiesOf(code)).map((status) => [status.instrument, status]));
    const all = await spine.spine();
    const listed = new Set([...treatySources.values()].flatMap((source) => source.instruments));
    const lines = all.instruments
      .filter(({ id, scope }) => statuses.has(id) || (listed.has(id) && scope === 'global'))
      .map((instrument): TreatyLine => {
        const { label, path } = citeReference(all, instrument.id, lang);
        const status = statuses.get(instrument.id) ?? null;
        return {
          label,
          path,
          title: pickLabel(instrument.titles, lang).text,
          status,
          source: status ? (treatySources.get(status.source) ?? null) : null,
        };
      });
    return {
      title: t('legislation.treaty.title'),
      anchor: 'treaties',
      body: treatyView(lang, t, lines),
      shows: ['legislation', 'standards', `on-place:${code}`],
    };
  }

  async function resting(request: PageRequest, key: string): Promise<ShownPanel | null> {
    const book = await law.book();
    const attributes = book.attributes.filter(({ id }) => book.keysOf.get(id)?.includes(key));
    if (attributes.length === 0) return null;
    const { positions, until } = await law.ofAttributes(attributes, isoDay(request.now));
    return {
      title: request.t('legislation.resting.title'),
      anchor: 'law',
      body: restingView(readerOf(request, book), attributes, positions),
      shows: SHOWS,
      validUntil: until,
    };
  }

  async function carrying(
    request: PageRequest,
    carries: (attribute: Attribute) => boolean,
  ): Promise<ShownPanel | null> {
    const book = await law.book();
    const attributes = book.attributes.filter(carries);
    if (attributes.length === 0) return null;
    return {
      title: request.t('legislation.carrying.title'),
      anchor: 'law',
      body: attributeList(readerOf(request, book), attributes, await law.countries()),
      shows: SHOWS,
    };
  }

  async function homeMap(request: PageRequest): Promise<ShownPanel | null> {
    const reader = readerOf(request, await law.book());
    const { lang, t } = request;
    const first = reader.book.byId.get(FIRST_ATTRIBUTE);
    if (!first) return null;
    const { positions, until } = await law.ofAttributes([first], isoDay(request.now));
    const tree = await places.tree();
    const path = attributePath(lang, first);
    const map = lawMap(reader, {
      attribute: first,
      positions,
      world: await drawWorld(),
      asset: request.asset('world.svg'),
      nameOf: (code) => placeName(tree.byCode.get(code)!, lang),
      tableHref: path,
    });
    const body = html`<p>${first.standard[lang]} <a href="${addressOf(lang, '/laws')}">${t('legislation.laws.title')}</a></p><p class="note">${t('legislation.not_current')} ${t('legislation.never_ranking')}</p>${map}`;
    return { title: first.short[lang], anchor: 'map', body, shows: SHOWS, validUntil: until };
  }

  async function missing(request: PageRequest): Promise<ShownPanel | null> {
    const reader = readerOf(request, await law.book());
    const first = reader.book.byId.get(FIRST_ATTRIBUTE);
    if (!first) return null;
    const countries = await law.countries();
    const body = missingView(reader, {
      attribute: first,
      countriesWithout: (await places.countries()).length - (countries.get(first.id) ?? 0),
      attributesWithout: reader.book.attributes.filter(({ id }) => !countries.has(id)).length,
      attributes: reader.book.attributes.length,
    });
    return { title: request.t('legislation.missing.title'), anchor: 'missing', body, shows: SHOWS };
  }

  return [
    { on: 'place', order: 20, view: ofPlace },
    { on: 'place', order: 30, view: treatiesOf },
    { on: 'provision', order: 20, view: resting },
    { on: 'instrument', order: 20, view: resting },
    { on: 'theme', order: 20, view: (request, id) => carrying(request, ({ themes }) => themes.includes(id)) },
    {
      on: 'discipline',
      order: 20,
      view: (request, id) => carrying(request, ({ disciplines }) => disciplines.includes(id)),
    },
    { on: 'home', order: 10, view: homeMap },
    { on: 'home', order: 90, view: missing },
  ];
}
