// Ages: of one child, of a group, of a rule; and numbers of years that are none.

import type { Age, Sentence, Token } from '../model.ts';
import { after, before, has, spanOf } from './near.ts';
import { numberAt } from './numbers.ts';
import { givenIn } from './runs.ts';

const DASH = new Set(['-', '–', '~', '～', '—']);
const TO = new Set([
  'to',
  'à',
  'a',
  'до',
  'الي',
  'إلى',
  'حتي',
  '至',
  '到',
  'and',
  'et',
  'y',
  'и',
  'و',
  'or',
  'ou',
  'o',
  'или',
  'او',
  '或',
]);
const TINY = 8;

/** Words that limit an age only right before it: "from 14", but "from Lima, 14". */
const LOOSE_LIMIT = new Set(
  'from until up_to to at a con с до от из desde hasta entre between partir depuis avant من حتي بين سن in than u que compter jusqu'.split(
    ' ',
  ),
);

/** All ages of a sentence, in order. */
export function agesOf({ tokens }: Sentence): Age[] {
  const ages: Age[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const reading = numberAt(tokens, at);
    if (!reading || reading.value < 3 || reading.value > 110) continue;
    const age = ageAt(tokens, at, reading.value, reading.next);
    if (age) ages.push(age);
    at = Math.max(at, reading.next - 1);
  }
  return ages;
}

function ageAt(tokens: readonly Token[], at: number, value: number, next: number): Age | null {
  const unit = unitAfter(tokens, at, next);
  const cue = cueBefore(tokens, at) || cueAfter(tokens, unit.end);
  const word = tokens[at]!.low;
  const compound = /летн|-(?:year|yr)s?-old/.test(word);
  const kind = kindOf();
  if (!kind) return null;
  return { ...spanOf(tokens, at, unit.end), s: at, e: unit.end, value, kind };

  function kindOf(): Age['kind'] | null {
    const given = unit.found || cue || compound;
    if (!given)
      return isBare(tokens, at, next, value)
        ? value >= 18
          ? 'adult'
          : has(tokens[at - 2], 'sex', 'child') || has(tokens[at - 1], 'child')
            ? 'one'
            : 'bare'
        : null;
    if (isRule(tokens, at, unit.end)) return 'rule';
    const sureUnit =
      /old|yo\b|y\/o|летн|ربيعا|岁/.test(
        tokens
          .slice(next, unit.end)
          .map((token) => token.low)
          .join(' '),
      ) || compound;
    if (!sureUnit && !cue && isDuration(tokens, at, unit.end)) return 'duration';
    if (value >= 18) return 'adult';
    if (
      isRange(tokens, at, next) &&
      before(tokens, at, 6, ['siblings', 'relation'], true) < 0 &&
      after(tokens, unit.end, 5, ['siblings'], true) < 0
    )
      return 'group';
    if (value < TINY && !sureUnit && !cue && before(tokens, at, 4, ['child', 'pupil', 'relation']) < 0)
      return 'duration';
    return isGroup(tokens, at, unit) ? 'group' : 'one';
  }
}

function unitAfter(
  tokens: readonly Token[],
  at: number,
  next: number,
): { found: boolean; plural: boolean; end: number } {
  let index = next;
  const word = tokens[at]!.low;
  if (/-(?:year|yr)s?-olds$|летние$|летних$|летним/.test(word)) return { found: true, plural: true, end: next };
  if (DASH.has(tokens[index]?.text ?? '') && !tokens[index + 1]?.gap) index += 1;
  if (tokens[index]?.low === 'th' && tokens[index + 1]?.low === 'birthday')
    return { found: true, plural: false, end: index + 2 };
  if (tokens[index]?.low === 'y' && tokens[index + 1]?.text === '.' && tokens[index + 2]?.low === 'o')
    return { found: true, plural: false, end: index + 3 };
  if (tokens[index]?.low === 'y' && tokens[index + 1]?.text === '/' && tokens[index + 2]?.low === 'o')
    return { found: true, plural: false, end: index + 3 };
  const token = tokens[index];
  if (token?.low === 'min' || !token) return { found: false, plural: false, end: next };
  if (has(token, 'ageplural')) return { found: true, plural: true, end: index + 1 };
  if (has(token, 'ageunit')) {
    let end = index + 1;
    while (
      end < tokens.length &&
      end < index + 5 &&
      has(tokens[end], 'ageunit') &&
      !/^(?:ans?|anos?|岁|سنه)$/.test(tokens[end - 1]!.low)
    )
      end += 1;
    return { found: true, plural: false, end };
  }
  if (/^(?:let|ans|anos|yo|yrs?|goda?)$/.test(token.low) && !token.gap)
    return { found: true, plural: false, end: index + 1 };
  return { found: false, plural: false, end: next };
}

