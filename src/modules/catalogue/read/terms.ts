// Looks words up in the dictionary: their stems, how many cards hold them, how they are written there, and words one slip away.

import type { ReadDb } from '#platform/db/types.ts';
import { sql } from '#platform/db/sql.ts';
import type { CatalogueTables } from '../tables.ts';
import { stemmersOf } from '../words.ts';
import type { Stemmer } from '../words.ts';

type Db = ReadDb<CatalogueTables>;

/** A word under one stemmer: its stem (null: too common), the cards that hold the stem, and its written forms. */
export type LookedUp = { word: string; stemmer: Stemmer; stem: string | null; cards: number; forms: string[] };
/** A word of the dictionary that resembles another. */
export type NearWord = { asked: string; word: string; stem: string; cards: number };

/** Looks words up under every stemmer they may have gone through. */
export async function lookUpWords(db: Db, words: readonly string[]): Promise<LookedUp[]> {
  if (words.length === 0) return [];
  const asked = words.flatMap((word) => stemmersOf(word).map((stemmer) => ({ word, stemmer })));
  return db
    .selectFrom(
      sql<LookedUp>`(
        select w.word, w.stemmer, s.stem, coalesce(f.cards, 0)::int as cards, coalesce(f.forms, '{}') as forms
        from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as w(word text, stemmer text)
        cross join lateral (
          select case w.stemmer when 'none' then w.word else (ts_lexize((w.stemmer || '_stem')::regdictionary, w.word))[1] end as stem offset 0
        ) s
        left join lateral (
          select sum(t.cards) as cards, array_agg(t.word) as forms
          from (select cards, word from catalogue_term t where t.stem = s.stem and t.stemmer = w.stemmer and t.cards > 0 order by cards desc limit 60) t
        ) f on true)`.as('l'),
    )
    .select(['word', 'stemmer', 'stem', 'cards', 'forms'])
    .execute();
}

/** Words of the dictionary that share a slip with one of these, the most used first. */
export async function wordsOneSlipAway(
  db: Db,
  asked: readonly { word: string; slips: readonly number[] }[],
): Promise<NearWord[]> {
  if (asked.length === 0) return [];
  return db
    .selectFrom(
      sql<NearWord>`(
        select w.word as asked, n.word, n.stem, n.cards
        from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as w(word text, slips int[])
        cross join lateral (
          select t.word, t.stem, t.cards from catalogue_word k join catalogue_term t on t.word = k.word
          where k.slips && w.slips and t.cards > 0 order by t.cards desc limit 40
        ) n)`.as('n'),
    )
    .select(['asked', 'word', 'stem', 'cards'])
    .execute();
}

/** Words of the dictionary with many letter groups in common: for longer words with more than one slip. */
export async function wordsAlike(db: Db, asked: readonly string[]): Promise<NearWord[]> {
  if (asked.length === 0) return [];
  return db
    .selectFrom(
      sql<NearWord>`(
        select w.word as asked, n.word, n.stem, n.cards
        from jsonb_array_elements_text(${JSON.stringify(asked)}::text::jsonb) as w(word)
        cross join lateral (
          select t.word, t.stem, t.cards from catalogue_word k join catalogue_term t on t.word = k.word
          where k.word % w.word and t.cards > 0 order by similarity(k.word, w.word) desc, t.cards desc limit 10
        ) n)`.as('n'),
    )
    .select(['asked', 'word', 'stem', 'cards'])
    .execute();
}
