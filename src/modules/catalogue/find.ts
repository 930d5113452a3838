// Answers a search: reads the query, asks the dictionary and the glossary, corrects slips, runs one search, marks the hits.

import type { Lang } from '#kernel/locale.ts';
import { isLang, pickLabel } from '#kernel/locale.ts';
import type { ReadDb } from '#platform/db/types.ts';
import { expressionsOf } from './expression.ts';
import type { Meaning, Widening } from './expression.ts';
import { langsOf, quoteLexeme } from './lexemes.ts';
import { facetsOf } from './facets.ts';
import { markHits, snippetOf } from './highlight.ts';
import type { Marks } from './highlight.ts';
import { MOST_HITS, PAGE_SIZE } from './model.ts';
import type { Answer, Asked, Facet, Found, Reason } from './model.ts';
import { plainText, readQuery } from './query.ts';
import type { Clause, Query } from './query.ts';
import { matchesAny, searchCards } from './read/search.ts';
import type { FoundRow } from './read/search.ts';
import { lookUpWords, wordsAlike, wordsOneSlipAway } from './read/terms.ts';
import type { LookedUp } from './read/terms.ts';
import type { CatalogueTables } from './tables.ts';
import { editsBetween, slipKeys } from './words.ts';

type Db = ReadDb<CatalogueTables>;

/** A glossary concept that the query names. */
/** `quiet` terms find and are never shown. */
export type Concept = {
  concept: string;
  label: string;
  matched: string;
  terms: { lang: Lang; term: string; quiet: boolean }[];
};

/** What a search needs of others. */
export type SearchParts = {
  db: Db;
  expand(query: string, lang: Lang): Promise<readonly Concept[]>;
  /** Name of a facet value for a reader. */
  labelOf(facet: Facet, value: string, lang: Lang): Promise<string>;
};

const NOTHING: Omit<Answer, 'reasons' | 'suggestions'> = {
  total: 0,
  more: false,
  found: [],
  facets: { kind: [], place: [], theme: [], discipline: [], lang: [], year: [] },
};

/** Searches for a reader of `lang`. */
export async function findCards(parts: SearchParts, asked: Asked, lang: Lang, limit = PAGE_SIZE): Promise<Answer> {
  const query = readQuery(asked.q);
  const text = plainText(query);
  const concepts = text === '' ? [] : locate(query, await parts.expand(text, lang));
  const lookedUp = await lookUpWords(parts.db, [
    ...new Set([
      ...wordsIn(query.wanted),
      ...wordsIn(query.unwanted),
      ...concepts.flatMap(({ terms }) => terms.flatMap(({ clauses }) => wordsIn(clauses))),
    ]),
  ]);
  const meanings = meaningsOf(lookedUp);
  const known = new Set(lookedUp.filter(({ cards }) => cards > 0).map(({ word }) => word));
  const explained = new Set(concepts.flatMap(({ from, to }) => wordsIn(query.wanted.slice(from, to))));
  const unknown = wordsIn(query.wanted).filter(
    (word) => !known.has(word) && !meanings.get(word)!.common && !explained.has(word),
  );
  const corrections = await correct(parts.db, unknown);
  const forms = formsOf(lookedUp);
  for (const [word, used] of corrections) {
    meanings.set(word, { stems: used.map(({ stem }) => stem), common: false });
    for (const near of used) forms.add(near.word);
  }
  const widenings = concepts.map(({ from, to, terms }): Widening => ({
    from,
    to,
    alternatives: terms.filter(({ clauses }) => isThere(clauses, known)).map(({ clauses }) => clauses),
  }));
  const expressions = expressionsOf(query, text, asked.filters, meanings, widenings);
  const reasons = reasonsOf(query, concepts, corrections, known);
  if (!expressions) return { ...NOTHING, reasons: [], suggestions: [] };
  const order = expressions.rank === null ? 'date' : asked.order;
  const rows = await searchCards(parts.db, expressions, { order, limit, offset: (asked.page - 1) * limit });
  const marks = marksOf(query, concepts, forms);
  return {
    total: Math.min(rows.total, MOST_HITS),
    more: rows.total > MOST_HITS,
    found: (rows.found ?? []).map((row) => foundOf(row, lang, marks)),
    facets: await facetsOf(parts.labelOf, rows, lang),
    reasons,
    suggestions: rows.total === 0 ? await suggest(parts.db, query, meanings) : [],
  };
}

