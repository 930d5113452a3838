// Reads what a person typed into a search box: words, "phrases" and -words in any script; never fails.

import { wordsOf } from './words.ts';
import type { Word } from './words.ts';

/** A part of a query: one word, Chinese signs that stand together, the beginning of a Chinese word, or a phrase. */
export type Clause =
  | { kind: 'word'; word: string; written: string }
  | { kind: 'pairs'; pairs: string[]; written: string }
  | { kind: 'sign'; sign: string; written: string }
  | { kind: 'phrase'; words: { word: string; at: number; han: boolean }[]; written: string };

/** What is wanted and what is not. */
export type Query = { wanted: Clause[]; unwanted: Clause[] };

const OPENING = '"“”„«»「」『』＂';
const PART = new RegExp(
  `(?<minus>(?<=^|\\s)[-−–])?(?:[${OPENING}](?<phrase>[^${OPENING}]*)[${OPENING}]|(?<bare>[^\\s${OPENING}]+))`,
  'gu',
);
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Reads a query; a quotation mark without its partner is ignored. */
export function readQuery(text: string): Query {
  const query: Query = { wanted: [], unwanted: [] };
  for (const match of text.toWellFormed().normalize('NFC').matchAll(PART)) {
    const { minus, phrase, bare } = match.groups as Record<'minus' | 'phrase' | 'bare', string | undefined>;
    const clauses =
      phrase === undefined ? (minus ? phraseClause(bare ?? '') : bareClauses(bare ?? '')) : phraseClause(phrase);
    (minus ? query.unwanted : query.wanted).push(...clauses);
  }
  const longer = query.wanted.filter(({ kind }) => kind !== 'sign');
  if (longer.length > 0) query.wanted = longer;
  return query;
}

/** The query without its minus parts and marks, for glossary and whole titles. */
export function plainText(query: Query): string {
  return query.wanted.map(({ written }) => written).join(' ');
}

function phraseClause(text: string): Clause[] {
  const words = wordsOf(text);
  const first = words[0];
  if (!first) return [];
  if (words.length === 1)
    return [first.han ? signClause(text, first) : { kind: 'word', word: first.word, written: text }];
  // The last sign of a run stands in the index only where a run ends; its pair says the same.
  const telling = words.filter(
    (word, index) => !word.han || [...word.word].length > 1 || index === 0 || !words[index - 1]!.han,
  );
  if (telling.length === 1) return [{ kind: 'pairs', pairs: [telling[0]!.word], written: text }];
  return [{ kind: 'phrase', words: telling.map(({ word, at, han }) => ({ word, at, han })), written: text }];
}

function signClause(text: string, { word }: Word): Clause {
  return [...word].length === 1
    ? { kind: 'sign', sign: word, written: text }
    : { kind: 'pairs', pairs: [word], written: text };
}

function bareClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  const words = wordsOf(text);
  let index = 0;
  while (index < words.length) {
    const word = words[index]!;
    if (!word.han) {
      clauses.push({ kind: 'word', word: word.word, written: text.slice(word.start, word.end) });
      index += 1;
      continue;
    }
    let end = index;
    while (words[end + 1]?.han && words[end + 1]!.at === words[end]!.at + 1) end += 1;
    clauses.push(...hanClauses(text.slice(word.start, words[end]!.end)));
    index = end + 1;
  }
  return clauses;
}

/** Chinese has no spaces: the run is cut into its likely words, each found by its pairs of signs. */
function hanClauses(run: string): Clause[] {
  const clauses: Clause[] = [];
  for (const { segment } of segmenter.segment(run)) {
    const signs = [...segment.normalize('NFKC')];
    if (signs.length === 1) clauses.push({ kind: 'sign', sign: signs[0]!, written: segment });
    else
      clauses.push({
        kind: 'pairs',
        pairs: signs.slice(0, -1).map((sign, index) => sign + signs[index + 1]!),
        written: segment,
      });
  }
  const words = clauses.filter(({ kind }) => kind === 'pairs');
  const signs = [...run.normalize('NFKC')];
  // A run of single signs only (a name, say) is looked for as it stands.
  if (words.length === 0 && signs.length > 1) return phraseClause(run);
  return words.length > 0 ? words : clauses;
}
