// Decides what a capitalised run is: a person, a school, a place, a street, an institution or nothing.

import type { Person, Sentence, Site, Token } from '../model.ts';
import { after, before, has, spanOf } from './near.ts';
import { numberAt } from './numbers.ts';
import { roleOf } from './roles.ts';
import { givenIn, opensAt, runsOf } from './runs.ts';
import type { Run } from './runs.ts';

const STRIPPED = [
  'noise',
  'stop',
  'month',
  'weekday',
  'feast',
  'child',
  'children',
  'pupil',
  'family',
  'honorific',
  'title',
  'adult',
  'relation',
  'rule',
  'naming',
  'birth',
  'sex',
  'custody',
  'law',
  'stat',
  'caseword',
  'idword',
  'classword',
  'aux',
  'pronoun',
  'generic',
  'only',
  'phoneword',
  'plural',
  'siblings',
  'fiction',
  'event',
  'sign',
  'caselaw',
  'author',
  'region',
  'offence',
  'agecue',
  'placeprep',
];
const BUILT = ['org', 'facility', 'youth', 'event', 'programme', 'office', 'unit', 'law', 'stat', 'job'];
const ARTICLES = new Set(['the', 'la', 'le', 'les', 'el', 'los', 'las', 'l', "l'", 'al', 'г', 'г.', '.', '«', '"']);

/** Persons and sites of a sentence written in Latin or Cyrillic letters. */
export function capitalsOf(sentence: Sentence): { persons: Person[]; sites: Site[] } {
  const persons: Person[] = [];
  const sites: Site[] = [];
  const { tokens } = sentence;
  for (const whole of runsOf(sentence)) {
    const { s, e } = stripped(sentence, whole.s, whole.e);
    if (s >= e) continue;
    const kind = siteKind(tokens, whole, s, e);
    if (kind) {
      sites.push({ ...spanOf(tokens, s, e, kind === 'village' ? 2 : 1), s, e, kind });
      continue;
    }
    const person = personOf(sentence, s, e, whole.first && s === whole.s);
    if (person) persons.push(person);
  }
  sites.push(...numberedSchools(tokens));
  persons.push(...smallLetters(sentence));
  return { persons, sites };
}

