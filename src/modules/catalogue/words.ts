// Cuts text into search words the same way everywhere: case and accents folded, Arabic forms unified, Chinese in pairs.

import type { Lang } from '#kernel/locale.ts';

/** Which of PostgreSQL's word stemmers a word goes through; `none` keeps it as it is. */
export type Stemmer = 'english' | 'french' | 'spanish' | 'arabic' | 'russian' | 'none';

/** A search word and where it stands in the text; `at` counts words, so that neighbours differ by one. */
export type Word = { word: string; at: number; start: number; end: number; han: boolean };

const TOKEN = /[\p{L}\p{N}\p{M}\u0640\u200c\u200d]+/gu;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const HAN_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const PLAIN = /^[a-z0-9]+$/;
const MAX_WORD = 60;
const ARTICLES = ['وبال', 'وال', 'بال', 'كال', 'فال', 'ولل'];
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ے: 'ي',
  ہ: 'ه',
  ھ: 'ه',
};
const SPECIAL = /[ßæœøđðłıþىةکیےہھ٠-٩۰-۹]/gu;

/** Folds case, accents and letter variants of one word. */
export function foldWord(raw: string): string {
  const lower = raw.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const bare = lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0640\u200c\u200d]/g, '')
    // Marks are dropped in scripts where they are optional; the breve of й makes another letter and stays.
    .replace(
      /([\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{N}])(\p{M}+)/gu,
      (_, base: string, marks: string) => base + (base === 'и' && marks.includes('\u0306') ? '\u0306' : ''),
    )
    .normalize('NFC');
  return bare.replace(SPECIAL, (letter) => LETTERS[letter] ?? digit(letter));
}

function digit(letter: string): string {
  const code = letter.codePointAt(0)!;
  return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
}

/** An Arabic word without its article, so that العدالة and عدالة are one word. */
function withoutArticle(word: string): string {
  for (const prefix of ARTICLES) {
    if (word.startsWith(prefix) && word.length - prefix.length >= 4) return word.slice(prefix.length);
  }
  if (word.startsWith('ال') && word.length >= 5) return word.slice(2);
  if (word.startsWith('لل') && word.length >= 6) return word.slice(2);
  return word;
}

/** The words of a text in order; a run of Chinese gives every pair of neighbouring signs and its last sign. */
export function wordsOf(text: string, limit = Infinity): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (words.length >= limit) break;
    at += 1;
    const raw = match[0];
    const start = match.index;
    if (!HAN.test(raw)) {
      at = addWord(words, raw, at, start);
      continue;
    }
    for (const part of raw.matchAll(HAN_RUN)) {
      if (HAN.test(part[0])) at = addPairs(words, part[0], at, start + part.index);
      else at = addWord(words, part[0], at, start + part.index) + 1;
    }
  }
  return words;
}

function addWord(words: Word[], raw: string, at: number, start: number): number {
  const folded = foldWord(raw);
  const end = start + raw.length;
  if (PLAIN.test(folded)) {
    words.push({ word: folded.slice(0, MAX_WORD), at, start, end, han: false });
    return at;
  }
  // Folding may open a sign into several words, such as ½ into 1 and 2.
  const parts = folded.match(TOKEN) ?? [];
  let place = at;
  for (const [index, part] of parts.entries()) {
    place = at + index;
    words.push({ word: withoutArticle(part).slice(0, MAX_WORD), at: place, start, end, han: false });
  }
  return place;
}

function addPairs(words: Word[], raw: string, at: number, start: number): number {
  const signs = [...raw.normalize('NFKC')];
  // Compatibility forms may change the length; positions are exact when they do not.
  let offset = start;
  for (const [index, sign] of signs.entries()) {
    const next = signs[index + 1];
    const width = sign.length + (next?.length ?? 0);
    words.push({
      word: next ? sign + next : sign,
      at: at + index,
      start: offset,
      end: Math.min(offset + width, start + raw.length),
      han: true,
    });
    offset += sign.length;
  }
  return at + signs.length;
}

/** The stemmer for a word: by its script, and for Latin letters by the language of the text. */
export function stemmerOf(word: string, lang: Lang): Stemmer {
  if (/^[a-z0-9]/.test(word)) {
    if (/^\d+$/.test(word)) return 'none';
    return lang === 'fr' ? 'french' : lang === 'es' ? 'spanish' : 'english';
  }
  if (/^\p{Script=Arabic}/u.test(word)) return 'arabic';
  if (/^\p{Script=Cyrillic}/u.test(word)) return 'russian';
  return 'none';
}

/** Every stemmer a typed word may have gone through in some text. */
export function stemmersOf(word: string): readonly Stemmer[] {
  if (/^[a-z]/.test(word) || /^\d+[a-z]/.test(word)) return ['english', 'french', 'spanish'];
  const one = stemmerOf(word, 'en');
  return [one];
}

/** A text as one folded line, to compare whole titles. */
export function foldLine(text: string): string {
  const out: string[] = [];
  for (const match of text.matchAll(TOKEN)) out.push(foldWord(match[0]));
  return out.join(' ').slice(0, 120);
}

/** Edits (insert, delete, change, swap of neighbours) between two words, counted up to `most` + 1. */
export function editsBetween(a: string, b: string, most = 2): number {
  const s = [...a];
  const t = [...b];
  if (Math.abs(s.length - t.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: t.length + 1 }, (_, index) => index);
  for (let i = 1; i <= s.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= t.length; j += 1) {
      const same = s[i - 1] === t[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return Math.min(last[t.length]!, most + 1);
}

/** Hashes of a word and of the word with one letter left out: two words one slip apart share at least one. */
export function slipKeys(word: string): number[] {
  const signs = [...word];
  const keys = new Set([hash(word)]);
  if (signs.length >= 4) {
    for (let index = 0; index < signs.length; index += 1) {
      keys.add(hash(signs.slice(0, index).join('') + signs.slice(index + 1).join('')));
    }
  }
  return [...keys];
}

/** FNV-1a in 32 signed bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
