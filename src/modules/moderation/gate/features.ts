// Everything the detectors say about one sentence, gathered for the rules of co-occurrence.

import { tagsOf } from './lexicon.ts';
import type { Age, Person, Sentence, Site, Span, Token } from './model.ts';
import { addressesOf } from './detect/addresses.ts';
import { agesOf } from './detect/ages.ts';
import { arabicOf } from './detect/arabic.ts';
import { capitalsOf } from './detect/capitals.ts';
import { chineseOf } from './detect/chinese.ts';
import { coordinatesOf, emailsOf, handlesOf, phonesOf } from './detect/contacts.ts';
import { birthsOf, datesOf } from './detect/dates.ts';
import { casesOf, idsOf } from './detect/identifiers.ts';
import { initialsOf } from './detect/initials.ts';
import { relationsOf } from './detect/relations.ts';
import { rowsOf } from './detect/rows.ts';
import { cellsOf, classesOf, filesOf, nicknamesOf, onlyOf, siblingsOf } from './detect/singling.ts';

/** What stands in a sentence, or in neighbouring ones taken together. */
export type Features = {
  line: number;
  persons: Person[];
  ages: Age[];
  sites: Site[];
  dates: Span[];
  births: Span[];
  initials: Span[];
  cases: Span[];
  ids: Span[];
  emails: Span[];
  handles: Span[];
  phones: Span[];
  coordinates: Span[];
  addresses: Span[];
  relations: Span[];
  siblings: Span[];
  nicknames: Span[];
  onlies: Span[];
  cells: Span[];
  classes: Span[];
  files: Span[];
  rows: Span[];
  /** How often each tag of the word lists occurs. */
  tags: Map<string, number>;
  /** Where each tag first occurs. */
  first: Map<string, Span>;
};

/** Gathers the findings of one sentence. */
export function featuresOf(sentence: Sentence, thisYear: number): Features {
  const capitals = capitalsOf(sentence);
  const arabic = sentence.tokens.some((token) => token.script === 'arabic') ? arabicOf(sentence) : NOTHING;
  const chinese = sentence.tokens.some((token) => token.script === 'han') ? chineseOf(sentence) : NOTHING;
  const initials = initialsOf(sentence, chinese.persons);
  const persons = [...capitals.persons, ...arabic.persons, ...chinese.persons].filter(
    (person) => person.level > 0 && !initials.some((known) => known.start <= person.start && known.end >= person.end),
  );
  const sites = [...capitals.sites, ...arabic.sites, ...chinese.sites];
  const dates = datesOf(sentence);
  const { tags, first } = countTags(sentence.tokens);
  return {
    line: sentence.line,
    persons,
    sites,
    dates,
    initials,
    tags,
    first,
    ages: agesOf(sentence),
    births: birthsOf(sentence, dates, thisYear),
    cases: casesOf(sentence),
    ids: idsOf(sentence),
    emails: emailsOf(sentence),
    handles: handlesOf(sentence),
    phones: phonesOf(sentence),
    coordinates: coordinatesOf(sentence),
    addresses: addressesOf(sentence, sites),
    relations: relationsOf(sentence, persons),
    siblings: siblingsOf(sentence, persons),
    nicknames: nicknamesOf(sentence),
    onlies: onlyOf(sentence),
    cells: cellsOf(sentence),
    classes: classesOf(sentence),
    files: filesOf(sentence, anyTags),
    rows: rowsOf(sentence),
  };
}

const NOTHING: { persons: Person[]; sites: Site[] } = { persons: [], sites: [] };

function anyTags(word: string): readonly string[] {
  return (['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const).flatMap((lang) => tagsOf(word, lang));
}

function countTags(tokens: readonly Token[]): Pick<Features, 'tags' | 'first'> {
  const tags = new Map<string, number>();
  const first = new Map<string, Span>();
  for (const [at, token] of tokens.entries()) {
    if (
      /^(?:v|vs|c|против|诉)$/.test(token.low) &&
      (token.script === 'han' || (tokens[at - 1]?.cap ?? 0) > 0 || tokens[at - 1]?.text === '.') &&
      (token.script !== 'latin' || tokens[at + 1]?.text === '.' || token.low === 'vs')
    )
      tags.set('versus', 1);
    if (token.script === 'number' && /^1[0-8]\d\d$|^19[0-7]\d$/.test(token.text)) tags.set('past-year', 1);
    for (const tag of token.tags) {
      tags.set(tag, (tags.get(tag) ?? 0) + 1);
      if (!first.has(tag)) first.set(tag, { start: token.start, end: token.end, level: 1 });
    }
  }
  return { tags, first };
}

/** The findings of two neighbouring sentences as one. */
export function joined(one: Features, other: Features): Features {
  const both = { line: one.line } as Features;
  for (const key of Object.keys(one) as (keyof Features)[]) {
    const [left, right] = [one[key], other[key]];
    if (Array.isArray(left) && Array.isArray(right)) Object.assign(both, { [key]: [...left, ...right] });
  }
  both.tags = new Map(one.tags);
  for (const [tag, count] of other.tags) both.tags.set(tag, (both.tags.get(tag) ?? 0) + count);
  both.first = new Map([...other.first, ...one.first]);
  return both;
}
