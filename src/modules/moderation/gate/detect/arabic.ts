// Persons and sites in Arabic script, which has no capitals: given names, what introduces a name, and how names go on.

import { arabicGiven } from '../lexicon.ts';
import type { Person, Sentence, Site, Token } from '../model.ts';
import { arabicForms } from '../sentences.ts';
import { before, has, spanOf } from './near.ts';
import { numberAt } from './numbers.ts';
import { roleOf } from './roles.ts';

const JOINTS = new Set('بن ابن بنت ابو ابي ام عبد ال ولد ايت بو سيدي'.split(' '));
const BUILT: Readonly<Record<string, Site['kind']>> = {
  school: 'school',
  street: 'street',
  village: 'village',
  area: 'village',
  town: 'place',
  org: 'institution',
  programme: 'institution',
  facility: 'institution',
  youth: 'institution',
};
const STOPPED = [
  'stop',
  'aux',
  'pronoun',
  'custody',
  'offence',
  'naming',
  'agecue',
  'title',
  'child',
  'children',
  'month',
  'weekday',
  'medical',
  'relation',
  'rule',
  'plural',
  'adult',
  'historic',
];

/** Persons and sites of the Arabic words of a sentence. */
export function arabicOf(sentence: Sentence): { persons: Person[]; sites: Site[] } {
  const { tokens } = sentence;
  const persons: Person[] = [];
  const sites: Site[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]!.script !== 'arabic') continue;
    const site = siteAt(tokens, at);
    if (site) {
      sites.push(site);
      at = site.e - 1;
      continue;
    }
    const person = personAt(sentence, at);
    if (person) {
      persons.push(person);
      at = person.e - 1;
    }
  }
  return { persons, sites };
}

function givenOf(token: Token, next?: Token): 'no' | 'soft' | 'yes' {
  if (token.script !== 'arabic') return 'no';
  if (/^و?عبد$/.test(token.low) && next?.low.startsWith('ال')) return 'yes';
  if (token.low === 'ال' && next?.script === 'arabic' && next.gap) return 'yes';
  // "على" (on) and "علي" (Ali), "عمر" (age) and "عمر" (Omar) are written alike: the neighbours decide.
  if (/^و?علي$/.test(token.low))
    return next && next.low !== 'علي' && (JOINTS.has(next.low) || arabicGiven(next.low) === 'yes') ? 'yes' : 'no';
  if (/^[وبل]?عمر$/.test(token.low) && (next?.script === 'number' || next?.script !== 'arabic')) return 'no';
  const own = arabicGiven(token.low);
  if (own !== 'no') return own;
  for (const form of arabicForms(token.low).slice(1)) {
    if (form.length >= 3 && !token.low.startsWith('ال') && arabicGiven(form) === 'yes') return 'yes';
  }
  return 'no';
}

/** "مدرسة طه حسين", "شارع الوراقين", "نجع الشيخ مبروك": the noun and the words that name it. */
function siteAt(tokens: readonly Token[], at: number): Site | null {
  const tag = Object.keys(BUILT).find((known) => has(tokens[at], known));
  if (!tag || has(tokens[at], 'child', 'pupil')) return null;
  let end = at + 1;
  while (end < tokens.length && end < at + 4 && isNaming(tokens, end)) end += 1;
  if (end === at + 1) return null;
  const kind = BUILT[tag]!;
  return { ...spanOf(tokens, at, end, kind === 'village' ? 2 : 1), s: at, e: end, kind };
}

function isNaming(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (
    token.script !== 'arabic' ||
    has(token, ...STOPPED, 'placeprep', 'offence') ||
    /^(?:و?(?:هو|هي|ان|او|ثم|قد|حيث|واللي|اللي|ولد))$/.test(token.low)
  )
    return false;
  if (
    /^[يت]/.test(token.low) &&
    token.low.length > 4 &&
    givenOf(token) === 'no' &&
    !has(token, 'school') &&
    at > 0 &&
    !has(tokens[at - 1], 'school', 'village', 'area', 'town', 'street')
  )
    return false;
  return true;
}

