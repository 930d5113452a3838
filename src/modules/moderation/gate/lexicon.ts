// The word lists of the six languages made ready for look-up: whole words, stems (`word*`), phrases (`two_words`) and names.

import type { Lang } from '#kernel/locale.ts';
import { fold, normalise } from './normalise.ts';
import ar from './words/ar.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import names from './words/names.json' with { type: 'json' };
import ru from './words/ru.json' with { type: 'json' };
import zh from './words/zh.json' with { type: 'json' };

type Phrase = { words: string[]; tag: string };
type Words = {
  exact: Map<string, string[]>;
  stems: Map<string, string[]>;
  heads: Map<string, number>;
  phrases: Map<string, Phrase[]>;
};

const SOURCES: Readonly<Record<Lang, Record<string, string>>> = { ar, en, es, fr, ru, zh };
const NONE: readonly string[] = [];

const words = Object.fromEntries(Object.entries(SOURCES).map(([lang, source]) => [lang, readWords(source)])) as Record<
  Lang,
  Words
>;

function readWords(source: Record<string, string>): Words {
  const read: Words = { exact: new Map(), stems: new Map(), heads: new Map(), phrases: new Map() };
  for (const [tag, list] of Object.entries(source)) {
    for (const raw of list.split(' ')) {
      if (raw === '') continue;
      const entry = fold(normalise(raw).text);
      const abbreviated = entry.endsWith('_');
      const parts = entry.split('_').filter(Boolean);
      if (abbreviated) parts.push('.');
      if (parts.length > 1) put(read.phrases, parts[0]!.replace('*', ''), { words: parts, tag });
      else if (entry.endsWith('*')) {
        put(read.stems, entry.slice(0, -1), tag);
        const head = entry.slice(0, 2);
        read.heads.set(head, Math.max(read.heads.get(head) ?? 0, entry.length - 1));
      } else put(read.exact, entry, tag);
    }
  }
  return read;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

const asWords = (text: string) =>
  text
    .split(' ')
    .map((name) => fold(normalise(name).text))
    .filter(Boolean);
const latin = new Set(names.latin.flatMap(asWords));
const latinSoft = new Set(asWords(names.latinSoft));
const cyrillic = new Set(
  asWords(`${names.cyrillic} ${names.cyrillicFeminine}`).flatMap((name) => [name, name.replace(/[аяйьоеи]$/, '')]),
);
const arabic = new Set(asWords(`${names.arabic} ${names.arabicFeminine}`));
const arabicSoft = new Set(asWords(names.arabicSoft));
const surnames = new Set(Array.from(names.surnames));
const softSurnames = new Set(Array.from(names.softSurnames));
const compoundSurnames = new Set(names.compoundSurnames.split(' '));
const givenCharacters = new Set(Array.from(names.givenCharacters));
const notNames = new Set(names.notNames.split(' '));

/** Tags of one folded word in one language. */
export function tagsOf(word: string, lang: Lang): readonly string[] {
  const list = words[lang];
  const exact = list.exact.get(word);
  let found: readonly string[] = exact ?? NONE;
  const longest = list.heads.get(word.slice(0, 2)) ?? 0;
  for (let length = Math.min(word.length, longest); length >= 2; length -= 1) {
    const stem = list.stems.get(word.slice(0, length));
    if (stem) found = found.length === 0 ? stem : [...found, ...stem];
  }
  return found;
}

/** Phrases that may begin with this folded word. */
export function phrasesFrom(word: string, lang: Lang): readonly Phrase[] {
  return words[lang].phrases.get(word) ?? (NONE as unknown as readonly Phrase[]);
}

/** Length of the longest Chinese word of the lists that stands at this place, 0 when there is none. */
export function hanWordAt(text: string, at: number): number {
  for (let length = Math.min(9, text.length - at); length > 1; length -= 1) {
    if (words.zh.exact.has(text.slice(at, at + length))) return length;
  }
  return words.zh.exact.has(text[at]!) ? 1 : 0;
}

/** A common given name written in Latin letters; `soft` ones are also ordinary words. */
export function latinGiven(word: string): 'no' | 'soft' | 'yes' {
  if (latinSoft.has(word)) return 'soft';
  if (latin.has(word)) return 'yes';
  const hyphen = word.indexOf('-');
  return hyphen > 1 && latin.has(word.slice(0, hyphen)) ? 'yes' : 'no';
}

/** A common given name in Cyrillic, in any case ending. */
export function cyrillicGiven(word: string): boolean {
  if (cyrillic.has(word)) return true;
  for (let cut = 1; cut <= 2; cut += 1)
    if (word.length - cut >= 3 && /[аяуюыиейоёмв]/.test(word[word.length - cut]!) && cyrillic.has(word.slice(0, -cut)))
      return true;
  return false;
}

/** A common given name in Arabic letters; `soft` ones are also ordinary words. */
export function arabicGiven(word: string): 'no' | 'soft' | 'yes' {
  if (arabicSoft.has(word)) return 'soft';
  return arabic.has(word) ? 'yes' : 'no';
}

/** What a Chinese character may be in a name. */
export function hanSurname(text: string): 'no' | 'soft' | 'yes' {
  if (text.length === 2) return compoundSurnames.has(text) ? 'yes' : 'no';
  if (softSurnames.has(text)) return 'soft';
  return surnames.has(text) ? 'yes' : 'no';
}

/** True for characters that given names are often made of. */
export function isGivenCharacter(letter: string): boolean {
  return givenCharacters.has(letter);
}

/** True for pairs that begin with a surname but are ordinary words. */
export function isNotName(pair: string): boolean {
  return notNames.has(pair);
}
