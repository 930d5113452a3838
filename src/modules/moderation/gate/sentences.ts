// Groups tokens into sentences and rows, guesses the languages of each, and gives every token its tags.

import type { Lang } from '#kernel/locale.ts';
import { phrasesFrom, tagsOf } from './lexicon.ts';
import type { Sentence, Token } from './model.ts';

/** Longer pieces are cut here, so that every search inside a sentence is bounded. */
const LONGEST = 120;
const ENDS = new Set(['.', '!', '?', '。', '؟', '۔', '…']);
const ABBREVIATED = new Set(
  'st dr mr mrs ms prof no nos art arts par para p pp vol ed eds cf vs v n rev al etc jr sr cap inc lic ing sra srta ud av avda calle núm num tel ext exp dept ch chap bd bat mme mlle me cie réf ref ст ч гл п г ул пер д кв стр см др пр т тыс обл р с пос им род тел доб ул каб мл л ص د م ق'.split(
    ' ',
  ),
);
const LATIN: readonly Lang[] = ['en', 'fr', 'es'];
/** "young Fintan", "маленького Фому": a child when a name follows. */
const YOUNG = /^(?:young|little|wee|pequen[oa]|маленьк\p{L}{2,3}|юн(?:ый|ая|ого|ой|ую))$/u;
const CLEARING = new Set(['topic', 'youth']);

/** All sentences of a text; `hint` is the language the author says it is in. */
export function sentencesOf(text: string, tokens: readonly Token[], hint?: Lang): Sentence[] {
  const known: Known = new Map();
  const whole = latinLangs(tokens.slice(0, 4000), known, hint);
  const sentences: Sentence[] = [];
  let current: Token[] = [];
  let line = 0;
  let opens = true;
  const close = (next: boolean) => {
    if (current.length > 0) {
      const start = current[0]!.start;
      const end = current.at(-1)!.end;
      sentences.push({ tokens: current, text: text.slice(start, end), start, opens, line, langs: LATIN });
    }
    opens = next;
    current = [];
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.text === '\n') {
      close(true);
      line += 1;
      continue;
    }
    current.push(token);
    if (endsHere(tokens, at)) {
      while (at + 1 < tokens.length && !tokens[at + 1]!.gap && /^["»”)\]'.!?…]$/.test(tokens[at + 1]!.text))
        current.push(tokens[(at += 1)]!);
      close(true);
    } else if (current.length >= LONGEST) close(false);
  }
  close(true);
  for (const sentence of sentences) tagSentence(sentence, known, whole, hint);
  return sentences;
}

function endsHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (token.script !== 'punct' || !ENDS.has(token.text)) return false;
  if (token.text !== '.') return true;
  const next = tokens[at + 1];
  if (!next) return true;
  const before = tokens[at - 1];
  if (!next.gap && next.script !== 'punct') return before?.script === 'han';
  if (
    before &&
    !token.gap &&
    (before.low.length === 1 || ABBREVIATED.has(before.low)) &&
    before.script !== 'number' &&
    before.script !== 'han'
  ) {
    // "J. K." and "art. 5" go on; "… section B. The" ends.
    return (
      before.low.length === 1 &&
      next.cap === 1 &&
      before.cap === 0 &&
      before.script === 'latin' &&
      !/^[a-df-hj-tv-z]$/.test(before.low)
    );
  }
  return (
    next.text === '\n' ||
    next.cap !== 0 ||
    !['latin', 'cyrillic', 'number'].includes(next.script) ||
    (next.script === 'number' && before?.script !== 'number' && (before?.low.length ?? 0) > 4)
  );
}

/** Tags of the Latin words of this text in each of the three languages, looked up once. */
type Known = Map<string, readonly (readonly string[])[]>;

function latinTags(word: string, known: Known): readonly (readonly string[])[] {
  let tags = known.get(word);
  if (!tags) {
    tags = LATIN.map((lang) => tagsOf(word, lang));
    known.set(word, tags);
  }
  return tags;
}

function latinLangs(tokens: readonly Token[], known: Known, hint?: Lang): readonly Lang[] {
  const counts = LATIN.map((lang) => (hint === lang ? 1 : 0));
  let words = 0;
  for (const token of tokens) {
    if (token.script !== 'latin') continue;
    words += 1;
    latinTags(token.low, known).forEach((tags, index) => {
      if (tags.length > 0)
        counts[index]! += tags.includes('stop') ? 1 : tags.every((tag) => tag === 'noise') ? 0.3 : 0.7;
    });
  }
  for (const token of tokens) {
    if (/[ñ¿¡]|[áíóú]/.test(token.text)) counts[2]! += 0.7;
    if (/[çèêëîïûùàœ]/.test(token.text)) counts[1]! += 0.7;
  }
  const best = Math.max(...counts);
  if (words < 3 || best < 2) return hint && LATIN.includes(hint) && best > 0 ? [hint] : LATIN;
  return LATIN.filter((_, index) => counts[index]! >= best * 0.7);
}

