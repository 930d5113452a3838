// Builds the index expression of a query: stems of every language, spelling corrections, glossary terms, phrases, minus, facets.

import { FACETS } from './model.ts';
import type { Filters } from './model.ts';
import { mark, quoteLexeme } from './lexemes.ts';
import type { Clause, Query } from './query.ts';
import { foldLine } from './words.ts';

/** What the dictionary says of a word: stems to look for (several languages, corrections), or too common to look for. */
export type Meaning = { stems: readonly string[]; common: boolean };
export type Meanings = ReadonlyMap<string, Meaning>;

/** Clauses `from` up to `to` may be answered by any of the alternatives as well. */
export type Widening = { from: number; to: number; alternatives: readonly (readonly Clause[])[] };

/** The expressions a search runs with; null when there is nothing to look for. */
export type Expressions = {
  match: string;
  /** Every wanted word stands in a title. */
  title: string | null;
  /** A title is the query. */
  whole: string | null;
  /** For ranking: what is wanted, without facets. */
  rank: string | null;
};

/** Expressions of a query with its filters; null when it asks for nothing at all. */
export function expressionsOf(
  query: Query,
  text: string,
  filters: Filters,
  meanings: Meanings,
  widenings: readonly Widening[],
): Expressions | null {
  const wanted = wantedExpression(query, meanings, widenings, '');
  const inTitle = wantedExpression(query, meanings, widenings, '=');
  const unwanted = query.unwanted
    .map((clause) => clauseExpression(clause, meanings, ''))
    .filter((part) => part !== null);
  const rest = [
    ...FACETS.flatMap((facet) => (filters[facet] ? [quoteLexeme(mark(facet, filters[facet]))] : [])),
    ...unwanted.map((part) => `!(${part})`),
  ];
  if (wanted === null && rest.length === 0) return null;
  const all = (first: string | null) =>
    [...(first === null ? [quoteLexeme(mark('all'))] : [`(${first})`]), ...rest].join(' & ');
  const line = foldLine(text);
  return {
    match: all(wanted),
    title: inTitle === null ? null : all(inTitle),
    whole: wanted === null || line === '' ? null : all(quoteLexeme(`==${line}`)),
    rank: wanted,
  };
}

function wantedExpression(
  query: Query,
  meanings: Meanings,
  widenings: readonly Widening[],
  prefix: '' | '=',
): string | null {
  const parts: string[] = [];
  let index = 0;
  while (index < query.wanted.length) {
    const widening = widenings.find(({ from }) => from === index);
    const until = widening?.to ?? index + 1;
    const own = both(query.wanted.slice(index, until).map((clause) => clauseExpression(clause, meanings, prefix)));
    const others = (widening?.alternatives ?? []).map((clauses) =>
      both(clauses.map((clause) => clauseExpression(clause, meanings, prefix))),
    );
    const choices = [...new Set([own, ...others].filter((part) => part !== null))];
    if (choices.length > 0) parts.push(choices.length === 1 ? choices[0]! : `(${choices.join(' | ')})`);
    index = until;
  }
  if (parts.length > 0) return parts.join(' & ');
  // Nothing but words too common: then they are what is meant.
  const common = query.wanted
    .map((clause) => clauseExpression(clause, meanings, prefix, true))
    .filter((part) => part !== null);
  return common.length > 0 ? common.join(' & ') : null;
}

function both(parts: readonly (string | null)[]): string | null {
  const present = parts.filter((part) => part !== null);
  if (present.length === 0) return null;
  return present.length === 1 ? present[0]! : `(${present.join(' & ')})`;
}

function clauseExpression(clause: Clause, meanings: Meanings, prefix: '' | '=', evenCommon = false): string | null {
  if (clause.kind === 'word') return wordExpression(clause.word, meanings, prefix, evenCommon);
  if (clause.kind === 'pairs') return both(clause.pairs.map((pair) => quoteLexeme(prefix + pair)));
  if (clause.kind === 'sign') return `${quoteLexeme(prefix + clause.sign)}:*`;
  const told = clause.words.flatMap(({ word, at, han }) => {
    const expression = han ? quoteLexeme(prefix + word) : wordExpression(word, meanings, prefix, evenCommon);
    return expression === null ? [] : [{ expression, at }];
  });
  if (told.length === 0) return null;
  // Title words carry no positions, so a phrase there is only all of its words.
  if (prefix === '=') return both(told.map(({ expression }) => expression));
  const steps = told.map(({ expression, at }, index) =>
    index === 0 ? expression : ` <${at - told[index - 1]!.at}> ${expression}`,
  );
  return told.length === 1 ? told[0]!.expression : `(${steps.join('')})`;
}

function wordExpression(word: string, meanings: Meanings, prefix: '' | '=', evenCommon: boolean): string | null {
  const meaning = meanings.get(word);
  const stems = meaning?.stems ?? [word];
  if (stems.length === 0 || (meaning?.common && !evenCommon)) return null;
  const lexemes = [...new Set(stems)].map((stem) => quoteLexeme(prefix + stem));
  return lexemes.length === 1 ? lexemes[0]! : `(${lexemes.join(' | ')})`;
}
