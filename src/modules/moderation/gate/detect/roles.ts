// What a named person is in the sentence: an adult in an office, an author of something published, or open.

import type { Person, Sentence, Token } from '../model.ts';
import { has } from './near.ts';
import { numberAt } from './numbers.ts';

const BRIDGE = new Set(
  'of the for at in de del du des la le les el los las d l al and y et e по при в и г во'.split(' '),
);
const BRIDGE_TAGS = [
  'org',
  'facility',
  'youth',
  'school',
  'office',
  'topic',
  'title',
  'town',
  'law',
  'custody',
  'region',
  'honorific',
  'adult',
  'elision',
  'bigplace',
  'noise',
  'medical',
  'event',
  'programme',
  'children',
  'child',
];

/** The role of the person standing at tokens `s` to `e`. */
export function roleOf(sentence: Sentence, s: number, e: number): Person['role'] {
  const { tokens } = sentence;
  const titled = titleBefore(tokens, s);
  if (minorAgeBehind(tokens, e) && !(titled && !/^[,(]$/.test(tokens[e]!.text))) return 'open';
  if (titled || titleBehind(tokens, e) || adultBehind(tokens, e)) return 'adult';
  return isAuthor(tokens, s, e) ? 'author' : 'open';
}

/** ", 15" or "(15 ans)" right behind the name: whoever it is, it is a child. */
function minorAgeBehind(tokens: readonly Token[], e: number): boolean {
  for (let at = e; at < Math.min(tokens.length, e + 4); at += 1) {
    const reading = numberAt(tokens, at);
    if (reading) {
      const right = tokens[reading.next];
      if (has(right, 'duration', 'durationtail') || has(tokens[reading.next + 1], 'duration', 'durationtail'))
        return false;
      return (
        reading.value >= 7 &&
        reading.value < 18 &&
        (!right || /^[,).;]$/.test(right.text) || has(right, 'ageunit')) &&
        !has(tokens[reading.next + 1], 'month') &&
        !/^[:/.-]$/.test(tokens[reading.next]?.gap === false ? '' : '')
      );
    }
    if (!/^[,(:]$/.test(tokens[at]!.text) && !has(tokens[at], 'agecue')) return false;
  }
  return false;
}

function titleBefore(tokens: readonly Token[], s: number): boolean {
  let capitals = 0;
  for (let at = s - 1; at >= 0 && at >= s - 10; at -= 1) {
    const token = tokens[at]!;
    if (has(token, 'title', 'honorific') && !isRelationOf(tokens, at)) return honest(token, tokens[at + 1]);
    if (token.script === 'punct') {
      if (token.text === ',' || (token.text === '.' && !token.gap) || token.text === '-') continue;
      return false;
    }
    if ((has(token, 'naming', 'aux') && !has(token, 'stop')) || /^(?:that|que|qu|что|ان|بان)$/.test(token.low))
      return false;
    if (has(token, 'adult') && at >= s - 2) return true;
    if (BRIDGE.has(token.low) || has(token, ...BRIDGE_TAGS)) {
      if (has(token, 'child') && at === s - 1) return false;
      continue;
    }
    if (token.cap > 0 && capitals < 4) capitals += 1;
    else if (!(tokens[at - 1] && (BRIDGE.has(tokens[at - 1]!.low) || has(tokens[at - 1], 'title')))) return false;
  }
  return false;
}

/** French "me" and "dr" need their capital; a title that is possessed ("her lawyer") names someone else than the child all the same. */
function honest(title: Token, next: Token | undefined): boolean {
  if (title.low.length <= 2 && title.cap === 0 && next?.text !== '.')
    return title.script === 'arabic' ? next?.text === '.' : title.script === 'han';
  return true;
}

function isRelationOf(tokens: readonly Token[], at: number): boolean {
  return has(tokens[at - 1], 'relation') || (has(tokens[at - 2], 'relation') && BRIDGE.has(tokens[at - 1]!.low));
}

const SPEECH =
  /^(?:said|says|told|tells|asked|dit|declare|explique|raconte|dijo|dice|conto|explico|сказал\p{L}*|говорит|قال|قالت|يقول|تقول)$/u;
const APPOSED = /^(?:a|an|the|is|was|now|our|then|un|une|la|le|l|est|el|una|es|era|de|del|du|des|and|et|y|и|наш)$/;

/** "Samuel Obeng, director of", "闵国栋法官". */
function titleBehind(tokens: readonly Token[], e: number): boolean {
  const next = tokens[e];
  if (!next) return false;
  if (has(next, 'title', 'honorific') && (next.script === 'han' || next.script === 'arabic')) return true;
  if (
    next.text !== ',' &&
    next.text !== '(' &&
    next.text !== '–' &&
    next.script !== 'latin' &&
    next.script !== 'cyrillic'
  )
    return false;
  const reach = next.script === 'punct' ? 7 : 2;
  let loose = 0;
  for (let at = e; at < Math.min(tokens.length, e + reach); at += 1) {
    const token = tokens[at]!;
    if (has(token, 'title')) return loose <= 1;
    if (SPEECH.test(token.low)) return false;
    if (token.script !== 'punct' && !APPOSED.test(token.low)) loose += 1;
    if (has(token, 'child', 'pupil', 'relation', 'custody', 'offence', 'family', 'aux') && !has(token, 'stop'))
      return false;
    if (token.text === '.' || token.text === ';' || (token.text === ',' && at > e + 3)) return false;
    if (at > e && /^(?:whose|dont|cuyo|cuya|который|الذي)$/.test(token.low)) return false;
    if (
      token.script !== 'punct' &&
      token.cap === 0 &&
      !BRIDGE.has(token.low) &&
      !has(token, ...BRIDGE_TAGS) &&
      at > e + 3
    )
      return false;
  }
  return false;
}

/** "now 34", "52 ans", "morte en 1942". */
function adultBehind(tokens: readonly Token[], e: number): boolean {
  for (let at = e; at < Math.min(tokens.length, e + 6); at += 1) {
    const token = tokens[at]!;
    if (has(token, 'adult')) return true;
    const reading = numberAt(tokens, at);
    if (reading && reading.value >= 18 && reading.value < 110 && token.script !== 'han') {
      const unit = tokens[reading.next];
      return !unit || /^[,)]$/.test(unit.text) || has(unit, 'ageunit') || unit.text === '.';
    }
    if (reading) return false;
    if (token.text === '.' || token.text === ';') return false;
  }
  return false;
}

/** Cited, quoted or printed: year in brackets, "shows", pages and publishers nearby. */
function isAuthor(tokens: readonly Token[], s: number, e: number): boolean {
  for (let at = e; at < Math.min(tokens.length, e + 5); at += 1) {
    const token = tokens[at]!;
    if (
      token.script === 'number' &&
      /^(?:1[89]|20)\d\d$/.test(token.text) &&
      (tokens[at - 1]?.text === '(' || tokens[at - 1]?.text === ',') &&
      /^[),:a-c]/.test(tokens[at + 1]?.text ?? ')')
    )
      return true;
    if (has(token, 'author') && !has(token, 'offence') && at <= e + 3) return true;
  }
  for (let at = Math.max(0, s - 4); at < s; at += 1)
    if (has(tokens[at], 'author') && tokens[at]!.low.length > 2) return true;
  let cues = 0;
  const seen = new Set<string>();
  for (let at = Math.max(0, s - 10); at < Math.min(tokens.length, e + 30); at += 1) {
    if (has(tokens[at], 'author') && !seen.has(tokens[at]!.low)) {
      seen.add(tokens[at]!.low);
      cues += 1;
    }
  }
  return cues >= 3;
}
