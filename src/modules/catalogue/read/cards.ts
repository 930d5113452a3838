// Cards by what they hang on, near a name, the newest, and what the catalogue holds.

import type { CardView } from '#kernel/card.ts';
import type { Labels, Lang } from '#kernel/locale.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { CardFilter } from '#kernel/ports.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { sql } from '#platform/db/sql.ts';
import { langsOf, mark, quoteLexeme } from '../lexemes.ts';
import type { CatalogueTables } from '../tables.ts';

type Db = ReadDb<CatalogueTables>;
type Row = {
  kind: string;
  ref_id: string;
  path: string;
  titles: Labels;
  summaries: Labels;
  year: number | null;
  updated_at: Date | string;
};

const MOST_LISTED = 1_000;
const COLLATIONS: Readonly<Record<Lang, string>> = {
  en: 'en-x-icu',
  fr: 'fr-x-icu',
  es: 'es-x-icu',
  ar: 'ar-x-icu',
  ru: 'ru-x-icu',
  zh: 'zh-x-icu',
};

/** A row as a reader of `lang` sees it. */
export function cardView(row: Row, lang: Lang): CardView {
  const title = pickLabel(row.titles, lang);
  return {
    ref: { kind: row.kind, id: row.ref_id },
    path: row.path,
    title: title.text,
    summary: pickLabel(row.summaries, title.lang).text,
    lang: title.lang,
    langs: langsOf(row),
    year: row.year,
    updatedAt: new Date(row.updated_at),
  };
}

/** Cards that match every given field, and how many there are. */
export async function listCards(db: Db, filter: CardFilter, lang: Lang): Promise<{ cards: CardView[]; total: number }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 0), MOST_LISTED);
  const offset = Math.max(filter.offset ?? 0, 0);
  const marks = [
    ...(filter.kinds
      ? [
          filter.kinds.length === 0
            ? quoteLexeme(mark('kind'))
            : `(${filter.kinds.map((kind) => quoteLexeme(mark('kind', kind))).join(' | ')})`,
        ]
      : []),
    ...(filter.except ?? []).map((kind) => `!${quoteLexeme(mark('kind', kind))}`),
    ...(filter.place ? [quoteLexeme(mark('place', filter.place))] : []),
    ...(filter.theme ? [quoteLexeme(mark('theme', filter.theme))] : []),
    ...(filter.discipline ? [quoteLexeme(mark('discipline', filter.discipline))] : []),
    ...(filter.provision ? [quoteLexeme(mark('provision', filter.provision))] : []),
  ];
  const match = marks.length > 0 ? marks.join(' & ') : quoteLexeme(mark('all'));
  const title = sql`coalesce(c.titles ->> ${lang}::text, c.titles ->> 'en', c.titles ->> 'fr', c.titles ->> 'es', c.titles ->> 'ru', c.titles ->> 'ar', c.titles ->> 'zh') collate ${sql.id(COLLATIONS[lang])}`;
  const byTitle = sql`select h.card, row_number() over (order by ${title}, c.id) as at from hits h join catalogue_card c on c.id = h.card`;
  const byDate = sql`select card, row_number() over (order by updated desc, card desc) as at from hits`;
  const [row] = await db
    .selectFrom(
      sql<{ total: number; found: Row[] | null }>`(
        with hits as materialized (select card, updated from catalogue_search where words @@ ${match}::tsquery),
        ordered as (${filter.order === 'title' ? byTitle : byDate}),
        paged as (select card, at from ordered order by at limit ${limit}::int offset ${offset}::int)
        select (select count(*)::int from hits) as total,
          (select json_agg(json_build_object('kind', c.kind, 'ref_id', c.ref_id, 'path', c.path, 'titles', c.titles, 'summaries', c.summaries,
            'year', c.year, 'updated_at', c.updated_at) order by p.at) from paged p join catalogue_card c on c.id = p.card) as found
      )`.as('l'),
    )
    .select(['total', 'found'])
    .execute();
  return { total: row!.total, cards: (row!.found ?? []).map((found) => cardView(found, lang)) };
}