function cueBefore(tokens: readonly Token[], at: number): boolean {
  if (isSaidOf(tokens, at)) return true;
  for (let index = at - 1; index >= 0 && index >= at - 3; index -= 1) {
    const token = tokens[index]!;
    if (has(token, 'agecue')) return !(token.script === 'han' && token.low === '年' && tokens[at]!.script !== 'number');
    if (token.script === 'punct' && token.text !== ':') return false;
  }
  const of = tokens[at - 1]?.low;
  if ((of === 'of' || of === 'de') && has(tokens[at - 2], 'child', 'pupil', 'children')) return true;
  if (
    (tokens[at - 1]?.low === 'في' || tokens[at - 1]?.low === 'ابن' || tokens[at - 1]?.low === 'بنت') &&
    tokens[at]!.low.startsWith('ال')
  )
    return true;
  return false;
}

const IS =
  /^(?:is|was|be|been|he's|she's|just|only|barely|almost|nearly|about|turned|tiene|tenia|cumple|cumplio|будет|всего|только|было|почти|едва|уже|est|es|solo|apenas)$/;
const WHO = /^(?:he|she|he's|she's|who|ему|ей|им|было|him|her|i|i'm)$/;

/** "he was 14 when", "Jamal was just fourteen", "ему двенадцать": no unit, but nothing else it could be. */
function isSaidOf(tokens: readonly Token[], at: number): boolean {
  const right = tokens[at + 1];
  const ends =
    !right ||
    /^[,.;!?)–"]$/.test(right.text) ||
    /^(?:when|and|but|at|now|then|or|so|too|и|а|но|when|years?)$/.test(right.low) ||
    has(right, 'custody', 'feast', 'weekday', 'month') ||
    /^(?:next|last|this|in|on|today|tomorrow|nomas|recien|apenas|y|pero|years?)$/.test(right.low);
  const left = tokens[at - 1];
  if (!left) return false;
  if (!ends)
    return (
      /^(?:only|just|barely)$/.test(left.low) &&
      WHO.test(tokens[at - 2]?.low ?? '') &&
      !/^(?:days?|hours?|minutes?|weeks?|months?|times?|people|of|euros?|dollars?|pounds?|children|boys|girls|percent|%)$/.test(
        right!.low,
      )
    );
  if (/^(?:ему|ей|he's|she's)$/.test(left.low)) return true;
  if (!IS.test(left.low)) return false;
  for (let index = at - 1; index >= 0 && index >= at - 4; index -= 1) {
    const token = tokens[index]!;
    if (
      WHO.test(token.low) ||
      /^(?:tiene|tenia|cumple|cumplio)$/.test(token.low) ||
      givenIn(tokens, index, index + 1) !== 'no' ||
      (token.cap === 1 && token.tags.length === 0 && index >= at - 2) ||
      has(token, 'child', 'pupil', 'relation')
    )
      return true;
    if (token.script === 'punct') return false;
  }
  return false;
}

function cueAfter(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < tokens.length && index < from + 2; index += 1) {
    if (/^(?:исполн|стукн)/.test(tokens[index]!.low)) return true;
  }
  return false;
}

