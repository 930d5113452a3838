// What kind of sentence it is: a rule, a count, a citation, fiction, an office, an event; such sentences weigh findings differently.

import type { Features } from './features.ts';

/** Contexts that lower or lift what is found. */
export type Context = {
  fiction: boolean;
  /** A judgment, or a document, that names its parties in print. */
  cited: boolean;
  /** Names in it are those of works. */
  published: boolean;
  book: boolean;
  /** Speaks of anyone, not of someone. */
  general: boolean;
  counted: boolean;
  signed: boolean;
  office: boolean;
  event: boolean;
  programme: boolean;
  job: boolean;
  /** Says that the name is not the real one. */
  changed: boolean;
  /** Long ago. */
  past: boolean;
};

/** Reads the context of a sentence from its tags. */
export function contextOf({ tags, ages, dates, cases }: Features): Context {
  const count = (tag: string) => tags.get(tag) ?? 0;
  const law = count('law');
  const one = ages.some((age) => age.kind === 'one' || age.kind === 'bare');
  const cited =
    (count('versus') >= 1 && count('custody') < 3) ||
    count('caselaw') >= 2 ||
    (count('caselaw') >= 1 && law + cases.length + dates.length > 0 && count('child') === 0) ||
    (count('caselaw') >= 1 && !one && count('offence') === 0);
  const author = count('author');
  const office = count('office') + count('helpline');
  return {
    fiction: (count('fiction') >= 1 && count('changed') === 0) || count('story') >= 2,
    cited,
    published: author >= 3 && !one,
    book: author >= 2 && count('child') === 0 && !one,
    general:
      (count('rule') >= 1 &&
        (law > 0 || count('child') + count('children') > 0) &&
        count('custody') + count('offence') < 3) ||
      count('generic') >= 1 ||
      (law >= 2 && !one),
    counted: count('stat') >= 2 || (count('stat') >= 1 && count('children') >= 1),
    signed: count('sign') >= 1,
    office:
      office >= 2 ||
      (office >= 1 &&
        count('relation') + count('family') === 0 &&
        !one &&
        count('pronoun') === 0 &&
        count('child') === 0),
    event: count('event') >= 1 && count('offence') === 0 && !one,
    programme: count('programme') >= 1 && count('custody') === 0,
    job: count('job') >= 1,
    changed: count('changed') >= 1,
    past: count('past-year') >= 1,
  };
}