/** A concept with the place in the query where its words stand and its other terms read as clauses. */
type Located = {
  concept: Concept;
  from: number;
  to: number;
  terms: { lang: Lang; term: string; quiet: boolean; clauses: Clause[] }[];
};

function locate(query: Query, concepts: readonly Concept[]): Located[] {
  const located: Located[] = [];
  for (const concept of concepts) {
    const matched = readQuery(concept.matched.replaceAll('"', ' ')).wanted;
    const size = matched.length;
    if (size === 0) continue;
    const from = query.wanted.findIndex(
      (_, start) =>
        matched.every((clause, index) => sameClause(clause, query.wanted[start + index])) &&
        !located.some((other) => start < other.to && other.from < start + size),
    );
    if (from < 0) continue;
    const seen = new Set([JSON.stringify(matched.map(keyOf))]);
    const terms = concept.terms.flatMap(({ lang, term, quiet }) => {
      const clauses = readQuery(term.replaceAll('"', ' ').replaceAll('-', ' ')).wanted;
      const key = JSON.stringify(clauses.map(keyOf));
      if (clauses.length === 0 || seen.has(key)) return [];
      seen.add(key);
      return [{ lang, term, quiet, clauses }];
    });
    located.push({ concept, from, to: from + size, terms });
  }
  return located;
}

function keyOf(clause: Clause): string {
  if (clause.kind === 'word') return clause.word;
  if (clause.kind === 'pairs') return clause.pairs.join(' ');
  return clause.kind === 'sign' ? clause.sign : `"${clause.words.map(({ word }) => word).join(' ')}"`;
}

function sameClause(a: Clause, b: Clause | undefined): boolean {
  return b !== undefined && a.kind === b.kind && keyOf(a) === keyOf(b);
}

function wordsIn(clauses: readonly Clause[]): string[] {
  return clauses.flatMap((clause) =>
    clause.kind === 'word'
      ? [clause.word]
      : clause.kind === 'phrase'
        ? clause.words.filter(({ han }) => !han).map(({ word }) => word)
        : [],
  );
}

/** True when every word of a glossary term stands in some card; Chinese is not in the dictionary and counts as there. */
function isThere(clauses: readonly Clause[], known: ReadonlySet<string>): boolean {
  return wordsIn(clauses).every((word) => known.has(word));
}

function meaningsOf(lookedUp: readonly LookedUp[]): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const { word, stem } of lookedUp) {
    const before = meanings.get(word) ?? { stems: [], common: false };
    meanings.set(word, stem === null ? { ...before, common: true } : { ...before, stems: [...before.stems, stem] });
  }
  return meanings;
}

/** Written forms to mark: words too common in some language are left plain. */
function formsOf(lookedUp: readonly LookedUp[]): Set<string> {
  const common = new Set(lookedUp.filter(({ stem }) => stem === null).map(({ word }) => word));
  return new Set(lookedUp.flatMap(({ forms, word }) => (common.has(word) ? [] : [word, ...forms])));
}

type NearTerm = { word: string; stem: string };

/** The nearest known words for words that no card holds. */
async function correct(db: Db, unknown: readonly string[]): Promise<Map<string, NearTerm[]>> {
  const asked = [...new Set(unknown)].filter((word) => [...word].length >= 4 && !/\d/.test(word)).slice(0, 8);
  const corrections = new Map<string, NearTerm[]>();
  const near = await wordsOneSlipAway(
    db,
    asked.map((word) => ({ word, slips: slipKeys(word) })),
  );
  const left = asked.filter(
    (word) =>
      [...word].length >= 7 && !near.some((found) => found.asked === word && editsBetween(word, found.word) <= 2),
  );
  for (const found of [near, await wordsAlike(db, left)]
    .flat()
    .filter(({ asked: word, word: other }) => editsBetween(word, other) <= ([...word].length >= 7 ? 2 : 1))) {
    corrections.set(found.asked, [...(corrections.get(found.asked) ?? []), found]);
  }
  for (const [word, found] of corrections) {
    const least = Math.min(...found.map((other) => editsBetween(word, other.word)));
    corrections.set(word, found.filter((other) => editsBetween(word, other.word) === least).slice(0, 3));
  }
  return corrections;
}

