// Persons and sites in Chinese: surname and given name between words that may stand beside a name, foreign names with a dot, places by their last character.

import { hanSurname, isGivenCharacter, isNotName } from '../lexicon.ts';
import type { Person, Sentence, Site, Token } from '../model.ts';
import { has, spanOf } from './near.ts';
import { numberAt } from './numbers.ts';

const LEFT = new Set('是为和与对由把将给向让跟同在名孩的令叫者及了'.split(''));
const RIGHT = new Set(
  '有在被的说因从和与是也已今年拒向就于昨曾不没患去来等把将对只仅还只跟同写所带偷抢拿打称表现（'.split(''),
);
const NOT_PLACE = new Set(
  '的了在是和该本全各某这那个一二三四五六七八九十两几名所有我他她你们来去到从被把及与或其每同为人家里内外给往回进出住接受'.split(
    '',
  ),
);
const AUTHORED = ['author'];

/** Persons and sites of the Chinese words of a sentence. */
export function chineseOf({ tokens }: Sentence): { persons: Person[]; sites: Site[] } {
  const persons: Person[] = [];
  const sites: Site[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]!.script !== 'han') continue;
    const site = siteEndingAt(tokens, at);
    if (site) sites.push(site);
    const person = foreignAt(tokens, at) ?? nativeAt(tokens, at) ?? beforeAge(tokens, at) ?? introduced(tokens, at);
    if (!person) continue;
    persons.push(person);
    at = person.e - 1;
  }
  return {
    persons: persons.filter((person) => !sites.some((site) => site.s <= person.s && site.e >= person.e)),
    sites,
  };
}

