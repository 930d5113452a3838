// Legislation on a real database: first content, pages and panels, the day a law changes, loading again.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDay } from '#kernel/clock.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Opened, Panel } from '#kernel/manifest.ts';
import { ANONYMOUS } from '#kernel/page.ts';
import type { Bytes, PageAnswer, PageRequest, PageView, Redirect } from '#kernel/page.ts';
import type { Ports } from '#kernel/ports.ts';
import { Problem } from '#kernel/problem.ts';
import { openCatalogue } from '#modules/catalogue/index.ts';
import { MIGRATIONS } from '#modules/catalogue/migrations/index.ts';
import { placesModule } from '#modules/places/module.ts';
import { standardsModule } from '#modules/standards/module.ts';
import { vocabularyModule } from '#modules/vocabulary/module.ts';
import { loadConfig } from '#platform/config.ts';
import { testDatabase } from '#platform/db/testing.ts';
import { createEvents } from '#platform/events/index.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createReferences } from '#platform/reference.ts';
import type { Services } from '#platform/services.ts';
import { publishAnswer, renewCards, withdrawAnswer } from './actions.ts';
import { legislation } from './book.ts';
import { legislationModule } from './module.ts';
import { ANSWER_KIND } from './model.ts';
import type { Answer } from './model.ts';
import { listAnswers } from './read.ts';
import { lawFromFacts } from './seed.ts';
import type { LegislationTables } from './tables.ts';

const manifests = [vocabularyModule(), placesModule(), standardsModule(), legislationModule()];
const texts = loadTexts([new URL('../../ui/texts/', import.meta.url), ...manifests.map((manifest) => manifest.texts)]);
const NOW = new Date('2026-11-26T10:00:00Z');
/** An answer without note, article or dates of validity, to be changed by the tests. */
const plain = (await lawFromFacts()).answers.find(({ place }) => place === 'ESP')!;

let services: Services;
let opened: Opened;
let close: () => Promise<void>;

beforeAll(async () => {
  const test = await testDatabase([...manifests, { name: 'catalogue', migrations: MIGRATIONS }]);
  close = test.close;
  const config = loadConfig({});
  const log = createLog(config);
  const references = createReferences();
  const events = createEvents({ db: test.db, log, onChange: (tags) => references.drop(tags) });
  // What these modules use; jobs, files and mail are not part of it.
  services = {
    config,
    log,
    db: test.db,
    now: () => NOW,
    reference: references.reference,
    ports: { events } as unknown as Ports,
  } as unknown as Services;
  services.ports.cards = openCatalogue(services).cards;
  for (const manifest of manifests) {
    const module = manifest.open?.(services) ?? {};
    Object.assign(services.ports, module.offers);
    if (manifest.name === 'legislation') opened = module;
  }
  for (const manifest of manifests) await manifest.seed?.(services);
}, 120_000);

afterAll(() => close());

function requestFor(path: string, lang: Lang = 'en', now = NOW): PageRequest {
  const [pathname = '/', search = ''] = path.split('?');
  return {
    method: 'GET',
    lang,
    display: { theme: 'standard', size: 'm' },
    viewer: ANONYMOUS,
    path: pathname,
    params: {},
    query: new URLSearchParams(search),
    form: new URLSearchParams(),
    files: [],
    base: 'https://observatory.example',
    requestId: 'test',
    now,
    t: translator(texts, lang),
    kindLabel: (kind) => kind,
    asset: (name) => `/assets/${name}`,
    header: () => undefined,
    address: '',
    panels: async () => [],
  };
}

async function open(path: string, lang: Lang = 'en', now = NOW): Promise<PageAnswer> {
  const request = requestFor(path, lang, now);
  const parts = request.path.split('/');
  for (const route of opened.pages!) {
    const names = route.path.split('/');
    if (names.length !== parts.length || !names.every((name, at) => name.startsWith(':') || name === parts[at]))
      continue;
    const params = Object.fromEntries(
      names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), parts[at]!]] : [])),
    );
    return route.handler({ ...request, params });
  }
  throw new Error(`No route takes ${path}.`);
}

const view = async (path: string, lang: Lang = 'en', now = NOW) => (await open(path, lang, now)) as PageView;
const words = (markup: { toString(): string }) =>
  String(markup)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const panel = (on: Panel['on'], order: number) => opened.panels!.find((one) => one.on === on && one.order === order)!;