function tagSentence(sentence: Sentence, known: Known, whole: readonly Lang[], hint?: Lang): void {
  const own = latinLangs(sentence.tokens, known, hint);
  sentence.langs = own.length === LATIN.length ? whole : own;
  const { tokens } = sentence;
  tokens.forEach((token) => {
    const tags = tagToken(token, sentence.langs, known);
    token.tags = token.tags.length > 0 ? [...token.tags, ...tags] : tags;
  });
  for (let at = 0; at < tokens.length; at += 1) {
    tagPhrases(sentence, at);
    if (YOUNG.test(tokens[at]!.low) && (tokens[at + 1]?.cap ?? 0) === 1)
      tokens[at]!.tags = [...tokens[at]!.tags, 'child'];
  }
}

function langsOf(token: Token, latin: readonly Lang[]): readonly Lang[] {
  if (token.script === 'latin') return latin;
  if (token.script === 'cyrillic') return ['ru'];
  if (token.script === 'arabic') return ['ar'];
  return token.script === 'han' ? ['zh'] : [];
}

function tagToken(token: Token, latin: readonly Lang[], known: Known): readonly string[] {
  let tags: readonly string[] = [];
  for (const lang of langsOf(token, latin)) {
    let found = token.script === 'latin' ? latinTags(token.low, known)[LATIN.indexOf(lang)]! : tagsOf(token.low, lang);
    if (found.length === 0 && lang === 'ar') found = arabicTags(token.low);
    if (found.length === 0 && token.script === 'latin' && token.low.includes('-'))
      found = tagsOf(token.low.slice(0, token.low.indexOf('-')), lang);
    if (found.length > 0) tags = tags.length === 0 ? found : [...tags, ...found];
  }
  return tags;
}

/** Arabic joins "and", "the", "in", "to", "as" to the word, and pronouns behind it. */
export function arabicForms(word: string): string[] {
  const forms: string[] = [];
  const add = (form: string) => {
    if (form.length >= 2 && !forms.includes(form)) forms.push(form);
  };
  const heads = [word];
  if (/^[وف]/.test(word) && word.length > 3) heads.push(word.slice(1));
  for (const head of heads.slice()) {
    if (head.startsWith('لل') && head.length > 4) heads.push(head.slice(2));
    else if (/^[بلك]/.test(head) && head.length > 3) heads.push(head.slice(1));
  }
  for (const head of heads) {
    add(head);
    if (head.startsWith('ال') && head.length > 4) add(head.slice(2));
  }
  return forms;
}

function arabicTags(word: string): readonly string[] {
  const forms = arabicForms(word);
  for (const form of forms) {
    const found = tagsOf(form, 'ar');
    if (found.length > 0) return found;
  }
  for (const form of forms) {
    for (const ending of ['هما', 'هم', 'ها', 'ات', 'ين', 'ون', 'ان', 'ه', 'ا', 'ي']) {
      if (form.length - ending.length < 3 || !form.endsWith(ending)) continue;
      const stem = form.slice(0, -ending.length);
      for (const tried of [stem, `${stem}ه`, stem.endsWith('ت') ? `${stem.slice(0, -1)}ه` : '']) {
        const found = tried
          ? tagsOf(tried, 'ar').filter(
              (tag) => !['child', 'feast', 'medical', 'relation', 'ageunit', 'naming'].includes(tag),
            )
          : [];
        if (found.length > 0) return found;
      }
    }
  }
  return [];
}

function tagPhrases(sentence: Sentence, at: number): void {
  const token = sentence.tokens[at]!;
  for (const lang of langsOf(token, sentence.langs)) {
    const heads = lang === 'ar' ? arabicForms(token.low) : [token.low];
    for (const head of heads) {
      for (const { words, tag } of candidates(head, lang)) {
        const end = phraseEnd(sentence.tokens, at, words, lang);
        if (end === 0) continue;
        for (let index = at; index < end; index += 1) {
          const inside = sentence.tokens[index]!;
          const kept = CLEARING.has(tag)
            ? inside.tags.filter(
                (known) => known !== 'child' && known !== 'children' && known !== 'custody' && known !== 'title',
              )
            : inside.tags;
          inside.tags = [...kept, tag];
        }
      }
    }
  }
}

function candidates(head: string, lang: Lang) {
  const exact = phrasesFrom(head, lang);
  if (lang !== 'ru') return exact;
  const stemmed = head.length > 5 ? phrasesFrom(head.slice(0, -2), lang) : [];
  return stemmed.length > 0 ? [...exact, ...stemmed.filter(({ words }) => words[0]!.endsWith('*'))] : exact;
}

function phraseEnd(tokens: readonly Token[], at: number, words: readonly string[], lang: Lang): number {
  let index = at + 1;
  for (let part = 1; part < words.length; part += 1) {
    while (tokens[index]?.tags.includes('elision') && tokens[index]!.low !== words[part]) index += 1;
    if (tokens[index]?.text === '-' && words[part] !== '-') index += 1;
    const token = tokens[index];
    if (!token) return 0;
    const wanted = words[part]!;
    const apostrophe = wanted.indexOf("'");
    const bare = apostrophe > 0 && apostrophe < 3 ? wanted.slice(apostrophe + 1) : wanted;
    const fits = bare.endsWith('*')
      ? token.low.startsWith(bare.slice(0, -1))
      : token.low === bare || token.low === wanted || (lang === 'ar' && arabicForms(token.low).includes(bare));
    if (!fits) return 0;
    index += 1;
  }
  return index;
}
