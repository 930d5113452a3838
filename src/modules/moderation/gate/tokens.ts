// Cuts normalised text into words, numbers and signs, script by script; Chinese by the longest word of the lists.

import { hanWordAt } from './lexicon.ts';
import type { Script, Token } from './model.ts';
import { fold } from './normalise.ts';

const LETTER = /\p{L}/u;
/** Longer runs of letters are cut, so that nothing below ever works on more than this. */
const LONGEST_WORD = 64;
const ELIDED = new Set(['l', 'd', 'j', 'm', 't', 's', 'c', 'n', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu']);
/** Cyrillic letters that look like Latin ones, and the other way round. */
const LOOK_CYRILLIC = 'аеорсухіАВЕКМНОРСТХУІ';
const LOOK_LATIN = 'aeopcyxiABEKMHOPCTXYI';

/** The script of the character at this place. */
export function scriptAt(text: string, at: number): Script {
  const code = text.charCodeAt(at);
  if (code < 0x80) {
    if (code >= 48 && code <= 57) return 'number';
    return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 'latin' : 'punct';
  }
  if (code >= 0x400 && code <= 0x52f) return 'cyrillic';
  if (code >= 0x620 && code <= 0x6ff) return code === 0x6d4 || code === 0x66a ? 'punct' : 'arabic';
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007) return 'han';
  if (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) return 'latin';
  if (code >= 0x1e00 && code <= 0x1eff) return 'latin';
  return LETTER.test(String.fromCodePoint(text.codePointAt(at)!)) ? 'other' : 'punct';
}

const isWordScript = (script: Script) =>
  script === 'latin' || script === 'cyrillic' || script === 'arabic' || script === 'other';

/** All tokens of a normalised text, without tags. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let gap = true;
  for (let at = 0; at < text.length;) {
    const letter = text[at]!;
    if (letter === ' ' || letter === '\n') {
      if (letter === '\n') tokens.push(sign('\n', at, gap));
      gap = true;
      at += 1;
      continue;
    }
    const script = scriptAt(text, at);
    const end =
      script === 'han'
        ? at + Math.max(1, hanWordAt(text, at))
        : script === 'punct'
          ? at + (text.codePointAt(at)! > 0xffff ? 2 : 1)
          : wordEnd(text, at, script);
    if (isWordScript(script)) pushWord(tokens, text.slice(at, end), at, script, gap);
    else
      tokens.push({
        text: text.slice(at, end),
        low: text.slice(at, end),
        start: at,
        end,
        script,
        cap: 0,
        gap,
        tags: [],
      });
    gap = false;
    at = end;
  }
  return tokens;
}

function sign(text: string, start: number, gap: boolean): Token {
  return { text, low: text, start, end: start + 1, script: 'punct', cap: 0, gap, tags: [] };
}

function wordEnd(text: string, from: number, script: Script): number {
  let at = from + 1;
  if (script === 'number') {
    while (at < text.length && at - from < LONGEST_WORD && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57)
      at += 1;
    return at;
  }
  while (at < text.length && at - from < LONGEST_WORD) {
    const next = scriptAt(text, at);
    if (next === script || (next === 'cyrillic' && script === 'latin') || (next === 'latin' && script === 'cyrillic'))
      at += 1;
    else if (next === 'other' && script === 'other') at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    else if ((text[at] === '-' || text[at] === "'") && at + 1 < text.length && isWordScript(scriptAt(text, at + 1)))
      at += 2;
    else break;
  }
  return Math.min(at, text.length);
}

/** One word, or two where French elides: l'enfant. */
function pushWord(tokens: Token[], word: string, start: number, script: Script, gap: boolean): void {
  const apostrophe = script === 'latin' ? word.indexOf("'") : -1;
  if (apostrophe > 0 && ELIDED.has(word.slice(0, apostrophe).toLowerCase()) && word.length > apostrophe + 2) {
    const length = apostrophe + 1;
    tokens.push({
      text: word.slice(0, length),
      low: word.slice(0, apostrophe).toLowerCase(),
      start,
      end: start + length,
      script,
      cap: 0,
      gap,
      tags: ['elision'],
    });
    pushWord(tokens, word.slice(length), start + length, script, false);
    return;
  }
  const text = unmixed(word, script);
  const owned = /'s$/i.test(text) ? text.slice(0, -2) : text;
  tokens.push({
    text,
    low: fold(owned),
    start,
    end: start + word.length,
    script: scriptAt(text, 0),
    cap: capsOf(owned),
    gap,
    tags: [],
  });
}

/** A word of both alphabets is read in the one most of it is written in. */
function unmixed(word: string, script: Script): string {
  if (script !== 'latin' && script !== 'cyrillic') return word;
  let latin = 0;
  let cyrillic = 0;
  for (let at = 0; at < word.length; at += 1) {
    const own = scriptAt(word, at);
    if (own === 'latin') latin += 1;
    else if (own === 'cyrillic') cyrillic += 1;
  }
  if (latin === 0 || cyrillic === 0) return word;
  const [from, to] = latin >= cyrillic ? [LOOK_CYRILLIC, LOOK_LATIN] : [LOOK_LATIN, LOOK_CYRILLIC];
  return Array.from(word, (letter) => (from.includes(letter) ? to[from.indexOf(letter)]! : letter)).join('');
}

function capsOf(word: string): 0 | 1 | 2 | 3 {
  const first = word[0]!;
  if (first === first.toLowerCase()) return 0;
  const letters = word.replaceAll(/[^\p{L}]/gu, '');
  if (letters.length === 1) return 3;
  return letters === letters.toUpperCase() ? 2 : 1;
}
