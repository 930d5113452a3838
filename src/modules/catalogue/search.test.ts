// Search and cards on a real database, with planted cards in six scripts.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Card } from '#kernel/card.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Ports } from '#kernel/ports.ts';
import { placesModule } from '#modules/places/module.ts';
import { vocabularyModule } from '#modules/vocabulary/module.ts';
import { testDatabase } from '#platform/db/testing.ts';
import { createEvents } from '#platform/events/index.ts';
import { createLog } from '#platform/log.ts';
import { createReferences } from '#platform/reference.ts';
import type { Services } from '#platform/services.ts';
import { openCatalogue } from './index.ts';
import type { Catalogue } from './index.ts';
import { catalogueModule } from './module.ts';
import { readAsked } from './input.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let services: Services;
let catalogue: Catalogue;

const at = new Date('2026-11-20T10:00:00Z');

function planted(
  id: string,
  titles: Card['titles'],
  summaries: Card['summaries'] = {},
  more: Partial<Card> = {},
): Card {
  const bare = { places: [], themes: [], disciplines: [], provisions: [], year: null, updatedAt: at };
  return { ref: { kind: 'test.card', id }, path: `/test/${id}`, titles, summaries, ...bare, ...more };
}

beforeAll(async () => {
  const manifests = [vocabularyModule(), placesModule(), catalogueModule()];
  database = await testDatabase(manifests);
  const log = createLog({ logLevel: 'warn' });
  const references = createReferences();
  const events = createEvents({ db: database.db, log, onChange: (tags) => references.drop(tags) });
  const ports = { events } as Partial<Ports> as Ports;
  services = {
    db: database.db,
    log,
    now: () => at,
    reference: references.reference,
    ports,
  } as Partial<Services> as Services;
  catalogue = openCatalogue(services);
  ports.cards = catalogue.cards;
  for (const manifest of manifests) await manifest.seed?.(services);
  await database.db.transaction((tx) =>
    catalogue.cards.put(tx, [
      planted(
        'en',
        { en: 'Quokkas before the juvenile bench' },
        { en: 'A zebra finch and a narwhal wait.' },
        { places: ['ES-CT'], year: 2019 },
      ),
      planted('fr', { fr: 'La déjudiciarisation au quotidien du Zwymbourg' }),
      planted('es', { es: 'Búhos y ñandúes en el juzgado' }),
      planted('ar', { ar: 'مدرسة الزرافات الصغيرة' }),
      planted('ru', { ru: 'Ёжики в зале суда' }),
      planted('zh', { zh: '长颈鹿在法庭上' }),
      planted('xss', { en: '<script>alert("wombat")</script> wombats' }),
    ]),
  );
}, 60_000);
afterAll(() => database.close());

async function idsFor(query: string, lang: Lang = 'en'): Promise<string[]> {
  const { found } = await catalogue.search(readAsked(new URLSearchParams(query)), lang);
  return found.filter(({ ref }) => ref.kind === 'test.card').map(({ ref }) => ref.id);
}

test('every script finds its card, whatever the case, the accents and the letter forms', async () => {
  expect(await idsFor('q=QUOKKAS')).toEqual(['en']);
  expect(await idsFor('q=zwymbourg', 'fr')).toEqual(['fr']);
  expect(await idsFor('q=buhos nandues', 'es')).toEqual(['es']);
  expect(await idsFor('q=الزرافات', 'ar')).toEqual(['ar']);
  expect(await idsFor('q=ежики', 'ru')).toEqual(['ru']);
  expect(await idsFor('q=长颈鹿', 'zh')).toEqual(['zh']);
});

test('a slip of spelling is forgiven and told', async () => {
  const answer = await catalogue.search(readAsked(new URLSearchParams('q=narhwal')), 'en');
  expect(answer.found.map(({ ref }) => ref.id)).toEqual(['en']);
  expect(answer.reasons).toEqual([{ kind: 'spelling', written: 'narhwal', used: ['narwhal'] }]);
});

test('phrases and minus narrow', async () => {
  expect(await idsFor('q="zebra finch"')).toEqual(['en']);
  expect(await idsFor('q="finch zebra"')).toEqual([]);
  expect(await idsFor('q=quokkas -narwhal')).toEqual([]);
});

test('diversion finds the French card by the glossary and says so, without words that are never shown', async () => {
  const answer = await catalogue.search(readAsked(new URLSearchParams('q=diversion&kind=test.card')), 'en');
  expect(answer.found.map(({ ref }) => ref.id)).toEqual(['fr']);
  expect(answer.reasons.map((reason) => reason.kind === 'concept' && [reason.id, reason.written])).toEqual([
    ['diversion', 'diversion'],
  ]);
});

test('a card hangs on the places above its own, and facets count it', async () => {
  for (const place of ['ES-CT', 'ESP', '150', '001']) {
    const { cards } = await catalogue.cards.list({ place, kinds: ['test.card'] }, 'en');
    expect(cards.map(({ ref }) => ref.id)).toEqual(['en']);
  }
  const { facets } = await catalogue.search(readAsked(new URLSearchParams('q=quokkas')), 'en');
  expect(facets.year).toEqual([{ value: '2019', label: '2019', count: 1, more: false }]);
  expect(facets.kind).toEqual([{ value: 'test.card', label: 'test.card', count: 1, more: false }]);
});

test('hits are given as pieces of text, so that a title cannot become markup', async () => {
  const { found } = await catalogue.search(readAsked(new URLSearchParams('q=wombats')), 'en');
  expect(found[0]?.titlePieces.map(({ text }) => text).join('')).toBe('<script>alert("wombat")</script> wombats');
});

test('a removed card is found no more, and an unchanged one changes nothing', async () => {
  const owl = planted('gone', { en: 'Axolotl' });
  await database.db.transaction((tx) => catalogue.cards.put(tx, [owl]));
  await database.db.transaction((tx) => catalogue.cards.put(tx, [owl]));
  expect(await idsFor('q=axolotl')).toEqual(['gone']);
  await database.db.transaction((tx) => catalogue.cards.remove(tx, [owl.ref]));
  expect(await idsFor('q=axolotl')).toEqual([]);
});

test('near matches help a mistyped name', async () => {
  const near = await catalogue.cards.near('SPAIM', 'en', ['place']);
  expect(near.map(({ path }) => path)).toContain('/places/ESP');
});

test('a query of 301 characters is refused with its sentence', () => {
  expect(() => readAsked(new URLSearchParams({ q: 'x'.repeat(301) }))).toThrow('catalogue.query_too_long');
});
