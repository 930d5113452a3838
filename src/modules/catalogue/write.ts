// Every change of the catalogue: cards, their index rows, sets of facet values, and the dictionary of words.

import type { Card } from '#kernel/card.ts';
import type { Ref } from '#kernel/ref.ts';
import type { WriteDb } from '#platform/db/types.ts';
import { sql } from '#platform/db/sql.ts';
import { slipKeys } from './words.ts';
import type { Stemmer } from './words.ts';
import type { CardTable, CatalogueTables } from './tables.ts';

type Db = WriteDb<CatalogueTables>;

/** A card with all that is stored of it. */
export type StoredCard = {
  card: Card;
  digest: string;
  vector: string;
  sets: Record<'kind' | 'place' | 'theme' | 'discipline' | 'lang' | 'year', number>;
};
/** A change of the dictionary: `delta` more cards hold the word. */
export type TermChange = { word: string; stemmer: Stemmer; stem: string; delta: number };

const FOLDING = 0x0ca7a106;
const PART = 5_000;

/** The stored rows of these things. */
export async function cardsByRef(db: Db, refs: readonly Ref[]): Promise<CardTable[]> {
  const byKind = new Map<string, string[]>();
  for (const { kind, id } of refs) byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
  const rows: CardTable[] = [];
  for (const [kind, ids] of byKind) {
    rows.push(
      ...(await db
        .selectFrom('catalogue_card')
        .selectAll()
        .where('kind', '=', kind)
        .where('ref_id', 'in', ids)
        .execute()),
    );
  }
  return rows;
}

/** Stems of words; null for a word too common in its language to be searched. */
export async function stemWords(
  db: Db,
  words: readonly { word: string; stemmer: Stemmer }[],
): Promise<(string | null)[]> {
  if (words.length === 0) return [];
  const rows = await db
    .selectFrom(
      sql<{ at: number; stem: string | null }>`(
        select w.at::int as at, case w.stemmer when 'none' then w.word else (ts_lexize((w.stemmer || '_stem')::regdictionary, w.word))[1] end as stem
        from jsonb_to_recordset(${JSON.stringify(words.map(({ word, stemmer }, at) => ({ at, word, stemmer })))}::text::jsonb) as w(at int, word text, stemmer text))`.as(
        's',
      ),
    )
    .select(['at', 'stem'])
    .execute();
  const stems: (string | null)[] = words.map(() => null);
  for (const { at, stem } of rows) stems[at] = stem;
  return stems;
}

/** Ids of these sets of facet values, made when they are new. */
export async function facetSetIds(db: Db, sets: readonly (readonly string[])[]): Promise<number[]> {
  const wanted = sets.map((members) => ({ members: [...members].sort() }));
  const distinct = [...new Map(wanted.map((set) => [set.members.join('\n'), set])).values()].sort((a, b) =>
    a.members.join('\n') < b.members.join('\n') ? -1 : 1,
  );
  const list = sql`jsonb_to_recordset(${JSON.stringify(distinct)}::text::jsonb) as w(members text[])`;
  const find = () =>
    db
      .selectFrom(
        sql<{
          id: number;
          members: string[];
        }>`(select f.id, f.members from ${list} join catalogue_facet_set f using (members))`.as('f'),
      )
      .select(['id', 'members'])
      .execute();
  let known = await find();
  if (known.length < distinct.length) {
    await db
      .insertInto('catalogue_facet_set')
      .columns(['members'])
      .expression(
        sql`select w.members from ${list} where not exists (select from catalogue_facet_set f where f.members = w.members) order by 1` as never,
      )
      .onConflict((conflict) => conflict.column('members').doNothing())
      .execute();
    known = await find();
  }
  const ids = new Map(known.map(({ id, members }) => [members.join('\n'), id]));
  return wanted.map(({ members }) => ids.get(members.join('\n'))!);
}