function personAt(sentence: Sentence, at: number): Person | null {
  const { tokens } = sentence;
  const token = tokens[at]!;
  const named =
    has(tokens[at - 1], 'naming') ||
    (tokens[at - 1]?.text === ':' && has(tokens[at - 2], 'naming')) ||
    (/^["«]$/.test(tokens[at - 1]?.text ?? '') && has(tokens[at - 2], 'naming'));
  const cued =
    named ||
    has(tokens[at - 1], 'child', 'pupil', 'honorific', 'relation', 'siblings') ||
    (tokens[at - 1]?.script === 'punct' && has(tokens[at - 2], 'child', 'pupil'));
  const labelled = tokens[at - 1]?.text === ':' && before(tokens, at, 6, ['child', 'pupil'], true) >= 0;
  const given = cued && /^(?:علي|عمر)$/.test(token.low) ? 'yes' : givenOf(token, tokens[at + 1]);
  if (given === 'no' && !cued && opensBeforeAge(tokens, at) > 0)
    return {
      ...spanOf(tokens, at, opensBeforeAge(tokens, at), 1.5),
      s: at,
      e: opensBeforeAge(tokens, at),
      role: roleOf(sentence, at, opensBeforeAge(tokens, at)),
      named: false,
    };
  if (given === 'no' && !cued && !(JOINTS.has(token.low) && has(tokens[at - 1], 'relation'))) return null;
  if (
    given === 'no' &&
    (has(
      token,
      ...STOPPED,
      'region',
      'school',
      'placeprep',
      'village',
      'facility',
      'youth',
      'only',
      'law',
      'topic',
      'family',
    ) ||
      token.low.length < 3 ||
      /^(?:و|ب|ل)?ال|^لل|^[يتن]..|^(?:عند|لدي|كما|انه|انها|بعد|قبل|حين|حتي|دون|غير|فقد|كانت|امام|التي|الذي|ضد|بين|تحت)/.test(
        token.low,
      ))
  ) {
    if (!(named && !token.low.startsWith('ال'))) return null;
  }
  let end = at + 1;
  while (end < tokens.length && end < at + 6 && goesOn(tokens, end, cued)) end += 1;
  const words = end - at;
  let level =
    given === 'yes' ? (words > 1 ? 3 : 2) : given === 'soft' ? (cued ? 2 : words > 1 ? 2 : 0.5) : words > 1 ? 2 : 1;
  if (cued && given !== 'no') level = Math.max(level, 2);
  if (named || (labelled && given !== 'no')) level = Math.max(level, 2);
  const built = before(tokens, at, 2, ['school', 'street', 'org', 'programme', 'facility', 'youth']);
  if (built >= 0 && !cued) return null;
  return { ...spanOf(tokens, at, end, level), s: at, e: end, role: roleOf(sentence, at, end), named };
}

/** End of one to three free words that open the sentence and stand before ", 15 سنة"; 0 when they do not. */
function opensBeforeAge(tokens: readonly Token[], at: number): number {
  if (at > 0 && !/^["«:.-]$/.test(tokens[at - 1]!.text)) return 0;
  let end = at;
  while (
    end < tokens.length &&
    end - at < 4 &&
    tokens[end]!.script === 'arabic' &&
    !has(tokens[end], ...STOPPED, 'placeprep', 'region', 'facility', 'family', 'siblings', 'pupil') &&
    tokens[end]!.low.length > 2
  )
    end += 1;
  if (end === at || !/^[,(]$/.test(tokens[end]?.text ?? '')) return 0;
  const age = numberAt(tokens, end + 1);
  return age && age.value >= 7 && age.value < 18 && (has(tokens[age.next], 'ageunit') || tokens[age.next]?.text === ')')
    ? end
    : 0;
}

function goesOn(tokens: readonly Token[], at: number, cued: boolean): boolean {
  const token = tokens[at]!;
  if (token.script !== 'arabic') return false;
  if (JOINTS.has(token.low)) return tokens[at + 1]?.script === 'arabic';
  if (JOINTS.has(tokens[at - 1]!.low) || givenOf(token) !== 'no') return true;
  if (token.low === 'علي' && arabicGiven(tokens[at - 1]!.low) !== 'no') return true;
  if (
    has(
      token,
      ...STOPPED,
      'placeprep',
      'ageunit',
      'youth',
      'facility',
      'school',
      'author',
      'law',
      'adult',
      'only',
      'topic',
    )
  )
    return false;
  if (token.low.startsWith('ال') && token.low.length > 4)
    return !/^(?:الذي|التي|الذين|اللذان|اللي|البالغ|البالغه|الملقب)/.test(token.low);
  const next = tokens[at + 1];
  return (
    cued &&
    !/^[يتن]|^ل|^و|^ب|^(?:هو|هي|من|في|علي|الي|عن|ان)$/.test(token.low) &&
    (!next || /^[,(.:;–-]$/.test(next.text) || has(next, 'agecue', 'aux'))
  );
}
