// Things with names or codes near to what was asked for, for pages that do not exist.

import type { CardView } from '#kernel/card.ts';
import type { Lang } from '#kernel/locale.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { quoteLexeme } from './lexemes.ts';
import { cardsCodedLike, cardsTitled, cardView } from './read/cards.ts';
import { lookUpWords, wordsAlike, wordsOneSlipAway } from './read/terms.ts';
import type { CatalogueTables } from './tables.ts';
import { editsBetween, slipKeys, wordsOf } from './words.ts';

const MOST = 8;

/** Near matches: by code first when it looks like one, then by the words of titles, slips allowed. */
export async function nearCards(
  db: ReadDb<CatalogueTables>,
  text: string,
  lang: Lang,
  kinds?: readonly string[],
): Promise<CardView[]> {
  if (kinds?.length === 0) return [];
  const asked = text.slice(0, 100);
  const found = [...wordsOf(asked)].slice(0, 8);
  const words = [...new Set(found.filter(({ han }) => !han).map(({ word }) => word))];
  const slipping = words.filter((word) => word.length >= 4);
  const [coded, known, slips, alike] = await Promise.all([
    asked.length <= 24 && asked.length >= 2 ? cardsCodedLike(db, asked, kinds, MOST) : [],
    lookUpWords(db, words),
    wordsOneSlipAway(
      db,
      slipping.map((word) => ({ word, slips: slipKeys(word) })),
    ),
    wordsAlike(db, slipping),
  ]);
  const stems = [
    ...known.flatMap(({ stem, cards }) => (stem !== null && cards > 0 ? [stem] : [])),
    ...slips.filter((near) => editsBetween(near.asked, near.word) <= 1).map(({ stem }) => stem),
    ...alike.filter((near) => editsBetween(near.asked, near.word) <= 2).map(({ stem }) => stem),
    ...found.filter(({ han }) => han).map(({ word }) => word),
  ];
  const lexemes = [...new Set(stems)].slice(0, 30).map((stem) => quoteLexeme(`=${stem}`));
  const titled = lexemes.length === 0 ? [] : await cardsTitled(db, lexemes.join(' | '), kinds, MOST);
  const seen = new Set<string>();
  const rows = [...coded, ...titled].filter(({ path }) => !seen.has(path) && seen.add(path));
  return rows.slice(0, MOST).map((row) => cardView(row, lang));
}
