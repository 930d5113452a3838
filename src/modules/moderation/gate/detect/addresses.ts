// Addresses of a home: street and house number, flat, floor, postcode.

import type { Sentence, Site, Span } from '../model.ts';
import { has, spanOf } from './near.ts';

const HAN =
  /[\u4e00-\u9fff]{2,8}(?:路|街|巷|胡同|弄|道|里|村)\d{1,4}(?:号|弄)(?:院|楼|栋)?(?:\d{1,3}(?:单元|栋|楼|幢))?(?:\d{2,4}室?)?/g;

/** Level 2 with a house number, 1 with a street only. */
export function addressesOf(sentence: Sentence, sites: readonly Site[]): Span[] {
  const { tokens, text, start } = sentence;
  const found: Span[] = [];
  for (const match of tokens.some((token) => token.script === 'han') ? text.matchAll(HAN) : [])
    found.push({ start: start + match.index, end: start + match.index + match[0].length, level: 2 });
  for (const site of sites) {
    if (site.kind !== 'street') continue;
    const number = houseNumber(sentence, site);
    found.push(
      number === null
        ? { start: site.start, end: site.end, level: 1 }
        : {
            start: Math.min(site.start, tokens[number]!.start),
            end: Math.max(site.end, tokens[number]!.end),
            level: 2,
          },
    );
  }
  // "14 rue des Lilas", "пер. Мельничный, 6": a street word with a number near although its name is in small letters.
  tokens.forEach((token, at) => {
    if (
      !has(token, 'street') ||
      token.script === 'han' ||
      found.some((span) => span.start <= token.end && span.end >= token.start)
    )
      return;
    if (token.script === 'latin' && token.low.length < 3 && token.cap === 0) return;
    const capital = tokens.slice(at + 1, at + 4).some((next) => next.cap === 1);
    const near = [at - 3, at - 2, at - 1, at + 2, at + 3, at + 4, at + 5, at + 6].find((index) =>
      isHouse(tokens, index),
    );
    if (near !== undefined && (capital || token.script === 'arabic'))
      found.push({ ...spanOf(tokens, Math.min(at, near), Math.max(at, near) + 1), level: 2 });
  });
  return found;
}

function houseNumber({ tokens }: Sentence, { s, e }: Site): number | null {
  for (const at of [e, e + 1, e + 2, e + 3, s - 1, s - 2, s - 3, s - 4]) if (isHouse(tokens, at)) return at;
  for (let at = s; at < e; at += 1) if (isHouse(tokens, at)) return at;
  return null;
}

function isHouse(tokens: Sentence['tokens'], at: number): boolean {
  const token = tokens[at];
  if (token?.script !== 'number' || token.text.length > 4) return false;
  const left = tokens[at - 1];
  const right = tokens[at + 1];
  if (
    has(left, 'month', 'agecue') ||
    has(right, 'month', 'ageunit') ||
    (left && /^[/.]$/.test(left.text) && !token.gap && tokens[at - 2]?.script === 'number')
  )
    return false;
  return !/^[%/:]$/.test(right?.text ?? '') && !has(right, 'weekday');
}
