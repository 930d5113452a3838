// What singles out without a name: the only one, a room or cell, a nickname, a class of one school, a file name.

import { arabicGiven, cyrillicGiven, isGivenCharacter, hanSurname, latinGiven } from '../lexicon.ts';
import type { Person, Sentence, Span, Token } from '../model.ts';
import { fold } from '../normalise.ts';
import { after, has, matchesOf, spanOf } from './near.ts';

const EXTENSION =
  /\.(?:jpe?g|png|gif|heic|webp|pdf|docx?|xlsx?|odt|ods|csv|txt|mp4|mov|avi|mp3|m4a|wav|ogg|pptx?|rtf|zip|tiff?|eml|opus|3gp)(?![\p{L}\d])/giu;
const FILE_SIGN = /[\p{L}\d_()\-. ·]/u;
const LONGEST_FILE = 120;
const QUOTE_OPEN = /^["«“「『‘'（(]$/;
const NOT_UNIQUE = /^(?:only|seul|seule|solo|sola|仅|فقط)$/;

/** "the only girl", "l'unique", "единственная". */
export function onlyOf({ tokens }: Sentence): Span[] {
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    if (!has(token, 'only')) return;
    const noun = after(tokens, at + 1, 4, ['child', 'pupil', 'sex', 'children'], true);
    const behind = has(tokens[at - 1], 'child', 'pupil');
    const digit =
      NOT_UNIQUE.test(token.low) &&
      tokens[at + 1]?.script === 'number' &&
      !/^(?:year|летн|岁|yo)/.test(tokens[at + 2]?.low ?? '') &&
      tokens[at + 2]?.text !== '-';
    if ((noun >= 0 || behind || tokens[at + 1]?.script === 'number') && !digit)
      found.push(spanOf(tokens, at, Math.min(tokens.length, at + 2), 2));
  });
  return found;
}

/** Room, cell, bed or ward with its number or letter. */
export function cellsOf({ tokens }: Sentence): Span[] {
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    if (!has(token, 'unit')) return;
    let next = at + 1;
    while (next < at + 4 && /^(?:№|no|n|º|°|n°|nº|رقم|number|\.|#|de|la)$/.test(tokens[next]?.low ?? '')) next += 1;
    const number = tokens[next];
    const written =
      number?.script === 'number' ||
      (number?.cap === 3 && number.gap) ||
      (number?.script === 'arabic' && number.low.length === 1);
    if (written) found.push(spanOf(tokens, at, next + 1, 2));
    else if (token.script === 'han' && tokens[at - 1]?.script === 'number')
      found.push(spanOf(tokens, at - 1, at + 1, 2));
    else if (token.script === 'han' && tokens[at - 1]?.text === '号' && tokens[at - 2]?.script === 'number')
      found.push(spanOf(tokens, at - 2, at + 1, 2));
  });
  return found;
}

