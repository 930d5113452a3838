// What a sentence is about as the rules of co-occurrence ask it, and what a combination is.

import { contextOf } from './contexts.ts';
import type { Context } from './contexts.ts';
import type { Features } from './features.ts';
import type { Age, Person, Span } from './model.ts';

/** A combination that was found, with the pieces it rests on. */
export type Combination = { code: string; weight: number; spans: readonly Span[] };

/** Answers to the questions the rules share. */
export type Subject = {
  one: Age[];
  bare: Age[];
  child: boolean;
  youth: boolean;
  deed: boolean;
  procedure: boolean;
  justice: boolean;
  pupil: boolean;
  persons: Person[];
  context: Context;
  has(tag: string): boolean;
};

/** Reads them from the findings. */
export function subjectOf(found: Features): Subject {
  const has = (tag: string) => found.tags.has(tag);
  const context = contextOf(found);
  const one = found.ages.filter((age) => age.kind === 'one');
  const deed = has('offence');
  const procedure = has('custody');
  return {
    one,
    bare: found.ages.filter((age) => age.kind === 'bare'),
    child: has('child') || has('pupil') || one.length > 0,
    youth: has('youth'),
    pupil:
      has('pupil') || has('school') || found.sites.some((site) => site.kind === 'school') || found.classes.length > 0,
    deed,
    procedure,
    justice: deed || procedure || has('youth'),
    persons: found.persons.filter(
      (person) => person.role === 'open' && !context.published && !context.cited && !context.past,
    ),
    context,
    has,
  };
}

/** The first word with this tag, for marks. */
export function first(found: Features, tag: string): Span[] {
  const span = found.first.get(tag);
  return span ? [span] : [];
}