/** "школа № 15", "escuela n.º 417". */
function numberedSchools(tokens: readonly Token[]): Site[] {
  return tokens.flatMap((token, at): Site[] => {
    if (!has(token, 'school') || token.script === 'han') return [];
    let next = at + 1;
    while (
      next < at + 5 &&
      /^(?:№|#|n|no|nº|n°|º|°|o|\.|رقم|rural|número|numero|number)$/.test(tokens[next]?.low ?? '')
    )
      next += 1;
    return next > at + 1 && tokens[next]?.script === 'number'
      ? [{ ...spanOf(tokens, at, next + 1), s: at, e: next + 1, kind: 'school' }]
      : [];
  });
}

/** Given names typed in small letters, as in chats. */
function smallLetters(sentence: Sentence): Person[] {
  const { tokens } = sentence;
  return tokens.flatMap((token, at): Person[] => {
    if (
      token.cap !== 0 ||
      token.low.length < 4 ||
      token.tags.length > 0 ||
      (token.script !== 'latin' && token.script !== 'cyrillic')
    )
      return [];
    if (
      /^[@._]$/.test(tokens[at - 1]?.text ?? '') ||
      /^[@_]$/.test(tokens[at + 1]?.text ?? '') ||
      givenIn(tokens, at, at + 1) !== 'yes'
    )
      return [];
    const named = before(tokens, at, 3, ['naming']) >= 0;
    return [
      { ...spanOf(tokens, at, at + 1, named ? 2 : 1), s: at, e: at + 1, role: roleOf(sentence, at, at + 1), named },
    ];
  });
}

/** The run without the words at its ends that are capitalised for another reason. */
function stripped({ tokens, opens }: Sentence, from: number, to: number): { s: number; e: number } {
  let s = from;
  let e = to;
  const soft = (at: number) => givenIn(tokens, at, at + 1) !== 'no' && !has(tokens[at], 'title', 'honorific', 'child');
  const dropped = (at: number) => {
    const token = tokens[at]!;
    if (token.script === 'punct' || has(token, 'elision') || numberAt(tokens, at) !== null) return true;
    if (has(token, 'month') && (tokens[at - 1]?.script === 'number' || tokens[at + 1]?.script === 'number'))
      return true;
    if (soft(at) && !(opensAt(tokens, at, opens) && has(token, 'stop'))) return false;
    return has(token, ...STRIPPED) || token.cap === 0 || (token.cap === 3 && tokens[at + 1]?.text !== '.');
  };
  while (s < e && dropped(s)) s += 1;
  while (e > s && dropped(e - 1) && !(tokens[e - 1]!.text === '.' && tokens[e - 2]?.cap === 3)) e -= 1;
  return { s, e };
}

function siteKind(tokens: readonly Token[], whole: Run, s: number, e: number): Site['kind'] | null {
  for (let at = s; at < e; at += 1) {
    if ((has(tokens[at], 'school') || (tokens[at]!.low === 'high' && at === e - 1)) && e - s > 1) return 'school';
  }
  const left = before(tokens, s, 4, ['school'], false);
  if (left >= 0 && linked(tokens, left, s)) return 'school';
  if (has(tokens[e], 'school')) return 'school';
  for (let at = s; at < e; at += 1) {
    if (has(tokens[at], 'street') && e - s > 1 && (tokens[at]!.cap > 0 || at > s)) return 'street';
  }
  if (has(tokens[e], 'street')) return 'street';
  const street = before(tokens, s, 3, ['street']);
  if (street >= 0 && linked(tokens, street, s)) return 'street';
  const village = before(tokens, s, 3, ['village', 'area']);
  if (village >= 0 && linked(tokens, village, s)) return 'village';
  if (has(tokens[e], 'village', 'area') && tokens[e]!.gap) return 'village';
  for (let at = s; at < e; at += 1) if (has(tokens[at], 'village', 'area') && e - s > 1) return 'village';
  const built = before(tokens, s, 3, BUILT);
  if (
    built >= 0 &&
    !has(tokens[s - 1], 'placeprep') &&
    linked(tokens, built, s) &&
    !(has(tokens[built], 'unit') && tokens[s - 1]?.text === ',')
  )
    return 'institution';
  for (let at = s; at < whole.e; at += 1) {
    if (has(tokens[at], ...BUILT) && givenIn(tokens, at, at + 1) === 'no') return 'institution';
  }
  if (
    has(tokens[e], 'org', 'facility', 'youth', 'event', 'programme') &&
    tokens[e]!.cap === 0 &&
    !has(tokens[e], 'aux')
  )
    return 'institution';
  if (has(tokens[e], 'town')) return 'place';
  const town = before(tokens, s, 3, ['town']);
  if (town >= 0 && linked(tokens, town, s)) return 'place';
  for (let at = s; at < e; at += 1) if (has(tokens[at], 'bigplace')) return 'big';
  if (isAcronym(tokens, s, e)) return 'institution';
  return isAfterPreposition(tokens, s, e) ? 'place' : null;
}

/** Only names, articles and "of" stand between the noun and the run: "lycée pro Marcel-Aubrac", "школы имени Зарубина". */
function linked(tokens: readonly Token[], noun: number, s: number): boolean {
  for (let at = noun + 1; at < s; at += 1) {
    const token = tokens[at]!;
    if (
      ARTICLES.has(token.low) ||
      token.cap > 0 ||
      has(token, 'stop', 'elision', 'org', 'school', 'region', 'classword') ||
      token.text === '.' ||
      token.text === '№'
    )
      continue;
    if (
      token.low.length <= 9 &&
      at === noun + 1 &&
      !has(token, 'aux', 'custody', 'offence', 'child', 'naming', 'pupil')
    )
      continue;
    return false;
  }
  return (
    !(tokens[s - 1] && tokens[s - 1]!.script === 'punct' && /[,;]/.test(tokens[s - 1]!.text)) &&
    !/^(?:que|qu|that|что|dit|a|y|и|and)$/.test(tokens[s - 1]!.low)
  );
}

function isAcronym(tokens: readonly Token[], s: number, e: number): boolean {
  return e - s === 1 && tokens[s]!.cap === 2 && tokens[s]!.text.length <= 5 && givenIn(tokens, s, e) === 'no';
}

function isAfterPreposition(tokens: readonly Token[], s: number, e: number): boolean {
  let at = s - 1;
  while (at >= 0 && (ARTICLES.has(tokens[at]!.low) || has(tokens[at], 'region')) && at > s - 4) at -= 1;
  const left = tokens[at];
  if (!left) return false;
  const given = givenIn(tokens, s, e);
  if (has(left, 'placeprep')) {
    // "from", "to", "por", "para" may lead to a person; a known given name decides.
    if (given === 'yes' && !/^(?:in|at|near|en|dans|в|во|из|на)$/.test(left.low)) return false;
    if (given === 'yes' && e - s > 1 && /^(?:en|at|à|a|в|на)$/.test(left.low)) return false;
    return !(left.low === 'a' && given === 'yes');
  }
  return (
    /^(?:de|del|du|d|d')$/.test(left.low) &&
    given !== 'yes' &&
    e - s === 1 &&
    before(tokens, at, 4, ['relation', 'family', 'naming', 'siblings', 'child']) < 0
  );
}

function personOf(sentence: Sentence, s: number, e: number, first: boolean): Person | null {
  const { tokens } = sentence;
  const given = givenIn(tokens, s, e);
  const words = tokens.slice(s, e).filter((token) => token.cap > 0 && token.cap !== 3).length;
  if (words === 0) return null;
  const named = before(tokens, s, 4, ['naming']) >= 0;
  const cued =
    named ||
    before(tokens, s, 4, ['child', 'pupil', 'honorific', 'relation', 'siblings']) >= 0 ||
    (has(tokens[e], 'child', 'siblings') && tokens[e]!.cap === 0 && (!first || given === 'yes'));
  const labelled = tokens[s - 1]?.text === ':' && before(tokens, s, 6, ['child', 'pupil'], true) >= 0;
  let level = given === 'yes' ? (words > 1 ? 3 : 2) : words > 1 ? 2 : 1;
  if (given === 'soft' && words > 1) level = 3;
  if (first && words === 1 && given !== 'yes') level = given === 'soft' || tokens[s]!.tags.length === 0 ? 0.5 : 0;
  if ((cued || labelled) && level < 2 && !has(tokens[s], 'bigplace')) level = 2;
  if (level === 0) return null;
  const role = roleOf(sentence, s, e);
  return { ...spanOf(tokens, s, e, level), s, e, role, named: named || after(tokens, s, 1, ['naming']) >= 0 };
}
