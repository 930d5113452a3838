// Turns a card into the words of the index: stems with their positions, title words, whole titles and facet marks.

import type { Card } from '#kernel/card.ts';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { foldLine, stemmerOf, wordsOf } from './words.ts';
import type { Stemmer, Word } from './words.ts';

/** Words of one field that are indexed; what stands behind is not searched. */
export const MAX_FIELD_WORDS = 5_000;
const LAST_POSITION = 16_000;
/** Words apart, so that no phrase runs from one field into the next. */
const GAP = 50;

type Field = { lang: Lang; weight: 'A' | 'B' | 'D'; words: Word[] };
type Texts = Pick<Card, 'titles' | 'summaries' | 'body'>;

/** A card's texts cut into words, with the distinct words that have a stem. */
export type ReadTexts = { fields: Field[]; terms: Map<string, { word: string; stemmer: Stemmer }> };

/** Stem by term key; null for words too common to be searched. */
export type Stems = ReadonlyMap<string, string | null>;

/** The key of a word under one stemmer. */
export function termKey(word: string, stemmer: Stemmer): string {
  return `${stemmer}:${word}`;
}

/** Cuts the texts of a card into words. */
export function readTexts(card: Texts): ReadTexts {
  const fields: Field[] = [];
  const terms: ReadTexts['terms'] = new Map();
  for (const [texts, weight] of [
    [card.titles, 'A'],
    [card.summaries, 'B'],
    [card.body ?? {}, 'D'],
  ] as const) {
    for (const lang of LANGS) {
      const text = texts[lang];
      if (!text) continue;
      const words = wordsOf(text, MAX_FIELD_WORDS);
      fields.push({ lang, weight, words });
      for (const { word, han } of words) {
        if (han) continue;
        const stemmer = stemmerOf(word, lang);
        terms.set(termKey(word, stemmer), { word, stemmer });
      }
    }
  }
  return { fields, terms };
}

/** Facet marks of a card: `#p:ESP` and the like, which the index holds beside the words. */
export function facetMarks(
  card: Pick<Card, 'ref' | 'themes' | 'disciplines' | 'provisions' | 'year' | 'titles'>,
  places: readonly string[],
): string[] {
  const instruments = new Set(card.provisions.map((id) => id.split(':')[0]!));
  return [
    mark('all'),
    mark('kind', card.ref.kind),
    ...places.map((code) => mark('place', code)),
    ...card.themes.map((id) => mark('theme', id)),
    ...card.disciplines.map((id) => mark('discipline', id)),
    ...langsOf(card).map((lang) => mark('lang', lang)),
    ...(card.year === null ? [] : [mark('year', String(card.year))]),
    ...new Set([...card.provisions, ...instruments].map((id) => mark('provision', id))),
  ];
}

/** The mark of one facet value as it stands in the index. */
export function mark(
  name: 'all' | 'kind' | 'place' | 'theme' | 'discipline' | 'lang' | 'year' | 'provision',
  value = '',
): string {
  return `#${name}:${value.slice(0, 200)}`;
}

/** Languages a card can be read in. */
export function langsOf(card: Pick<Card, 'titles'>): Lang[] {
  return LANGS.filter((lang) => card.titles[lang]);
}

/** The card as the text form of a tsvector. */
export function vectorOf(texts: ReadTexts, titles: Card['titles'], stems: Stems, marks: readonly string[]): string {
  const places = new Map<string, string[]>();
  const plain = new Set<string>(marks);
  let start = 1;
  for (const { lang, weight, words } of texts.fields) {
    let last = 0;
    for (const { word, at, han } of words) {
      const lexeme = han ? word : stems.get(termKey(word, stemmerOf(word, lang)));
      last = at;
      if (lexeme === null || lexeme === undefined) continue;
      if (weight === 'A') plain.add(`=${lexeme}`);
      const position = `${Math.min(start + at, LAST_POSITION)}${weight === 'D' ? '' : weight}`;
      const known = places.get(lexeme);
      if (!known) places.set(lexeme, [position]);
      else if (known.length < 40) known.push(position);
    }
    start += last + GAP;
  }
  for (const lang of LANGS) {
    const title = titles[lang];
    if (title) plain.add(`==${foldLine(title)}`);
  }
  const out: string[] = [];
  for (const lexeme of plain) out.push(quoteLexeme(lexeme));
  for (const [lexeme, positions] of places) out.push(`${quoteLexeme(lexeme)}:${positions.join(',')}`);
  return out.join(' ');
}

/** A lexeme as tsvector and tsquery read it. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll('\0', '').replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