/** Inserts or replaces cards with their index rows. */
export async function upsertCards(db: Db, cards: readonly StoredCard[]): Promise<void> {
  const rows = cards.map(({ card, digest }) => ({
    kind: card.ref.kind,
    ref_id: card.ref.id,
    path: card.path,
    titles: card.titles,
    summaries: card.summaries,
    body: card.body ?? {},
    places: card.places,
    themes: card.themes,
    disciplines: card.disciplines,
    provisions: card.provisions,
    year: card.year,
    rank: card.rank ?? 0,
    updated_at: card.updatedAt.toISOString(),
    digest,
  }));
  const saved = await db
    .insertInto('catalogue_card')
    .columns([
      'kind',
      'ref_id',
      'path',
      'titles',
      'summaries',
      'body',
      'places',
      'themes',
      'disciplines',
      'provisions',
      'year',
      'rank',
      'updated_at',
      'digest',
    ])
    .expression(
      sql`select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as c(
        kind text, ref_id text, path text, titles jsonb, summaries jsonb, body jsonb, places text[], themes text[], disciplines text[],
        provisions text[], year int, rank smallint, updated_at timestamptz, digest text) order by kind, ref_id` as never,
    )
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'ref_id'])
        .doUpdateSet((set) =>
          Object.fromEntries(
            (
              [
                'path',
                'titles',
                'summaries',
                'body',
                'places',
                'themes',
                'disciplines',
                'provisions',
                'year',
                'rank',
                'updated_at',
                'digest',
              ] as const
            ).map((column) => [column, set.ref(`excluded.${column}`)]),
          ),
        ),
    )
    .returning(['id', 'kind', 'ref_id'])
    .execute();
  const ids = new Map(saved.map(({ id, kind, ref_id }) => [`${kind}:${ref_id}`, id]));
  const index = cards.map(({ card, vector, sets }) => ({
    card: ids.get(`${card.ref.kind}:${card.ref.id}`)!,
    ...sets,
    rank: card.rank ?? 0,
    updated: Math.floor(card.updatedAt.getTime() / 1000),
    words: vector,
  }));
  await db
    .insertInto('catalogue_search')
    .columns(['card', 'kind', 'place', 'theme', 'discipline', 'lang', 'year', 'rank', 'updated', 'words'])
    .expression(
      sql`select s.card, s.kind, s.place, s.theme, s.discipline, s.lang, s.year, s.rank, s.updated, s.words::tsvector
        from jsonb_to_recordset(${JSON.stringify(index)}::text::jsonb) as s(
          card int, kind int, place int, theme int, discipline int, lang int, year int, rank smallint, updated bigint, words text) order by 1` as never,
    )
    .onConflict((conflict) =>
      conflict
        .column('card')
        .doUpdateSet((set) =>
          Object.fromEntries(
            (['kind', 'place', 'theme', 'discipline', 'lang', 'year', 'rank', 'updated', 'words'] as const).map(
              (column) => [column, set.ref(`excluded.${column}`)],
            ),
          ),
        ),
    )
    .execute();
}

/** Deletes cards; their index rows go with them. */
export async function deleteCards(db: Db, ids: readonly number[]): Promise<void> {
  await db
    .deleteFrom('catalogue_card')
    .where('id', 'in', [...ids])
    .execute();
}

/** Notes that words stand in more or fewer cards. */
export async function insertTermChanges(db: Db, changes: readonly TermChange[]): Promise<void> {
  if (changes.length === 0) return;
  await db
    .insertInto('catalogue_term_change')
    .columns(['word', 'stemmer', 'stem', 'delta'])
    .expression(
      sql`select * from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as c(word text, stemmer text, stem text, delta int)` as never,
    )
    .execute();
}

/**
 * Brings the noted changes into the dictionary. Only one transaction at a time does so and no other touches the dictionary,
 * so that people writing at the same moment never wait for each other's common words; returns whether it was this one.
 */
export async function foldTermChanges(db: Db): Promise<boolean> {
  const [lock] = await db
    .selectFrom(sql<{ got: boolean }>`(select pg_try_advisory_xact_lock(${FOLDING}) as got)`.as('l'))
    .select('got')
    .execute();
  if (!lock?.got) return false;
  const noted = await db.deleteFrom('catalogue_term_change').returning(['word', 'stemmer', 'stem', 'delta']).execute();
  const sums = new Map<string, { word: string; stemmer: string; stem: string; delta: number }>();
  for (const change of noted) {
    const key = `${change.stemmer}:${change.word}`;
    const sum = sums.get(key);
    if (sum) sum.delta += change.delta;
    else sums.set(key, { ...change });
  }
  const changed = [...sums.values()].filter(({ delta }) => delta !== 0);
  for (let start = 0; start < changed.length; start += PART) await foldPart(db, changed.slice(start, start + PART));
  if (changed.some(({ delta }) => delta < 0)) {
    const gone = await db.deleteFrom('catalogue_term').where('cards', '<=', 0).returning('word').execute();
    await forgetWords(
      db,
      gone.map(({ word }) => word),
    );
  }
  return true;
}

async function foldPart(
  db: Db,
  changes: readonly { word: string; stemmer: string; stem: string; delta: number }[],
): Promise<void> {
  const saved = await db
    .insertInto('catalogue_term')
    .columns(['word', 'stemmer', 'stem', 'cards'])
    .expression(
      sql`select * from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as t(word text, stemmer text, stem text, delta int)` as never,
    )
    .onConflict((conflict) =>
      conflict.columns(['word', 'stemmer']).doUpdateSet({ cards: sql`catalogue_term.cards + excluded.cards` as never }),
    )
    .returning(['word', sql<boolean>`xmax = 0`.as('fresh')])
    .execute();
  const words = [...new Set(saved.filter(({ fresh }) => fresh).map(({ word }) => word))].map((word) => ({
    word,
    slips: slipKeys(word),
  }));
  if (words.length === 0) return;
  await db
    .insertInto('catalogue_word')
    .columns(['word', 'slips'])
    .expression(
      sql`select * from jsonb_to_recordset(${JSON.stringify(words)}::text::jsonb) as w(word text, slips int[])` as never,
    )
    .onConflict((conflict) => conflict.column('word').doNothing())
    .execute();
}

/** A word that no card holds any more is nowhere any more. */
async function forgetWords(db: Db, words: readonly string[]): Promise<void> {
  for (let start = 0; start < words.length; start += PART) {
    const part = words.slice(start, start + PART);
    await db
      .deleteFrom('catalogue_word')
      .where('word', 'in', part)
      .where('word', 'not in', (still) => still.selectFrom('catalogue_term').select('word').where('word', 'in', part))
      .execute();
  }
}