function isRule(tokens: readonly Token[], at: number, end: number): boolean {
  const limit = before(tokens, at, 3, ['under']);
  if (limit >= 0 && (limit === at - 1 || !LOOSE_LIMIT.has(tokens[limit]!.low))) return true;
  const behind = tokens[end];
  if (
    (has(behind, 'under') && !LOOSE_LIMIT.has(behind!.low)) ||
    (behind && /^(?:and|or|o|ou|y|et|и|или|или|أو|او)$/.test(behind.low) && has(tokens[end + 1], 'under'))
  )
    return true;
  if (tokens[end - 1]?.low === 'ans' && behind?.low === 'revolus') return true;
  // "the age of 10 is too low" speaks of an age, "at the age of 10" of a child.
  if (
    tokens[at - 1]?.low === 'of' &&
    tokens[at - 2]?.low === 'age' &&
    before(tokens, at, 5, ['child', 'pupil']) < 0 &&
    tokens[at - 4]?.low !== 'at' &&
    tokens[at - 3]?.low !== 'at'
  )
    return true;
  const head = tokens[at - 1];
  if (head?.text === '-' && !head.gap && /^(?:u|sub|under)$/.test(tokens[at - 2]?.low ?? '')) return true;
  // "menor de 16 años" is a rule unless one person is meant: "un menor de 15 años fue …".
  if (head?.low === 'de' && tokens[at - 2]?.low === 'menor')
    return !has(tokens[end], 'custody', 'aux') && !/^(?:un|una|el|la)$/.test(tokens[at - 3]?.low ?? '');
  return head?.low === 'de' && (tokens[at - 2]?.low === 'menores' || tokens[at - 2]?.low === 'mayores');
}

function isDuration(tokens: readonly Token[], at: number, end: number): boolean {
  return (
    before(tokens, at, 3, ['duration'], true) >= 0 ||
    has(tokens[end], 'durationtail') ||
    has(tokens[end + 1], 'durationtail')
  );
}

function isRange(tokens: readonly Token[], at: number, next: number): boolean {
  const left = tokens[at - 1];
  const right = tokens[next];
  if (left && DASH.has(left.text) && !tokens[at]!.gap && tokens[at - 2]?.script === 'number') return true;
  if (right && DASH.has(right.text) && numberAt(tokens, next + 1) !== null) return true;
  if (left && TO.has(left.low) && numberAt(tokens, at - 2) !== null) return true;
  return Boolean(right && TO.has(right.low) && numberAt(tokens, next + 1) !== null);
}

function isGroup(tokens: readonly Token[], at: number, unit: { plural: boolean; end: number }): boolean {
  if (unit.plural) return true;
  const plural = before(tokens, at, 5, ['children']);
  const single = before(tokens, at, 5, ['child', 'pupil', 'relation']);
  if (plural >= 0 && single < plural) return true;
  const noun = after(tokens, unit.end, 3, ['children']);
  if (noun >= 0 && after(tokens, unit.end, 3, ['child']) < 0) return true;
  return has(tokens[at - 1], 'stat') && !/^(?:ему|ей|им)$/.test(tokens[at - 2]?.low ?? '');
}

/** "Ahmed, 15," or "(15)" or "girl 13": a number alone that stands where an age would. */
function isBare(tokens: readonly Token[], at: number, next: number, value: number): boolean {
  if (value < 7 || value > 99 || next !== at + 1) return false;
  const left = tokens[at - 1];
  const right = tokens[next];
  if (left?.low === 'de' && tokens[at - 2]?.text === ',' && (tokens[at - 3]?.cap ?? 0) > 0)
    return !right || /^[,.)]$/.test(right.text);
  if (
    left?.low === 'de' &&
    (tokens[at - 2]?.cap ?? 0) > 0 &&
    givenIn(tokens, at - 2, at - 1) !== 'no' &&
    has(right, 'aux')
  )
    return true;
  const holder = left && /^[,(:–;-]$/.test(left.text) ? tokens[at - 2] : left;
  if (!holder || !left) return false;
  const named =
    holder.cap > 0 ||
    has(holder, 'child', 'pupil', 'sex', 'siblings', 'relation') ||
    holder.script === 'arabic' ||
    holder.script === 'han' ||
    /^["'»”]$/.test(holder.text) ||
    holder.text === '.';
  if (!named || has(holder, 'month', 'law', 'author', 'unit', 'caseword', 'street', 'duration', 'school', 'classword'))
    return false;
  if (holder === left && holder.script !== 'latin' && holder.script !== 'cyrillic') return false;
  if (holder.text === '.' && left === holder) return false;
  const plain = left === holder;
  if (
    plain &&
    holder.cap > 0 &&
    givenIn(tokens, at - 1, at) === 'no' &&
    (tokens[at - 2]?.cap ?? 0) === 0 &&
    !has(tokens[at - 2], 'relation', 'child', 'naming', 'pupil')
  )
    return false;
  if (!right) return true;
  if (/^[,().;–!?|]$/.test(right.text)) return right.text !== '.' || !right.gap;
  return has(right, 'aux', 'offence', 'custody') && (!plain || holder.cap > 0);
}