describe('first content', () => {
  test('as many as in the facts', async () => {
    const { attributes, topics, sources } = await legislation(services).book();
    const countries = await legislation(services).countries();
    expect([attributes.length, topics.length, sources.size]).toEqual([57, 9, 7]);
    expect(Object.fromEntries(countries)).toEqual({ Q01: 182, Q02: 10, Q03: 9, Q04: 40, Q05: 1, Q06: 1 });
  });
  test('a card for every attribute and for every attribute of a country with an answer', async () => {
    const list = (kind: string) => services.ports.cards.list({ kinds: [kind], limit: 1 }, 'en');
    expect((await list('legislation.attribute')).total).toBe(57);
    expect((await list(ANSWER_KIND)).total).toBe(243);
    const { cards } = await services.ports.cards.list(
      { kinds: [ANSWER_KIND], place: 'ESP', provision: 'crc:40.3.a' },
      'fr',
    );
    expect(cards.map(({ title, path, year }) => [title, path, year])).toEqual([
      ['Espagne : Âge minimum de responsabilité pénale — 14 ans', '/laws/ESP/Q01', 2022],
    ]);
  });
  test('loading again changes nothing and leaves other answers alone', async () => {
    const db = services.db.reader<LegislationTables>();
    const own = answerBy('NRU', { validFrom: '2026-01-01' });
    await publishAnswer(services, own);
    const before = await listAnswers(db);
    await manifests.at(-1)!.seed!(services);
    expect(await listAnswers(db)).toEqual(before);
    expect(before.length).toBe(346);
    await withdrawAnswer(services, own);
    await manifests.at(-1)!.seed!(services);
    expect((await listAnswers(db)).length).toBe(345);
    expect((await services.ports.cards.list({ kinds: [ANSWER_KIND], limit: 1 }, 'en')).total).toBe(243);
  });
});

describe('the port', () => {
  test('Spain', async () => {
    const answers = await services.ports.lawAnswers.ofPlace('ESP', 'es');
    expect(answers.length).toBe(57);
    expect(answers.filter(({ grade }) => grade !== 'no-data')).toEqual([
      { attribute: 'Q01', grade: 'meets', display: '14 años', sources: 2, disagree: false },
      { attribute: 'Q04', grade: 'meets', display: '18 años', sources: 1, disagree: false },
    ]);
  });
  test('no minimum is a value, no answer is none', async () => {
    const all = await services.ports.lawAnswers.ofAttribute('Q01');
    const of = (code: string) => all.find(({ place }) => place === code);
    expect(all.length).toBe(250);
    const blank = { value: null, disagree: false };
    expect(of('USA')).toEqual({ ...blank, place: 'USA', noMinimum: true, grade: 'below', asOf: '2022-12', sources: 1 });
    expect(of('ATA')).toEqual({ ...blank, place: 'ATA', noMinimum: false, grade: 'no-data', asOf: null, sources: 0 });
    expect(all.filter(({ disagree }) => disagree).map(({ place }) => place)).toEqual([
      'BLZ',
      'CHE',
      'IRL',
      'LUX',
      'ROU',
    ]);
    expect(await services.ports.lawAnswers.ofAttribute('Q99')).toEqual([]);
  });
});

describe('pages', () => {
  test('conflicts show every source with its grade', async () => {
    const told: Record<string, string> = { BLZ: '9 7', CHE: '10 15', IRL: '10 12', LUX: '18 15', ROU: '14 16' };
    for (const [code, values] of Object.entries(told)) {
      const text = words((await view(`/laws/${code}/Q01`)).body);
      expect(text, code).toContain('Sources disagree');
      for (const value of values.split(' ')) expect(text, code).toContain(`${value} years`);
    }
    const ireland = words((await view('/laws/IRL/Q01')).body);
    expect(ireland).toContain('10 years Falls short of the standard (differs by offence)');
    expect(ireland).toContain('12 years Partly meets the standard');
    expect(ireland).toContain('1 earlier reading, not current');
  });
  test('a country without any answer shows 57 blanks and no grade', async () => {
    const page = await view('/laws/ATA');
    const text = words(page.body);
    expect(text).toContain('Questions with a sourced answer: 0 of 57.');
    expect(text.match(/No data Know the law\?/g)?.length).toBe(57);
    expect(text).not.toContain('Meets the standard');
  });
  test('addresses lead to the canonical one', async () => {
    const to = async (path: string) => ((await open(path)) as Redirect).to;
    expect(await to('/laws/es')).toBe('/en/laws/ESP');
    expect(await to('/laws/ES-CT')).toBe('/en/laws/ESP');
    expect(await to('/laws/150')).toBe('/en/places/150');
    expect(await to('/laws/esp/q01')).toBe('/en/laws/ESP/Q01');
    expect(await to('/laws/ESP/minimum-age-criminal-responsibility')).toBe('/en/laws/ESP/Q01');
    expect(await to('/laws/attributes/Q01')).toBe('/en/laws/attributes/minimum-age-criminal-responsibility');
    expect(await to('/laws/attributes')).toBe('/en/laws');
    for (const path of ['/laws/XYZ', '/laws/ESP/Q99', '/laws/150/Q01', '/laws/attributes/nothing']) {
      await expect(open(path), path).rejects.toBeInstanceOf(Problem);
    }
  });
  test('the table filters and sorts; unknown filters are ignored', async () => {
    const rows = async (query: string) => {
      const page = await view(`/laws/attributes/minimum-age-criminal-responsibility?${query}`);
      return [...page.body.toString().matchAll(/<th scope="row"><a href="\/en\/laws\/([A-Z]{3})\/Q01">/g)].map(
        ([, code]) => code,
      );
    };
    expect((await rows('')).length).toBe(250);
    expect((await rows('grade=meets')).length).toBe(74);
    expect((await rows('grade=no-data')).length).toBe(68);
    expect((await rows('grade=nonsense&region=1')).length).toBe(250);
    expect((await rows('grade=below&region=150')).sort()).toEqual(['CHE', 'GBR', 'IRL'].filter(Boolean).sort());
    expect((await rows('sort=value')).slice(0, 2)).toEqual(['MUS', 'USA']);
    expect((await rows('sort=-value')).slice(0, 1)).toEqual(['LUX']);
  });
  test('the CSV has every reading and every blank', async () => {
    const file = (await open('/laws/attributes/minimum-age-criminal-responsibility.csv')) as Bytes;
    const lines = (file.body as string).trimEnd().split('\r\n');
    expect(file.type).toBe('text/csv; charset=utf-8');
    expect(lines.length).toBe(1 + 278 + 68);
    expect(lines.filter((line) => line.startsWith('ATA,')).length).toBe(1);
    expect(
      lines.filter((line) => /^(USA|MUS),.*,true,The law sets no minimum,below,false,shown,/.test(line)).length,
    ).toBe(2);
  });
});

