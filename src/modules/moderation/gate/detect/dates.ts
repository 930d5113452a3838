// Days and seasons: dates to the day, feast days and vague times, and dates of birth.

import type { Sentence, Span } from '../model.ts';
import { has, matchesOf, spanOf } from './near.ts';

const NUMERIC =
  /(?<![\d.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}|(?:0?[1-9]|[12]\d|3[01])[./](?:0[1-9]|1[0-2]))(?![\d/]|[.,-]\d)/g;
const HAN =
  /(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]?|正月十五|腊月[一二三四五六七八九十]{1,3}/g;
const YEAR = /^(?:19|20)\d\d$/;

/** Dates; level 1 to the day, 0.5 vaguer (a month, a feast, a weekday). */
export function datesOf(sentence: Sentence): Span[] {
  const { tokens, text, start } = sentence;
  const found = /\d/.test(text) ? matchesOf(text, start, NUMERIC) : [];
  if (tokens.some((token) => token.script === 'han')) found.push(...matchesOf(text, start, HAN));
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (has(token, 'month') && token.script !== 'han' && !(token.low === 'may' && token.cap === 0)) {
      const left =
        dayAt(sentence, at - 1) ||
        (tokens[at - 1]?.low === 'de' && dayAt(sentence, at - 2)) ||
        (tokens[at - 1]?.low === 'of' && dayAt(sentence, at - 2)) ||
        (tokens[at - 1]?.text === '-' && dayAt(sentence, at - 2)) ||
        (tokens[at - 1]?.low === 'er' && dayAt(sentence, at - 2));
      const right = dayAt(sentence, at + 1) && token.script === 'latin' && !YEAR.test(tokens[at + 1]!.text);
      found.push(spanOf(tokens, left ? Math.max(0, at - 1) : at, right ? at + 2 : at + 1, left || right ? 1 : 0.5));
    } else if (has(token, 'feast', 'weekday')) found.push(spanOf(tokens, at, at + 1, has(token, 'feast') ? 0.7 : 0.5));
  }
  return found;
}

function dayAt({ tokens }: Sentence, at: number): boolean {
  const token = tokens[at];
  return token?.script === 'number' && token.text.length <= 2 && Number(token.text) >= 1 && Number(token.text) <= 31;
}

/** Dates of birth of someone who may be under 18 today: a word for birth with a day, or with a late year. */
export function birthsOf(sentence: Sentence, dates: readonly Span[], thisYear: number): Span[] {
  const { tokens, text, start } = sentence;
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    const word = has(token, 'birth') || (/^г$/.test(token.low) && tokens[at + 2]?.low === 'р');
    if (!word) return;
    const from = token.start - start;
    const near = text.slice(Math.max(0, from - 14), from + 60);
    const years = Array.from(near.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g), (match) => Number(match[0]));
    const day = dates.find((date) => date.level >= 1 && date.end >= token.start - 14 && date.start <= token.end + 45);
    const late = years.some((year) => year > thisYear - 22 && year <= thisYear);
    const short =
      day !== undefined &&
      /(?<!\d)[01]\d(?!\d)\s*$/.test(text.slice(day.start - start, day.end - start)) &&
      years.length === 0;
    if ((day && (late || short)) || (late && !has(token, 'historic'))) {
      found.push({
        start: Math.min(token.start, day?.start ?? token.start),
        end: Math.max(token.end, day?.end ?? token.end),
        level: day ? 2 : 1,
      });
    }
  });
  return found;
}
