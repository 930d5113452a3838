// One search in one round trip: bounded hits, exact facet counts over them, and a page ranked over the best of them.

import type { Labels } from '#kernel/locale.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { sql } from '#platform/db/sql.ts';
import type { Expressions } from '../expression.ts';
import type { Order } from '../model.ts';
import { MOST_HITS } from '../model.ts';
import type { CatalogueTables } from '../tables.ts';

type Db = ReadDb<CatalogueTables>;

/** A card as found. */
export type FoundRow = {
  kind: string;
  ref_id: string;
  path: string;
  titles: Labels;
  summaries: Labels;
  year: number | null;
  updated_at: string;
};
/** What one round trip gives: counts by facet mark (`#place:ESP`). */
export type SearchRows = { total: number; facets: { mark: string; count: number }[] | null; found: FoundRow[] | null };

/** Cards that are ranked by how the words stand in them; those behind keep the order of title, weight and date. */
const RANKED = 200;
const MOST_TITLES = 3_000;

/** Runs the expressions. */
export async function searchCards(
  db: Db,
  expressions: Expressions,
  page: { order: Order; limit: number; offset: number },
): Promise<SearchRows> {
  const { match, title, whole, rank } = expressions;
  const hits = sql`
    hits as materialized (
      select card, kind, place, theme, discipline, lang, year, rank, updated
      from catalogue_search where words @@ ${match}::tsquery limit ${MOST_HITS + 1}::int
    ),
    counted as (
      select coalesce(kind, place, theme, discipline, lang, year) as set, count(*) as cards
      from hits group by grouping sets ((kind), (place), (theme), (discipline), (lang), (year))
    ),
    facets as (
      select m.member as mark, sum(c.cards)::int as count
      from counted c join catalogue_facet_set f on f.id = c.set cross join lateral unnest(f.members) as m(member)
      group by m.member
    )`;
  const titled = sql`
    titled as materialized (
      select card, max(tier) as tier from (
        (select card, 1 as tier from catalogue_search where words @@ ${title ?? match}::tsquery limit ${title === null ? 0 : MOST_TITLES}::int)
        union all
        (select card, 3 from catalogue_search where words @@ ${whole ?? match}::tsquery limit ${whole === null ? 0 : MOST_TITLES}::int)
      ) t group by card
    )`;
  const byWords = sql`
    best as (
      select * from (
        select s.card, t.tier * 2 + s.rank as weight, s.updated from titled t join catalogue_search s using (card)
        union all
        select h.card, h.rank, h.updated from hits h where not exists (select from titled t where t.card = h.card)
      ) b order by weight desc, updated desc, card limit ${Math.max(RANKED, page.offset + page.limit)}::int
    ),
    placed as (
      select card, weight, updated, row_number() over (order by weight desc, updated desc, card) as at from best
    ),
    paged as (
      select p.card, row_number() over (
        order by (p.at > ${RANKED}::int),
          case when p.at <= ${RANKED}::int then p.weight + ts_rank_cd('{0.05,0.2,0.4,1}', s.words, ${rank ?? match}::tsquery, 33) end desc,
          p.at) as at
      from placed p join catalogue_search s on s.card = p.card
      order by at limit ${page.limit}::int offset ${page.offset}::int
    )`;
  const byDate = sql`
    paged as (
      select card, row_number() over (order by updated desc, card desc) as at from hits order by at limit ${page.limit}::int offset ${page.offset}::int
    )`;
  const [row] = await db
    .selectFrom(
      sql<SearchRows>`(
        with ${hits}, ${page.order === 'date' ? byDate : sql`${titled}, ${byWords}`}
        select (select count(*)::int from hits) as total,
          (select json_agg(json_build_object('mark', mark, 'count', count)) from facets) as facets,
          (select json_agg(json_build_object('kind', c.kind, 'ref_id', c.ref_id, 'path', c.path, 'titles', c.titles, 'summaries', c.summaries,
            'year', c.year, 'updated_at', c.updated_at) order by p.at) from paged p join catalogue_card c on c.id = p.card) as found
      )`.as('s'),
    )
    .select(['total', 'facets', 'found'])
    .execute();
  return row!;
}

/** Which of these expressions match any card at all. */
export async function matchesAny(db: Db, expressions: readonly string[]): Promise<boolean[]> {
  if (expressions.length === 0) return [];
  const rows = await db
    .selectFrom(
      sql<{ at: number; found: boolean }>`(
        select w.at::int as at, exists (select from catalogue_search s where s.words @@ w.expression::tsquery) as found
        from jsonb_array_elements_text(${JSON.stringify(expressions)}::text::jsonb) with ordinality as w(expression, at))`.as(
        'm',
      ),
    )
    .select(['at', 'found'])
    .orderBy('at')
    .execute();
  return rows.map(({ found }) => found);
}