describe('the day a law changes', () => {
  test('pages end at midnight and then show the new law without a write', async () => {
    const own = answerBy('IND', { validFrom: '2026-11-27', value: { kind: 'number', number: 16 } });
    await publishAnswer(services, own);
    const midnight = new Date('2026-11-27T00:00:00Z');
    expect(words((await view('/laws/IND/Q01')).body)).toContain('Known to change');
    for (const path of ['/laws/IND', '/laws/IND/Q01', '/laws/attributes/minimum-age-criminal-responsibility']) {
      expect((await view(path)).validUntil).toEqual(midnight);
    }
    expect((await panel('place', 20).view(requestFor('/places/IND'), 'IND'))!.validUntil).toEqual(midnight);
    expect((await panel('home', 10).view(requestFor('/'), ''))!.validUntil).toEqual(midnight);
    const grades = async (on: Date) =>
      (await services.ports.lawAnswers.ofAttribute('Q01', isoDay(on))).find(({ place }) => place === 'IND');
    expect(await grades(NOW)).toMatchObject({ value: 7, grade: 'below' });
    expect(await grades(midnight)).toMatchObject({ value: 16, grade: 'meets', disagree: false });
    const after = await view('/laws/IND/Q01', 'en', midnight);
    expect(after.validUntil).toBeNull();
    expect(words(after.body)).toContain('16 years Meets the standard');
    const age = { kinds: [ANSWER_KIND], place: 'IND', provision: 'beijing:4' };
    const title = async () => (await services.ports.cards.list(age, 'en')).cards.map((card) => card.title).join();
    const named = 'India: Minimum age of criminal responsibility — ';
    expect(await title()).toBe(`${named}7 years`);
    const clock = services.now;
    services.now = () => midnight;
    expect(await renewCards(services, ['2026-11-27'])).toBe(1);
    expect(await title()).toBe(`${named}16 years`);
    services.now = clock;
    await withdrawAnswer(services, own);
    expect(await title()).toBe(`${named}7 years`);
  });
});

describe('panels', () => {
  test('what they say', async () => {
    const said = async (on: Panel['on'], order: number, id: string) => {
      const shown = await panel(on, order).view(requestFor('/'), id);
      return shown === null ? null : words(shown.body);
    };
    expect(await said('place', 20, 'ES-CT')).toBeNull();
    expect(await said('place', 20, 'IRL')).toContain('Other sources: 12 years');
    expect(await said('place', 30, 'USA')).toContain(
      'CRC Convention on the Rights of the Child Signed, not party: 16 February 1995',
    );
    expect(await said('place', 30, 'TTO')).toContain('ACHR American Convention on Human Rights Withdrawn: 26 May 1999');
    expect(await said('place', 30, 'GLP')).toContain('CRC Convention on the Rights of the Child No data');
    expect(await said('place', 30, '150')).toBeNull();
    expect(await said('place', 20, '001')).toContain('Meets the standard: 74');
    expect(await said('place', 20, '001')).toContain('No data: 68');
    expect(await said('provision', 20, 'crc:40.3.a')).toContain('Minimum age of criminal responsibility 74 49 59 68');
    expect(await said('provision', 20, 'crc:45')).toBeNull();
    expect(await said('theme', 20, 'diversion')).toContain('no country answered');
    expect(await said('home', 10, '')).toContain(
      'United States of America: The law sets no minimum. Falls short of the standard',
    );
    expect(await said('home', 90, '')).toContain('without a sourced minimum age: 68');
    expect(await said('home', 90, '')).toContain('without an answer for any country: 51 of 57');
  });
});

function answerBy(place: string, changes: Partial<Answer>): Answer {
  const id = '01939b00-0000-7000-8000-000000000001';
  return { ...plain, id, place, source: 'CRIN', asOf: null, origin: 'member', ...changes };
}
