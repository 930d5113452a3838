// Weak combinations: not enough to hold a text, enough to show the author what may give a child away.

import type { Features } from './features.ts';
import type { Span } from './model.ts';
import { first } from './subject.ts';
import type { Combination, Subject } from './subject.ts';

/** All of them weigh the same: the author is asked. */
const HINT = 0.42;

/** Hints of a sentence, or of two neighbours when `apart` is true. */
export function byHint(found: Features, subject: Subject, apart: boolean): Combination[] {
  const { context } = subject;
  if (
    context.general ||
    context.cited ||
    context.past ||
    context.published ||
    context.event ||
    context.programme ||
    context.job
  )
    return [];
  return apart ? namesApart(found, subject) : [...names(found, subject), ...others(found, subject)];
}

function hint(code: string, ...spans: readonly (Span | undefined)[]): Combination {
  return { code, weight: HINT, spans: spans.filter((span) => span !== undefined) };
}

/** A name in one sentence, the child and the law in the next. */
function namesApart(found: Features, subject: Subject): Combination[] {
  const person = subject.persons.find(({ level }) => level >= 2);
  const about = subject.has('child') || subject.one.length > 0 || subject.has('pupil');
  return person && about && subject.justice && subject.has('pronoun') ? [hint('name_child', person)] : [];
}

function names(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const youth = subject.has('child') || subject.pupil || subject.youth || subject.one.length > 0;
  for (const person of subject.persons) {
    if (person.level < 2) continue;
    const single = found.persons.length > 0 && person.e - person.s === 1;
    if (youth && (subject.justice || subject.has('child') || subject.one.length > 0 || found.classes.length > 0))
      list.push(hint('name_child', person, ...first(found, 'child')));
    else if (
      (single && subject.justice) ||
      (subject.deed &&
        (subject.procedure ||
          found.dates.length > 0 ||
          found.sites.some(({ kind }) => kind === 'place' || kind === 'village')))
    )
      list.push(hint('name_offence', person, ...first(found, 'offence')));
    if (subject.has('medical')) list.push(hint('name_medical', person, ...first(found, 'medical')));
    if (found.births.length > 0) list.push(hint('birth_date', person, found.births[0]));
  }
  if (!subject.context.signed) {
    for (const initials of found.initials)
      if (initials.level >= 2 && (subject.justice || subject.has('medical') || youth))
        list.push(hint('initials_child', initials));
  }
  for (const relation of found.relations)
    if (relation.level >= 2 && (subject.justice || youth)) list.push(hint('relation', relation));
  for (const siblings of found.siblings) list.push(hint('siblings', siblings));
  return list;
}

function others(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context } = subject;
  const one = subject.has('child') || subject.has('pupil') || subject.one.length > 0;
  const near = one || subject.has('family') || subject.has('relation') || subject.has('pronoun');
  const counted = context.counted || subject.has('children');
  const village = found.sites.find((site) => site.kind === 'village');
  const place = village ?? found.sites.find((site) => site.kind === 'place');
  const school = found.sites.find((site) => site.kind === 'school');
  const day = found.dates.some((date) => date.level >= 0.7);
  if (!context.office) {
    for (const span of [...found.emails, ...found.handles]) if (near || subject.justice) list.push(hint('email', span));
    for (const span of found.phones) if (near) list.push(hint('phone', span));
    for (const span of found.addresses)
      if (span.level >= 2 && (one || subject.has('family') || (subject.has('home') && (subject.justice || near))))
        list.push(hint('address', span));
  }
  for (const span of found.cases) if (subject.justice && subject.deed) list.push(hint('case_number', span));
  for (const span of found.births) if (span.level >= 2) list.push(hint('birth_date', span));
  for (const span of found.nicknames)
    if (span.level >= 2 && (subject.justice || one)) list.push(hint('nickname', span));
  for (const span of found.cells)
    if (subject.has('child') || subject.one.length > 0 || found.onlies.length > 0) list.push(hint('cell_age', span));
  for (const span of found.onlies) if (one && (subject.justice || subject.pupil)) list.push(hint('only_one', span));
  if (counted) return list;
  if (place && one && (subject.deed || day) && (village || subject.justice)) list.push(hint('place_age', place));
  if (school && (one || found.classes.length > 0) && subject.justice) list.push(hint('school_offence', school));
  if (!school && found.classes.length > 0 && one && subject.justice)
    list.push(hint('school_offence', found.classes[0]));
  if (
    subject.has('medical') &&
    subject.has('child') &&
    (found.sites.length > 0 || found.cells.length > 0 || subject.one.length > 0) &&
    subject.justice
  )
    list.push(hint('child_detail', ...first(found, 'medical')));
  return list;
}