/** 艾哈迈德,15岁: two to five free characters that open a clause and stand before an age. */
function beforeAge(tokens: readonly Token[], at: number): Person | null {
  const left = tokens[at - 1];
  if (left && left.script === 'han' && !has(left, 'child', 'pupil', 'naming', 'title', 'relation', 'siblings'))
    return null;
  let end = at;
  while (
    end < tokens.length &&
    end - at < 5 &&
    tokens[end]!.script === 'han' &&
    tokens[end]!.text.length === 1 &&
    !has(tokens[end], 'aux', 'stop', 'sex', 'pronoun', 'family', 'custody', 'offence', 'stat', 'author') &&
    !NOT_PLACE.has(tokens[end]!.text)
  )
    end += 1;
  const spaced = tokens[end]?.gap && tokens[end]!.script === 'number';
  const cue = has(tokens[end], 'agecue') && tokens[end]!.text.length > 1;
  const age =
    end - at < 2
      ? null
      : cue || /^[,(]$/.test(tokens[end]?.text ?? '')
        ? numberAt(tokens, end + 1)
        : spaced
          ? numberAt(tokens, end)
          : null;
  if (!age || age.value >= 18 || !(cue || has(tokens[age.next], 'ageunit'))) return null;
  return { ...spanOf(tokens, at, end, 2), s: at, e: end, role: 'open', named: false };
}

/** 她叫诺敏, 我表弟达里奥被: free characters right behind "called" or a word for kin. */
function introduced(tokens: readonly Token[], at: number): Person | null {
  const left = tokens[at - 1];
  if (!has(left, 'naming', 'relation') || left!.script !== 'han') return null;
  let end = at;
  while (
    end < tokens.length &&
    end - at < 5 &&
    tokens[end]!.script === 'han' &&
    tokens[end]!.text.length === 1 &&
    tokens[end]!.tags.length === 0 &&
    !RIGHT.has(tokens[end]!.text) &&
    !/[了我他她你是们这那]/.test(tokens[end]!.text)
  )
    end += 1;
  const right = tokens[end];
  if (end - at < 2 || end - at > 4 || isNotName(tokens[at]!.text + tokens[at + 1]!.text)) return null;
  if (right && right.script === 'han' && !has(right, 'aux', 'custody', 'offence', 'agecue', 'stop')) return null;
  return { ...spanOf(tokens, at, end, 2), s: at, e: end, role: roleOf(tokens, at, end), named: has(left, 'naming') };
}

/** 热依扎·库尔班. */
function foreignAt(tokens: readonly Token[], at: number): Person | null {
  let dots = 0;
  let end = at;
  while (end < tokens.length && end - at < 14) {
    const token = tokens[end]!;
    if (token.script === 'punct' && /^[·•・‧]$/.test(token.text) && end > at && !token.gap) dots += 1;
    else if (
      token.script !== 'han' ||
      (has(token, 'child', 'custody', 'offence', 'title', 'aux') && token.text.length > 1) ||
      (dots > 0 && /^[在被的说因与和是也]$/.test(token.text))
    )
      break;
    end += 1;
  }
  if (dots === 0 || tokens[end - 1]!.script !== 'han') return null;
  return {
    ...spanOf(tokens, at, end, 3),
    s: at,
    e: end,
    role: roleOf(tokens, at, end),
    named: has(tokens[at - 1], 'naming'),
  };
}

function nativeAt(tokens: readonly Token[], at: number): Person | null {
  const first = tokens[at]!;
  let surname = 'no';
  let given = at;
  if (first.text.length === 2 && hanSurname(first.text) === 'yes') surname = 'yes';
  else if (first.text.length === 1) {
    const pair = first.text + (tokens[at + 1]?.text[0] ?? '');
    if (tokens[at + 1]?.text.length === 1 && hanSurname(pair) === 'yes') {
      surname = 'yes';
      given = at + 1;
    } else if (isNotName(pair)) return smallName(tokens, at);
    else surname = hanSurname(first.text);
  }
  if (surname === 'no') return smallName(tokens, at);
  return initialsLike(tokens, at, given) ?? fullName(tokens, at, given, surname === 'soft') ?? smallName(tokens, at);
}

/** 丁某某, 王某: left out on purpose, an initial. */
function initialsLike(tokens: readonly Token[], at: number, given: number): Person | null {
  let end = given + 1;
  while (tokens[end]?.text === '某') end += 1;
  return end > given + 1 ? { ...spanOf(tokens, at, end, -1), s: at, e: end, role: 'open', named: false } : null;
}

function fullName(tokens: readonly Token[], at: number, surnameEnd: number, soft: boolean): Person | null {
  const left = tokens[at - 1];
  const named =
    has(left, 'naming') ||
    (left?.text === ':' && has(tokens[at - 2], 'naming')) ||
    (left?.text === '"' && has(tokens[at - 2], 'naming'));
  const leftOk = named || !left || left.script !== 'han' || left.tags.length > 0 || LEFT.has(left.text);
  if (!leftOk) return null;
  for (const letters of [2, 1]) {
    const end = surnameEnd + 1 + letters;
    const given = tokens.slice(surnameEnd + 1, end);
    if (given.length < letters || given.some((token) => token.script !== 'han' || token.text.length !== 1)) continue;
    const likely = given.filter((token) => isGivenCharacter(token.text)).length;
    const unusable =
      given.some((token) => RIGHT.has(token.text) && !isGivenCharacter(token.text)) ||
      (letters === 2 && isNotName(given[0]!.text + given[1]!.text));
    if (unusable) continue;
    const right = tokens[end];
    const closed = !right || (right.script !== 'han' && (right.script !== 'number' || right.gap || dated(tokens, end)));
    const strongLeft =
      named ||
      has(left, 'child', 'pupil', 'title', 'relation') ||
      (right?.text === '的' && has(tokens[end + 1], 'relation'));
    const rightOk = closed || right.tags.length > 0 || RIGHT.has(right.text) || (strongLeft && !soft && likely === 2);
    if (!rightOk) continue;
    const rightAge = closed && (numberAt(tokens, end + 1) !== null || right?.text === '(' || right?.text === ',');
    if (likely < letters && !strongLeft && !(likely > 0 && !soft) && !(rightAge && !soft && letters === 2)) continue;
    if (
      soft &&
      !(
        (likely === letters || (strongLeft && likely > 0)) &&
        (strongLeft || closed || has(right, 'title', 'custody', 'medical', 'agecue', 'aux'))
      )
    )
      continue;
    if (
      letters === 1 &&
      !strongLeft &&
      !rightAge &&
      !(closed && !soft && likely === 1 && left && LEFT.has(left.text)) &&
      !(
        right &&
        (has(right, 'title', 'custody', 'medical', 'offence', 'aux') ||
          /^[被因说]$/.test(right.text) ||
          (!soft && likely === 1 && RIGHT.has(right.text) && !/^[的和与是]$/.test(right.text)))
      )
    )
      continue;
    const level = named || strongLeft ? 3 : likely === letters && !soft ? (letters === 2 ? 3 : 2) : 2;
    return { ...spanOf(tokens, at, end, level), s: at, e: end, role: roleOf(tokens, at, end), named };
  }
  return null;
}

/** A number right behind a name is an age or the day of birth, behind a country it is a year. */
function dated(tokens: readonly Token[], at: number): boolean {
  for (let index = at; index < Math.min(tokens.length, at + 9); index += 1)
    if (has(tokens[index], 'birth', 'ageunit')) return true;
  return false;
}

/** 小明, 阿强: a pet name. */
function smallName(tokens: readonly Token[], at: number): Person | null {
  const [first, second, right] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
  if (!/^[小阿]$/.test(first.text) || second?.script !== 'han' || second.text.length !== 1) return null;
  if (!isGivenCharacter(second.text) && hanSurname(second.text) === 'no') return null;
  if (
    /^[学时组区孩型心便额声伙偷]$/.test(second.text) ||
    (tokens[at - 1]?.script === 'han' && tokens[at - 1]!.tags.length === 0 && !LEFT.has(tokens[at - 1]!.text))
  )
    return null;
  if (right?.script === 'han' && right.tags.length === 0 && !RIGHT.has(right.text)) return null;
  return {
    ...spanOf(tokens, at, at + 2, right && (RIGHT.has(right.text) || has(right, 'aux', 'custody', 'offence')) ? 2 : 1),
    s: at,
    e: at + 2,
    role: 'open',
    named: has(tokens[at - 1], 'naming'),
  };
}

function roleOf(tokens: readonly Token[], s: number, e: number): Person['role'] {
  const age = ageBehind(tokens, e);
  if (age !== null && age < 18) return 'open';
  const left = tokens[s - 1];
  const right = tokens[e];
  if (has(left, 'title', 'honorific', 'adult') || has(right, 'title', 'honorific') || (age !== null && age >= 18))
    return 'adult';
  if (left?.text === '的' && has(tokens[s - 2], 'title', 'adult')) return 'adult';
  for (let at = Math.max(0, s - 3); at < s; at += 1)
    if (has(tokens[at], 'title') && tokens[at]!.text.length > 1 && tokens[s - 1]!.script === 'han') return 'adult';
  for (let at = e; at < Math.min(tokens.length, e + 8); at += 1) {
    if (at < e + 3 && has(tokens[at], ...AUTHORED) && tokens[at]!.text !== '从') return 'author';
    if (tokens[at]!.text === '。') break;
  }
  return 'open';
}

function ageBehind(tokens: readonly Token[], e: number): number | null {
  for (let at = e; at < Math.min(tokens.length, e + 4); at += 1) {
    const reading = numberAt(tokens, at);
    if (reading) return has(tokens[reading.next], 'ageunit') || has(tokens[at - 1], 'agecue') ? reading.value : null;
    if (!/^[,(、:]$/.test(tokens[at]!.text) && !has(tokens[at], 'agecue')) return null;
  }
  return null;
}

/** 石垭村, 青岭三中, 磨坊巷: two or more characters before a word that ends a place name. */
function siteEndingAt(tokens: readonly Token[], at: number): Site | null {
  const token = tokens[at]!;
  const kind = has(token, 'school')
    ? 'school'
    : has(token, 'village', 'area')
      ? 'village'
      : has(token, 'youth')
        ? 'institution'
        : has(token, 'town')
          ? 'place'
          : has(token, 'street') && /^[路街巷]|胡同|大道$/.test(token.text)
            ? 'street'
            : null;
  if (!kind) return null;
  let s = at;
  while (s > 0 && at - s < 4) {
    const left = tokens[s - 1]!;
    if (
      left.script !== 'han' ||
      left.text.length > 1 ||
      NOT_PLACE.has(left.text) ||
      (left.tags.length > 0 && !has(left, 'town', 'village', 'area', 'org', 'noise'))
    )
      break;
    s -= 1;
  }
  const needed = kind === 'school' ? 1 : 2;
  if (at - s < needed && !(at - s === 1 && kind === 'village' && has(tokens[s], 'bigplace'))) return null;
  return { ...spanOf(tokens, s, at + 1, kind === 'village' ? 2 : 1), s, e: at + 1, kind };
}
