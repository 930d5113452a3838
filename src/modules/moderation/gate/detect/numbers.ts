// Reads numbers as people write them: digits of any script, number words in six languages, Chinese numerals.

import type { Token } from '../model.ts';
import words from '../words/numbers.json' with { type: 'json' };

/** A number and the index of the token after it. */
export type Reading = { value: number; next: number };

const PLAIN = new Map<string, number>(Object.entries({ ...words.en, ...words.fr, ...words.es }));
const EXACT_RU = new Map(Object.entries(words.ru).filter(([word]) => !word.endsWith('*')));
const STEMS_RU = Object.entries(words.ru)
  .filter(([word]) => word.endsWith('*'))
  .map(([word, value]) => [word.slice(0, -1), value] as const);
const ARABIC = new Map<string, number>(Object.entries(words.ar));
const ARABIC_UNIT = new Map<string, number>(Object.entries(words.arUnit));
const HAN = new Map(
  Array.from('〇零一二三四五六七八九十两', (letter, index) => [
    letter,
    [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2][index]!,
  ]),
);

/** The number that begins at token `at`, if one does. */
export function numberAt(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at];
  if (!token) return null;
  if (token.script === 'number') return digits(tokens, at);
  if (token.script === 'latin') {
    const value = PLAIN.get(token.low) ?? PLAIN.get(token.low.split('-', 1)[0]!);
    return value === undefined ||
      (token.low.includes('-') && PLAIN.get(token.low) === undefined && !/^[a-z]+-(?:year|yr)/.test(token.low))
      ? null
      : { value, next: at + 1 };
  }
  if (token.script === 'cyrillic') {
    const value = russian(token.low);
    return value === null ? null : { value, next: at + 1 };
  }
  if (token.script === 'arabic') return arabic(tokens, at);
  return token.script === 'han' ? han(tokens, at) : null;
}

/** Digits that are not part of a date, a decimal, a docket or a time. */
function digits(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at]!;
  if (token.text.length > 3 || (token.text.length > 1 && token.text.startsWith('0'))) return null;
  if (joined(tokens[at - 2], tokens[at - 1], token) || joined(token, tokens[at + 1], tokens[at + 2])) return null;
  const before = tokens[at - 1];
  if (before && !token.gap && (before.script === 'latin' || before.script === 'cyrillic')) return null;
  return { value: Number(token.text), next: at + 1 };
}

function joined(first: Token | undefined, sign: Token | undefined, second: Token | undefined): boolean {
  if (!first || !sign || !second || first.script !== 'number' || second.script !== 'number') return false;
  if (sign.gap || second.gap) return false;
  return (
    sign.text === '.' ||
    sign.text === '/' ||
    sign.text === ':' ||
    sign.text === '%' ||
    (sign.text === ',' && second.text.length !== 2) ||
    (sign.text === '-' && (first.text.length > 2 || second.text.length > 2))
  );
}

/** Value of a Russian number word or of a compound such as "пятнадцатилетний". */
export function russian(word: string): number | null {
  const exact = EXACT_RU.get(word);
  if (exact !== undefined) return exact;
  for (const [stem, value] of STEMS_RU) {
    if (word.startsWith(stem) && (word.length - stem.length <= 3 || word.includes('летн'))) return value;
  }
  if (!word.includes('летн')) return null;
  for (const [known, value] of EXACT_RU) if (word.startsWith(`${known}летн`)) return value;
  return null;
}

function stripped(word: string): string {
  const article = /^(?:و|ب|ل|ف)?ال(?=..)/.exec(word);
  return article ? word.slice(article[0].length) : word;
}

function arabic(tokens: readonly Token[], at: number): Reading | null {
  const word = stripped(tokens[at]!.low);
  const next = tokens[at + 1];
  const unit = ARABIC_UNIT.get(word);
  if (unit !== undefined && next && (next.low === 'عشر' || next.low === 'عشره'))
    return { value: 10 + unit, next: at + 2 };
  const value = ARABIC.get(word);
  return value === undefined ? null : { value, next: at + 1 };
}

function han(tokens: readonly Token[], at: number): Reading | null {
  const before = tokens[at - 1];
  if (before && HAN.has(before.text)) return null;
  let index = at;
  let value = 0;
  while (index < tokens.length && index - at < 4) {
    const digit = HAN.get(tokens[index]!.text);
    if (digit === undefined) break;
    value = digit === 10 ? (value === 0 ? 1 : value) * 10 : value + digit;
    index += 1;
  }
  return index === at ? null : { value, next: index };
}
