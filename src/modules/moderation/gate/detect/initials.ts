// Initials standing for a person: J.K., S. T.-R., Н.С.В., س. ب., Z.H.M., 丁某某.

import type { Person, Sentence, Span, Token } from '../model.ts';
import { has, spanOf } from './near.ts';
import { numberAt } from './numbers.ts';

const NOT_INITIALS = new Set(
  'u.s. u.k. u.n. e.u. e.g. i.e. a.m. p.m. d.c. n.y. p.o. b.c. a.d. r.g. s.a. s.l. e.v. u.s.a. p.s. n.b. o.k. a.k.a. т.е. т.к. т.д. т.п. т.н. г.р. н.э. г.г. и.о. в.в. с.а. s.v. l.l. o.e. d.o.b. c.v. м.п. п.п. р.ф. ص.ب. ق.م. ه.م. h.q. q.c. k.c. v.a. t.v. n.a. j.o. f.c. q.v. s.c. q.b. u.r.'.split(
    ' ',
  ),
);
const PAIR = /^[A-Z]{2,3}$/;

/** Initials of a sentence; role adult when they sign or belong to a known surname. */
export function initialsOf(sentence: Sentence, chinese: readonly Person[]): Span[] {
  const { tokens } = sentence;
  const found: Span[] = chinese
    .filter((person) => person.level < 0)
    .map(({ start, end }) => ({ start, end, level: 2 }));
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]!.cap === 3 && tokens[at + 1]?.text === '某') found.push({ ...spanOf(tokens, at, at + 2), level: 2 });
    const end = dotted(tokens, at);
    if (end > 0) {
      const written = tokens
        .slice(at, end)
        .map((token) => token.text)
        .join('')
        .toLowerCase();
      const next = tokens[end];
      const surname =
        next &&
        next.cap === 1 &&
        next.gap &&
        !sentenceEnds(tokens, end) &&
        !has(next, 'month', 'offence', 'custody', 'title', 'placeprep', 'aux', 'noise');
      const leftSurname =
        tokens[at - 1]?.cap === 1 &&
        (tokens[at]!.gap || tokens[at - 1]!.text.length > 1) &&
        !has(tokens[at - 1], 'child', 'pupil', 'sex', 'noise', 'title', 'custody', 'caseword', 'children');
      const plain = written.endsWith('.') ? written : `${written}.`;
      const own = at === 0 || !(tokens[at - 1]!.text === '.' && !tokens[at]!.gap);
      if (own && !NOT_INITIALS.has(plain) && !surname && !leftSurname && letters(tokens, at, end) >= 2)
        found.push({ ...spanOf(tokens, at, end), level: letters(tokens, at, end) > 1 ? 2 : 1 });
      at = end - 1;
    } else if (isLoose(tokens, at) || isLone(tokens, at)) found.push({ ...spanOf(tokens, at, at + 1), level: 1 });
  }
  return found;
}

const sentenceEnds = (tokens: readonly Token[], at: number) =>
  tokens[at]!.low.length > 0 && has(tokens[at], 'stop', 'pronoun');

function letters(tokens: readonly Token[], from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (tokens[at]!.script !== 'punct') count += 1;
  return count;
}

/** End of "A.B.", "A. B.-C.", "ر.ح"; 0 when no such thing begins here. */
function dotted(tokens: readonly Token[], at: number): number {
  if (!isLetter(tokens[at])) return 0;
  let end = at;
  let count = 0;
  while (isLetter(tokens[end]) && count < 5) {
    if (count > 0 && tokens[end]!.gap && tokens[end - 1]!.text !== '.') break;
    const dot = tokens[end + 1];
    count += 1;
    if (dot?.text === '.' && !dot.gap) {
      end += 2;
      if (tokens[end]?.text === '-' && isLetter(tokens[end + 1])) end += 1;
    } else {
      end += 1;
      break;
    }
  }
  if (tokens[end - 1]?.text === '-') end -= 1;
  const dots = tokens.slice(at, end).filter((token) => token.text === '.').length;
  return count >= 2 && dots >= 1 ? end : 0;
}

function isLetter(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.script === 'arabic') return token.low.length === 1;
  if (token.cap === 3) return true;
  return token.cap === 2 && /^\p{L}['-]\p{L}$/u.test(token.text);
}

/** "R., 14", "Лиза С. (14)": one letter with its dot before an age. */
function isLone(tokens: readonly Token[], at: number): boolean {
  const dot = tokens[at + 1];
  if (tokens[at]!.cap !== 3 || dot?.text !== '.' || dot.gap || !/^[,(]$/.test(tokens[at + 2]?.text ?? '')) return false;
  const reading = numberAt(tokens, at + 3);
  return reading !== null && reading.value >= 7 && reading.value < 18 && !has(tokens[reading.next], 'month');
}

/** "KB, 15", "the child MT": two or three capitals right beside a child or an age. */
function isLoose(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (!PAIR.test(token.text) && !(token.script === 'cyrillic' && token.cap === 2 && token.text.length <= 3))
    return false;
  if (
    has(
      token,
      'youth',
      'school',
      'law',
      'idword',
      'caselaw',
      'bigplace',
      'medical',
      'facility',
      'org',
      'caseword',
      'honorific',
      'title',
      'noise',
    )
  )
    return false;
  if (has(tokens[at - 1], 'child', 'pupil')) return true;
  if (token.cap === 3) return false;
  const sign = tokens[at + 1];
  const age = tokens[at + 2];
  return Boolean(
    sign &&
    /^[,(]$/.test(sign.text) &&
    age?.script === 'number' &&
    age.text.length <= 2 &&
    Number(age.text) >= 7 &&
    Number(age.text) < 18,
  );
}