/** Cards whose titles hold words like these, the closest names first. */
export async function cardsTitled(
  db: Db,
  expression: string,
  kinds: readonly string[] | undefined,
  limit: number,
): Promise<Row[]> {
  const match = kinds
    ? `(${expression}) & (${kinds.map((kind) => quoteLexeme(mark('kind', kind))).join(' | ')})`
    : expression;
  return db
    .selectFrom(
      sql<Row>`(
        select c.kind, c.ref_id, c.path, c.titles, c.summaries, c.year, c.updated_at
        from (select card, rank, updated from catalogue_search where words @@ ${match}::tsquery limit 2000) h
        join catalogue_card c on c.id = h.card order by h.rank desc, length(c.titles::text), c.id limit ${limit}::int)`.as(
        'c',
      ),
    )
    .selectAll()
    .execute();
}

/** Cards whose id resembles a code. */
export async function cardsCodedLike(
  db: Db,
  code: string,
  kinds: readonly string[] | undefined,
  limit: number,
): Promise<Row[]> {
  const kind = kinds ? sql`and kind in (${sql.join(kinds)})` : sql``;
  return db
    .selectFrom(
      sql<Row>`(
        select kind, ref_id, path, titles, summaries, year, updated_at from catalogue_card
        where lower(ref_id) % ${code.toLowerCase()}::text and length(ref_id) <= 24 ${kind}
        order by similarity(lower(ref_id), ${code.toLowerCase()}::text) desc, rank desc, length(ref_id), ref_id limit ${limit}::int)`.as(
        'c',
      ),
    )
    .selectAll()
    .execute();
}

/** The cards that changed last. */
export async function newestCards(db: Db, limit: number, lang: Lang): Promise<CardView[]> {
  const rows = await db
    .selectFrom('catalogue_card')
    .select(['kind', 'ref_id', 'path', 'titles', 'summaries', 'year', 'updated_at'])
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => cardView(row, lang));
}

/** The last changes for people: a few of each kind, without the words and places everything else hangs on. */
export async function latestChanges(
  db: Db,
  options: { limit: number; perKind: number; except: readonly string[] },
  lang: Lang,
): Promise<CardView[]> {
  const { limit, perKind, except } = options;
  const rows = await db
    .selectFrom(
      sql<Row>`(
        select k.kind, n.ref_id, n.path, n.titles, n.summaries, n.year, n.updated_at
        from (select distinct kind from catalogue_card where kind <> all (${[...except]}::text[])) k
        cross join lateral (select * from catalogue_card c where c.kind = k.kind order by c.updated_at desc, c.id desc limit ${perKind}::int) n
        order by n.updated_at::date desc, (row_number() over (partition by k.kind order by n.updated_at desc, n.id desc)), n.updated_at desc, n.id desc
        limit ${limit}::int)`.as('l'),
    )
    .selectAll()
    .execute();
  return rows.map((row) => cardView(row, lang));
}

/** How many cards there are of each kind, and when the last of them changed. */
export async function countKinds(db: Db): Promise<{ kind: string; cards: number; updatedAt: Date }[]> {
  const rows = await db
    .selectFrom(
      sql<{ mark: string; cards: number; updated: number }>`(
        select f.members[1] as mark, k.cards, k.updated
        from (select kind, count(*)::int as cards, max(updated) as updated from catalogue_search group by kind) k
        join catalogue_facet_set f on f.id = k.kind)`.as('k'),
    )
    .selectAll()
    .execute();
  return rows.map(({ mark: found, cards, updated }) => ({
    kind: found.slice(mark('kind').length),
    cards,
    updatedAt: new Date(Number(updated) * 1000),
  }));
}

/** Addresses of cards for the sitemap, by blocks of ids. */
export async function sitemapBlock(db: Db, block: number, size: number): Promise<{ path: string; updatedAt: Date }[]> {
  const rows = await db
    .selectFrom('catalogue_card')
    .select(['path', 'updated_at'])
    .where('id', '>=', block * size)
    .where('id', '<', (block + 1) * size)
    .orderBy('id')
    .execute();
  return rows.map(({ path, updated_at }) => ({ path, updatedAt: new Date(updated_at) }));
}

/** Blocks of ids that hold cards, with the last change in each. */
export async function sitemapBlocks(db: Db, size: number): Promise<{ block: number; updatedAt: Date }[]> {
  const rows = await db
    .selectFrom(
      sql<{
        block: number;
        updated: number;
      }>`(select card / ${size}::int as block, max(updated) as updated from catalogue_search group by 1 order by 1)`.as(
        'b',
      ),
    )
    .selectAll()
    .execute();
  return rows.map(({ block, updated }) => ({ block, updatedAt: new Date(Number(updated) * 1000) }));
}
