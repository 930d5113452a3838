// Rows of tables: cells that together describe one child (initials or sex, age, offence, place, date).

import type { Sentence, Span } from '../model.ts';
import { has } from './near.ts';

type Cell = { text: string; start: number; tokens: Sentence['tokens'] };

const DATE =
  /^(?:\D{0,12})(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[ -]\p{L}{3,10}\.?[ -]?(?:\d{2,4})?|\d{1,2}月\d{1,2}日?)$/u;
const AGE =
  /^(?:1[0-7]|[7-9])(?:\s?(?:ans?|años?|anos?|лет|года?|л\.?|y\.?o?\.?|yrs?|years?|سنه|سنة|عاما|عام|岁|周岁))?$/iu;
const SEX =
  /^(?:m|f|h|v|masc\.?|fem\.?|male|female|boy|girl|garçon|fille|hombre|mujer|varón|mujer|niño|niña|м|ж|муж\.?|жен\.?|мальчик|девочка|ذكر|انثي|أنثى|男|女|남|masculin|féminin|masculino|femenino)$/iu;
const INITIALS = /^(?:\p{L}\.\s?-?){1,4}\p{L}?\.?$|^\p{Script=Han}某{1,2}$|^\p{Lu}{2,3}$/u;

/** Rows that describe one child; level 2 sure, 1 possible. */
export function rowsOf(sentence: Sentence): Span[] {
  const cells = cellsOf(sentence);
  if (cells.length < 3) return [];
  const marks = { sex: 0, initials: 0, age: 0, deed: 0, place: 0, date: 0, plural: 0 };
  let age: Cell | undefined;
  for (const [index, cell] of cells.entries()) {
    const text = cell.text
      .trim()
      .replace(/^(?:ligne|row|line|fila|строка|№)\s?\d+\s?[–-]\s?/iu, '')
      .replace(/[.。]$/, '');
    const short = cell.tokens.length <= 7;
    if (AGE.test(text) && !(index === 0 && /^\d+$/.test(text))) {
      marks.age += 1;
      age ??= cell;
    } else if (SEX.test(text)) marks.sex += 1;
    else if (INITIALS.test(text) || INITIALS.test(`${text}.`)) marks.initials += 1;
    else if (DATE.test(text)) marks.date += 1;
    else if (short && cell.tokens.some((token) => has(token, 'offence'))) marks.deed += 1;
    else if (
      short &&
      cell.tokens.some(
        (token) =>
          has(token, 'custody', 'youth', 'facility', 'town', 'village') || (token.cap > 0 && token.text.length > 3),
      )
    )
      marks.place += 1;
    if (/\d \d{3}|\d{4,}|%/.test(text) && !DATE.test(text)) marks.plural += 1;
  }
  const who = marks.sex + marks.initials;
  const rest = Math.min(1, marks.deed) + Math.min(1, marks.place) + Math.min(1, marks.date);
  if (!age || marks.age > 2 || marks.plural > 1 || who === 0 || rest < 2)
    return marks.plural === 0 && ((marks.initials > 0 && rest >= 2) || (marks.age === 1 && rest >= 2))
      ? [whole(sentence, 1)]
      : [];
  return [whole(sentence, 2)];
}

function whole({ start, text }: Sentence, level: number): Span {
  return { start, end: start + text.length, level };
}

function cellsOf(sentence: Sentence): Cell[] {
  const sign =
    [';', '|', '\t', ','].find((candidate) => sentence.text.split(candidate, 4).length >= 4) ??
    (sentence.text.split(' / ', 4).length >= 4 ? ' / ' : null);
  if (!sign) return [];
  const cells: Cell[] = [];
  let from = 0;
  for (const text of sentence.text.split(sign)) {
    const start = sentence.start + from;
    cells.push({ text, start, tokens: [] });
    from += text.length + sign.length;
    if (cells.length > 30) break;
  }
  let index = 0;
  for (const token of sentence.tokens) {
    while (index + 1 < cells.length && token.start >= cells[index + 1]!.start) index += 1;
    cells[index]!.tokens.push(token);
  }
  return cells;
}
