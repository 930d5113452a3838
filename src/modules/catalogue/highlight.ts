// Marks what matched in a text and cuts the part of a long text around it; gives pieces, never markup.

import type { Piece } from './model.ts';
import { wordsOf } from './words.ts';

/** What to mark: folded words, pairs of Chinese signs, and single signs that begin a pair. */
export type Marks = { words: ReadonlySet<string>; pairs: ReadonlySet<string>; signs: ReadonlySet<string> };

type Span = { start: number; end: number };

const LENGTH = 240;
const LEAD = 60;

/** The whole text in pieces. */
export function markHits(text: string, marks: Marks): Piece[] {
  return piecesOf(text, spansOf(text, marks));
}

/** About 240 characters of the text around its first hit; `hits` tells how many it holds. */
export function snippetOf(text: string, marks: Marks): { pieces: Piece[]; hits: number } {
  const spans = spansOf(text, marks);
  const first = spans[0];
  if (text.length <= LENGTH) return { pieces: piecesOf(text, spans), hits: spans.length };
  const from = first && first.end > LENGTH - 20 ? edge(text, first.start - LEAD) : 0;
  const to = text.length - from <= LENGTH ? text.length : edge(text, from + LENGTH);
  const inside = spans
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
  const pieces = piecesOf(text.slice(from, to), inside);
  if (from > 0) pieces.unshift({ text: '… ', hit: false });
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return { pieces, hits: spans.length };
}

/** The nearest space before a place, if one is near; never inside a surrogate pair. */
function edge(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space > at - 30 && space > 0) return text[space] === ' ' ? space + 1 : space;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : Math.max(0, at);
}

function spansOf(text: string, marks: Marks): Span[] {
  const spans: Span[] = [];
  for (const { word, start, end, han } of wordsOf(text)) {
    const sign = [...word][0] ?? '';
    const hit = han ? marks.pairs.has(word) || marks.signs.has(sign) : marks.words.has(word);
    if (!hit) continue;
    const until = han && !marks.pairs.has(word) ? start + sign.length : end;
    const last = spans.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, until);
    else spans.push({ start, end: until });
  }
  return spans;
}

function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}
