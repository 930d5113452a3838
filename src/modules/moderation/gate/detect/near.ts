// Small questions about the tokens around a place in a sentence.

import type { Span, Token } from '../model.ts';

/** True when the token carries the tag. */
export function has(token: Token | undefined, ...tags: readonly string[]): boolean {
  if (!token) return false;
  for (const tag of tags) if (token.tags.includes(tag)) return true;
  return false;
}

/** Index of the nearest token with one of the tags within `reach` tokens before `at`, -1 when there is none; stops at a sign that ends a clause. */
export function before(
  tokens: readonly Token[],
  at: number,
  reach: number,
  tags: readonly string[],
  through = false,
): number {
  for (let index = at - 1; index >= 0 && index >= at - reach; index -= 1) {
    const token = tokens[index]!;
    if (has(token, ...tags)) return index;
    if (!through && token.script === 'punct' && /^[,;:()|]$/.test(token.text)) return -1;
  }
  return -1;
}

/** Index of the nearest token with one of the tags within `reach` tokens from `at` on, -1 when there is none. */
export function after(
  tokens: readonly Token[],
  at: number,
  reach: number,
  tags: readonly string[],
  through = false,
): number {
  for (let index = at; index < tokens.length && index < at + reach; index += 1) {
    const token = tokens[index]!;
    if (has(token, ...tags)) return index;
    if (!through && token.script === 'punct' && /^[,;:()|]$/.test(token.text)) return -1;
  }
  return -1;
}

/** The span of tokens `s` to `e` (exclusive). */
export function spanOf(tokens: readonly Token[], s: number, e: number, level = 1): Span {
  return { start: tokens[s]!.start, end: tokens[e - 1]!.end, level };
}

/** All matches of a global pattern as spans of the whole text; `offset` is where the piece begins in it. */
export function matchesOf(text: string, offset: number, pattern: RegExp, level = 1): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(pattern))
    spans.push({ start: offset + match.index, end: offset + match.index + match[0].length, level });
  return spans;
}
