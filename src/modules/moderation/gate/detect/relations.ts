// A child told by someone else's name or office: "the son of the baker …", "ابنتها القاصر", "сын депутата …", "之子".

import type { Person, Sentence, Span, Token } from '../model.ts';
import { has, spanOf } from './near.ts';

const POSSESSIVE = new Set('his her their son sa ses su sus его ее их своей своего свою'.split(' '));

/** Relations tied to a named person of the sentence, with the person's name in the span. */
export function relationsOf({ tokens, langs }: Sentence, persons: readonly Person[]): Span[] {
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    if (!has(token, 'relation', 'siblings') && !(has(token, 'family') && has(tokens[at + 1], 'agecue'))) return;
    if (has(token, 'siblings') && !has(token, 'relation') && !ownedBy(tokens, at)) return;
    const person = persons.find((known) => isTied(tokens, at, known));
    if (person)
      found.push({ start: Math.min(token.start, person.start), end: Math.max(token.end, person.end), level: 2 });
    else if (isOfficeHolder(tokens, at, langs))
      found.push({ ...spanOf(tokens, at, Math.min(tokens.length, at + 4)), level: 1 });
  });
  // "отец Асланбек Дудуев": the parent of a child is named.
  for (const person of persons) {
    if (
      has(tokens[person.s - 1], 'title', 'honorific') &&
      (has(tokens[person.s - 2], 'family') ||
        (tokens[person.s - 2]?.text === ',' && has(tokens[person.s - 3], 'family')))
    )
      found.push({ start: tokens[person.s - 2]!.start, end: person.end, level: 2 });
    if (
      has(tokens[person.s - 1], 'family') ||
      (has(tokens[person.s - 2], 'family') && tokens[person.s - 1]!.script === 'punct')
    )
      found.push({ start: tokens[person.s - 1]!.start, end: person.end, level: 2 });
  }
  return found;
}

function ownedBy(tokens: readonly Token[], at: number): boolean {
  return /^(?:of|de|del|du)$/.test(tokens[at + 1]?.low ?? '') || (tokens[at - 1]?.text.endsWith("'s") ?? false);
}

function isTied(tokens: readonly Token[], at: number, person: Person): boolean {
  if (person.s > at && person.s - at <= 12) return reaches(tokens, at, person.s);
  // "Councillor Ruth … against her youngest daughter", "Pellow's son", "屈大勇的儿子"
  if (person.e <= at) {
    for (let index = person.e; index < at; index += 1)
      if (POSSESSIVE.has(tokens[index]!.low) && at - index <= 4) return true;
    const word = tokens[at]!;
    if (word.script === 'arabic' && /(?:ها|ه|هما)$/.test(word.low) && word.low.length > 3) return true;
    if (
      word.script === 'han' &&
      at - person.e <= 8 &&
      (tokens[at - 1]?.text === '的' ||
        /[之]/.test(word.text[0]!) ||
        tokens.slice(person.e, at).some((token) => /^[他她]$/.test(token.text)))
    )
      return true;
    return (
      (tokens[person.e - 1]!.text.endsWith("'s") || tokens[person.e - 1]!.text.endsWith("s'")) && at - person.e <= 3
    );
  }
  return false;
}

/** Between the relation and the name stand only "of", articles, offices, signs. */
function reaches(tokens: readonly Token[], at: number, to: number): boolean {
  let loose = 0;
  for (let index = at + 1; index < to; index += 1) {
    const token = tokens[index]!;
    if (token.text === '.' || token.text === ';' || token.text === ':') return false;
    if (has(token, 'naming')) return false;
    const joint =
      /^(?:of|the|de|del|du|des|d|la|le|l|el|al|los|ce|y|и)$/.test(token.low) ||
      token.cap > 0 ||
      has(token, 'title', 'honorific', 'elision', 'adult', 'family', 'town', 'org');
    if (!joint) loose += 1;
  }
  const word = tokens[at]!;
  if (word.script === 'cyrillic') return loose <= 2;
  if (word.script === 'arabic')
    return /^(?:و|ل|ب)?(?:ابن|ابنه|نجل|كريمه|حفيد|حفيده|شقيق|شقيقه|اخ|اخت|ولد|بنت)$/.test(word.low) && loose <= 2;
  const joined =
    [1, 2].some((step) => /^(?:of|de|del|du|des|d)$/.test(tokens[at + step]?.low ?? '')) ||
    has(word, 'siblings') ||
    /^(?:s|d)\/o$/.test(word.low) ||
    tokens[at - 1]?.text === '/' ||
    has(tokens[at + 1], 'elision');
  return joined && loose <= 2;
}

/** "the daughter of the mayor": nobody is named, but everybody knows. */
function isOfficeHolder(tokens: readonly Token[], at: number, _langs: readonly string[]): boolean {
  const word = tokens[at]!;
  if (has(word, 'siblings') && !has(word, 'relation')) return false;
  for (let index = at + 1; index < Math.min(tokens.length, at + 5); index += 1) {
    if (has(tokens[index], 'title') || (word.script === 'arabic' && has(tokens[index], 'honorific')))
      return (
        /^(?:of|de|del|du|d)$/.test(tokens[at + 1]?.low ?? '') ||
        word.script === 'cyrillic' ||
        (word.script === 'arabic' && index === at + 1)
      );
    if (tokens[index]!.script === 'punct') break;
  }
  if (
    (tokens[at - 1]?.text.endsWith("'s") && has(tokens[at - 1], 'title')) ||
    (tokens[at - 1]?.text.endsWith("'s") && has(tokens[at - 2], 'title'))
  )
    return true;
  return (
    word.script === 'han' &&
    (tokens[at - 1]?.text === '的' || /^[之]/.test(word.text)) &&
    [2, 3, 4].some((step) => has(tokens[at - step], 'title') || (has(tokens[at - step], 'idword') && step < 4))
  );
}
