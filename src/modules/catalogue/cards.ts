// Puts cards into the index and takes them out, in the transaction of the change they tell of.

import type { Card } from '#kernel/card.ts';
import { cardTags } from '#kernel/card.ts';
import type { Tx } from '#kernel/ports.ts';
import type { Ref } from '#kernel/ref.ts';
import { refKey } from '#kernel/ref.ts';
import type { Services } from '#platform/services.ts';
import { facetMarks, langsOf, mark, readTexts, termKey, vectorOf } from './lexemes.ts';
import type { ReadTexts } from './lexemes.ts';
import type { CardTable, CatalogueTables } from './tables.ts';
import type { Stemmer } from './words.ts';
import {
  cardsByRef,
  deleteCards,
  facetSetIds,
  foldTermChanges,
  insertTermChanges,
  stemWords,
  upsertCards,
} from './write.ts';
import type { StoredCard, TermChange } from './write.ts';

const CHUNK = 500;

/** Codes of the places above a place. */
export type AncestorsOf = (code: string) => Promise<readonly string[]>;

/** Stores new and changed cards; cards that are as they were cost a look-up and tell nobody. */
export async function putCards(
  services: Services,
  ancestorsOf: AncestorsOf,
  tx: Tx,
  cards: readonly Card[],
): Promise<void> {
  const distinct = [...new Map(cards.map((card) => [refKey(card.ref), card])).values()];
  const above = memoAncestors(ancestorsOf);
  const touched: (Card | CardTable)[] = [];
  for (let start = 0; start < distinct.length; start += CHUNK) {
    touched.push(...(await putChunk(services, above, tx, distinct.slice(start, start + CHUNK))));
  }
  if (touched.length === 0) return;
  await foldTermChanges(services.db.writer<CatalogueTables>(tx));
  await tell(services, tx, 'catalogue.card_changed', touched);
}

/** Takes cards out; things without a card are passed over. */
export async function removeCards(services: Services, tx: Tx, refs: readonly Ref[]): Promise<void> {
  const db = services.db.writer<CatalogueTables>(tx);
  const gone: CardTable[] = [];
  for (let start = 0; start < refs.length; start += CHUNK) {
    const rows = await cardsByRef(db, refs.slice(start, start + CHUNK));
    if (rows.length === 0) continue;
    await deleteCards(
      db,
      rows.map(({ id }) => id),
    );
    await noteTerms(db, [], rows);
    gone.push(...rows);
  }
  if (gone.length === 0) return;
  await foldTermChanges(db);
  await tell(services, tx, 'catalogue.card_removed', gone);
}

/** Brings changes of the dictionary in that were noted while another transaction was doing so. */
export async function foldTerms(services: Services): Promise<void> {
  await services.db.transaction(async (tx) => void (await foldTermChanges(services.db.writer<CatalogueTables>(tx))));
}

async function putChunk(
  services: Services,
  above: AncestorsOf,
  tx: Tx,
  cards: readonly Card[],
): Promise<(Card | CardTable)[]> {
  const db = services.db.writer<CatalogueTables>(tx);
  const known = new Map(
    (
      await cardsByRef(
        db,
        cards.map(({ ref }) => ref),
      )
    ).map((row) => [`${row.kind}:${row.ref_id}`, row]),
  );
  const prepared = await Promise.all(
    cards.map(async (card) => {
      const places = [...new Set([...card.places, ...(await Promise.all(card.places.map(above))).flat()])].sort();
      return { card, places, digest: await digestOf(card, places) };
    }),
  );
  const changed = prepared.filter(({ card, digest }) => known.get(refKey(card.ref))?.digest !== digest);
  if (changed.length === 0) return [];
  const before = changed.map(({ card }) => known.get(refKey(card.ref))).filter((row) => row !== undefined);
  const texts = changed.map(({ card }) => readTexts(card));
  const stems = await noteTerms(db, texts, before);
  const sets = await facetSetIds(
    db,
    changed.flatMap(({ card, places }) => setsOf(card, places)),
  );
  await upsertCards(
    db,
    changed.map(({ card, places, digest }, index): StoredCard => {
      const [kind, place, theme, discipline, lang, year] = sets.slice(index * 6, index * 6 + 6) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const vector = vectorOf(texts[index]!, card.titles, stems, facetMarks(card, places));
      return { card, digest, vector, sets: { kind, place, theme, discipline, lang, year } };
    }),
  );
  return [...before, ...changed.map(({ card }) => card)];
}

function setsOf(card: Card, places: readonly string[]): string[][] {
  return [
    [mark('kind', card.ref.kind)],
    places.map((code) => mark('place', code)),
    [...new Set(card.themes)].map((id) => mark('theme', id)),
    [...new Set(card.disciplines)].map((id) => mark('discipline', id)),
    langsOf(card).map((lang) => mark('lang', lang)),
    card.year === null ? [] : [mark('year', String(card.year))],
  ];
}

/** Notes which words the dictionary gains and loses; gives the stems of the new texts. */
async function noteTerms(
  db: Parameters<typeof stemWords>[0],
  texts: readonly ReadTexts[],
  before: readonly CardTable[],
): Promise<Map<string, string | null>> {
  const changes = new Map<string, { word: string; stemmer: Stemmer; delta: number }>();
  const count = (read: ReadTexts, delta: number) => {
    for (const [key, term] of read.terms) {
      const change = changes.get(key);
      if (change) change.delta += delta;
      else changes.set(key, { ...term, delta });
    }
  };
  for (const read of texts) count(read, 1);
  for (const row of before) count(readTexts(row), -1);
  const terms = [...changes.values()];
  const stemmed = await stemWords(db, terms);
  const stems = new Map(terms.map(({ word, stemmer }, index) => [termKey(word, stemmer), stemmed[index] ?? null]));
  await insertTermChanges(
    db,
    terms.flatMap(({ word, stemmer, delta }, index): TermChange[] => {
      const stem = stemmed[index];
      return stem && delta !== 0 ? [{ word, stemmer, stem, delta }] : [];
    }),
  );
  return stems;
}

async function digestOf(card: Card, places: readonly string[]): Promise<string> {
  const { ref, path, titles, summaries, body, themes, disciplines, provisions, year, rank, updatedAt } = card;
  const text = JSON.stringify([
    ref.kind,
    ref.id,
    path,
    sorted(titles),
    sorted(summaries),
    sorted(body ?? {}),
    card.places,
    places,
    themes,
    disciplines,
    provisions,
    year,
    rank ?? 0,
    updatedAt.toISOString(),
  ]);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sorted(labels: object): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function memoAncestors(ancestorsOf: AncestorsOf): AncestorsOf {
  const known = new Map<string, Promise<readonly string[]>>();
  return (code) => {
    const found = known.get(code) ?? ancestorsOf(code);
    known.set(code, found);
    return found;
  };
}

async function tell(services: Services, tx: Tx, name: string, touched: readonly (Card | CardTable)[]): Promise<void> {
  const cards = touched.map((card) => ('ref' in card ? card : { ...card, ref: { kind: card.kind, id: card.ref_id } }));
  const refs = new Map(cards.map(({ ref }) => [refKey(ref), ref]));
  const one = refs.size === 1 ? cards[0]!.ref : null;
  const tags = new Set(cards.flatMap(cardTags));
  await services.ports.events.record(tx, { name, about: one, data: { cards: refs.size } }, [...tags]);
}