function reasonsOf(
  query: Query,
  concepts: readonly Located[],
  corrections: ReadonlyMap<string, NearTerm[]>,
  known: ReadonlySet<string>,
): Reason[] {
  const writtenOf = (word: string) =>
    query.wanted.find((clause) => clause.kind === 'word' && clause.word === word)?.written ?? word;
  return [
    ...[...corrections].map(([word, used]): Reason => ({
      kind: 'spelling',
      written: writtenOf(word),
      used: [...new Set(used.map((near) => near.word))],
    })),
    ...concepts.flatMap(({ concept, from, to, terms }): Reason[] => {
      const there = terms
        .filter(({ clauses }) => isThere(clauses, known))
        .map(({ lang, term, quiet }) => ({ lang, term, quiet }));
      const written = query.wanted
        .slice(from, to)
        .map((clause) => clause.written)
        .join(' ');
      return there.length === 0
        ? []
        : [{ kind: 'concept', id: concept.concept, label: concept.label, written, terms: there }];
    }),
  ];
}

function marksOf(query: Query, concepts: readonly Located[], forms: ReadonlySet<string>): Marks {
  const pairs = new Set<string>();
  const signs = new Set<string>();
  for (const clause of [...query.wanted, ...concepts.flatMap(({ terms }) => terms.flatMap(({ clauses }) => clauses))]) {
    if (clause.kind === 'pairs') for (const pair of clause.pairs) pairs.add(pair);
    if (clause.kind === 'sign') signs.add(clause.sign);
    if (clause.kind === 'phrase') for (const { word, han } of clause.words) if (han) pairs.add(word);
  }
  return { words: forms, pairs, signs };
}

/** The card in the reader's language; the snippet in the language that holds the hit when the reader's does not. */
function foundOf(row: FoundRow, lang: Lang, marks: Marks): Found {
  const title = pickLabel(row.titles, lang);
  const summary = pickLabel(row.summaries, title.lang);
  const titlePieces = markHits(title.text, marks);
  let snippet = { lang: summary.lang, ...snippetOf(summary.text, marks) };
  if (snippet.hits === 0 && !titlePieces.some(({ hit }) => hit)) {
    for (const texts of [row.summaries, row.titles]) {
      for (const [other, text] of Object.entries(texts)) {
        if (snippet.hits > 0 || !isLang(other) || !text) continue;
        const there = snippetOf(text, marks);
        if (there.hits > 0) snippet = { lang: other, ...there };
      }
    }
  }
  return {
    ref: { kind: row.kind, id: row.ref_id },
    path: row.path,
    title: title.text,
    summary: summary.text,
    lang: title.lang,
    langs: langsOf(row),
    year: row.year,
    updatedAt: new Date(row.updated_at),
    titlePieces,
    snippet: { lang: snippet.lang, pieces: snippet.pieces },
  };
}

/** Queries near this one that find something: each word replaced by its nearest known neighbour, else the known words alone. */
async function suggest(db: Db, query: Query, meanings: ReadonlyMap<string, Meaning>): Promise<string[]> {
  const words = wordsIn(query.wanted).filter((word) => !meanings.get(word)?.common);
  if (words.length === 0) return [];
  const near = await wordsAlike(db, [...new Set(words)].slice(0, 6));
  const own = (word: string) => ({ word, stems: meanings.get(word)?.stems ?? [word] });
  const tries = words.flatMap((word) => {
    const best = near.find(({ asked, word: other }) => asked === word && other !== word);
    return best ? [words.map((other) => (other === word ? { word: best.word, stems: [best.stem] } : own(other)))] : [];
  });
  if (words.length > 1) tries.push(...words.map((word) => [own(word)]));
  const found = await matchesAny(
    db,
    tries.map((terms) => terms.map(({ stems }) => `(${stems.map(quoteLexeme).join(' | ')})`).join(' & ')),
  );
  return [
    ...new Set(tries.filter((_, index) => found[index]).map((terms) => terms.map(({ word }) => word).join(' '))),
  ].slice(0, 4);
}
