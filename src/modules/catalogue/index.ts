// Door of the catalogue: cards of every module, and the one search over them.

import type { Lang } from '#kernel/locale.ts';
import type { Cards } from '#kernel/ports.ts';
import { glossary } from '#modules/vocabulary/index.ts';
import { placeTree } from '#modules/places/index.ts';
import type { Services } from '#platform/services.ts';
import { putCards, removeCards } from './cards.ts';
import { findCards } from './find.ts';
import type { SearchParts } from './find.ts';
import type { Answer, Asked, Facet } from './model.ts';
import { nearCards } from './near.ts';
import { listCards } from './read/cards.ts';
import type { CatalogueTables } from './tables.ts';

export type { Answer, Asked, Facet, FacetCount, Filters, Found, Order, Reason } from './model.ts';

/** The catalogue as opened: the port of the other modules, and search. */
export type Catalogue = {
  cards: Cards;
  search(asked: Asked, lang: Lang, limit?: number): Promise<Answer>;
  /** Name of a facet value; kinds and languages are named by the page that shows them. */
  labelOf(facet: Facet, value: string, lang: Lang): Promise<string>;
};

const KEPT_LISTS = 1_000;

/** Opens the catalogue on the platform's services. */
export function openCatalogue(services: Services): Catalogue {
  const db = services.db.reader<CatalogueTables>();
  const places = placeTree(services);
  const words = glossary(services);
  const labelOf: SearchParts['labelOf'] = async (facet, value, lang) => {
    if (facet === 'place') return (await places.nameOf(value, lang)) ?? value;
    if (facet === 'theme') return words.themeLabel(value, lang);
    if (facet === 'discipline') return words.disciplineLabel(value, lang);
    return value;
  };
  const parts: SearchParts = { db, expand: (query, lang) => words.expand(query, lang), labelOf };
  // Lists as shown on pages, until any card changes.
  const lists = services.reference(['cards'], async () => new Map<string, ReturnType<Cards['list']>>());

  const list: Cards['list'] = async (filter, lang) => {
    const known = await lists();
    const key = `${lang} ${JSON.stringify(filter)}`;
    const kept = known.get(key);
    if (kept) return kept;
    if (known.size >= KEPT_LISTS) known.clear();
    const reading = listCards(db, filter, lang);
    known.set(key, reading);
    reading.catch(() => known.delete(key));
    return reading;
  };

  return {
    labelOf,
    search: (asked, lang, limit) => findCards(parts, asked, lang, limit),
    cards: {
      put: (tx, cards) => putCards(services, (code) => places.ancestorsOf(code), tx, cards),
      remove: (tx, refs) => removeCards(services, tx, refs),
      list,
      near: (text, lang, kinds) => nearCards(db, text, lang, kinds),
    },
  };
}