/** Nicknames: what the words say, or a quoted capital word before an age. */
export function nicknamesOf({ tokens }: Sentence): Span[] {
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    if (has(token, 'nickname')) {
      const last = has(tokens[at + 1], 'nickname') ? -1 : at;
      if (last === at && tokens[at + 1]) found.push(spanOf(tokens, at, Math.min(tokens.length, at + 3), 2));
      return;
    }
    if (!QUOTE_OPEN.test(token.text) || token.text === '(') return;
    let end = at + 1;
    while (end < tokens.length && end < at + 5 && !/^["»”」』’']$/.test(tokens[end]!.text)) end += 1;
    const words = end - at - 1;
    const first = tokens[at + 1];
    if (
      end >= tokens.length ||
      words < 1 ||
      words > (first?.script === 'han' ? 4 : 3) ||
      !first ||
      first.script === 'punct'
    )
      return;
    if (first.cap === 0 && first.script !== 'arabic' && first.script !== 'han') return;
    if (!/^["»”」』']$/.test(tokens[end]?.text ?? '')) return;
    const left = tokens[at - 1];
    const right = tokens[end + 1];
    const called = has(left, 'nickname', 'child', 'pupil', 'naming') || /^(?:al|el|la|le)$/.test(left?.low ?? '');
    const aged =
      (right?.text === ',' || right?.text === '(') &&
      tokens[end + 2] &&
      (tokens[end + 2]!.script === 'number' ||
        has(tokens[end + 3], 'child') ||
        has(tokens[end + 2], 'child') ||
        tokens[end + 2]!.low === 'the' ||
        tokens[end + 2]!.low === 'de');
    const kin = right?.script === 'arabic' && /^ابن|^عمر|^البالغ/.test(right.low);
    const programme =
      [1, 2, 3].some(
        (step) => has(tokens[at - step], 'programme', 'org', 'school') || has(tokens[end + step], 'programme'),
      ) ||
      has(left, 'classword') ||
      left?.script === 'number';
    if ((called || aged || kin) && !programme)
      found.push(spanOf(tokens, at, end + 1, called && !has(left, 'nickname', 'child') && !aged ? 1 : 2));
  });
  return found;
}

/** Class or year of a school: "Year 9", "8 «Б»", "6 «В» класса", "五年级", "en 4e B". */
export function classesOf({ tokens }: Sentence): Span[] {
  const found: Span[] = [];
  tokens.forEach((token, at) => {
    if (has(token, 'classword')) {
      const near = [tokens[at + 1], tokens[at - 1], tokens[at - 2], tokens[at - 3]];
      const numbered =
        token.script === 'han' ||
        /\d/.test(token.text) ||
        near.some(
          (known) =>
            known?.script === 'number' ||
            /^(?:one|two|three|four|five|six|seven|eight|nine|ten|sexto|quinto|cuarto|tercero|primero|segundo|السابع|الثامن|السادس|الخامس|التاسع|الرابع|الاول|الثاني|الثالث|العاشر|седьмого|восьмого|девятого|шестого|пятого)$/.test(
              known?.low ?? '',
            ),
        ) ||
        /^(?:cap|sixieme|cinquieme|quatrieme|troisieme|seconde|terminale|cm1|cm2|ce1|ce2|segpa|eso|sexto|quinto|septimo|octavo|noveno|bachillerato)$/.test(
          token.low,
        );
      if (numbered) found.push(spanOf(tokens, at, at + 1));
    } else if (
      token.script === 'number' &&
      Number(token.text) <= 11 &&
      /^["«]$/.test(tokens[at + 1]?.text ?? '') &&
      tokens[at + 2]?.text.length === 1
    )
      found.push(spanOf(tokens, at, at + 3));
    else if (
      token.script === 'number' &&
      Number(token.text) <= 6 &&
      tokens[at + 1]?.low === 'e' &&
      !tokens[at + 1]!.gap &&
      tokens[at + 2] &&
      tokens[at + 2]!.text.length <= 2 &&
      tokens[at + 2]!.cap > 0
    )
      found.push(spanOf(tokens, at, at + 3));
  });
  return found;
}

/** File names that hold a name beside an age or an offence; level 2 when both. */
export function filesOf(sentence: Sentence, tagged: (word: string) => readonly string[]): Span[] {
  if (!sentence.text.includes('.')) return [];
  return matchesOf(sentence.text, sentence.start, EXTENSION).flatMap((extension): Span[] => {
    const end = extension.start - sentence.start;
    let from = end;
    while (from > 0 && end - from < LONGEST_FILE && FILE_SIGN.test(sentence.text[from - 1]!)) from -= 1;
    const name = sentence.text.slice(from, end);
    const span = { start: sentence.start + from, end: extension.end, level: 1 };
    const parts = name.split(/[_\-. ()·]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean);
    let names = 0;
    let ages = 0;
    let deeds = 0;
    for (const part of parts) {
      const low = fold(part);
      const tags = tagged(low);
      if (/^\d{1,2}$/.test(part) && Number(part) >= 7 && Number(part) < 18) ages += 1;
      else if (
        tags.includes('offence') ||
        tags.includes('custody') ||
        tags.includes('youth') ||
        tags.includes('child') ||
        /^(?:srq|sariqa|sirqa|7arq|harq|darb|qatl|krazha|podzhog|grabezh|robo|hurto|draka|razboi|toudao|qiangjie)/.test(
          low,
        )
      )
        deeds += 1;
      else if (isGiven(part, low)) names += 2;
      else if (/^\p{Lu}\p{Ll}{2,}$/u.test(part) && tags.length === 0) names += 1;
    }
    const sure = names >= 2 && (ages > 0 || deeds > 0);
    const likely = names === 1 && ages > 0 && deeds > 0;
    return sure || likely
      ? [{ ...span, level: 2 }]
      : names >= 2 && parts.length <= 4 && ages + deeds > 0
        ? [{ ...span, level: 1 }]
        : [];
  });
}

function isGiven(part: string, low: string): boolean {
  if (
    latinGiven(low) === 'yes' ||
    (latinGiven(low) === 'soft' && /^\p{Lu}/u.test(part)) ||
    cyrillicGiven(low) ||
    arabicGiven(low) !== 'no'
  )
    return true;
  if (
    /^\p{Lu}\p{Ll}+[yei]$/u.test(part) &&
    (latinGiven(`${low.slice(0, -1)}a`) !== 'no' || latinGiven(low.slice(0, -1)) === 'yes')
  )
    return true;
  const letters = Array.from(part);
  return (
    /^[\u4e00-\u9fff]{2,4}$/.test(part) &&
    hanSurname(letters[0]!) !== 'no' &&
    letters.slice(1).every((letter) => isGivenCharacter(letter))
  );
}

/** Siblings told by a surname or by being twins. */
export function siblingsOf({ tokens }: Sentence, persons: readonly Person[]): Span[] {
  const found: Span[] = [];
  tokens.forEach((token: Token, at) => {
    if (!has(token, 'siblings', 'relation')) return;
    const named = persons.find(
      (person) =>
        person.role === 'open' && ((person.s > at && person.s - at <= 2) || (person.e <= at && at - person.e <= 1)),
    );
    if (token.script === 'han' && tokens[at - 1]?.text === '家' && has(token, 'siblings'))
      found.push({ ...spanOf(tokens, Math.max(0, at - 2), at + 1), level: 2 });
    if (named && has(token, 'siblings')) found.push({ start: token.start, end: named.end, level: 2 });
  });
  return found;
}
