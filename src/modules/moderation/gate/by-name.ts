// Combinations that rest on a name or on initials: with an age, a school, a youth institution, kin.

import type { Features } from './features.ts';
import type { Span } from './model.ts';
import { first } from './subject.ts';
import type { Combination, Subject } from './subject.ts';

const gap = (one: Span, other: Span) => Math.max(0, Math.max(one.start, other.start) - Math.min(one.end, other.end));
/** An age right beside the name: "Ahmed, 15", "16yo Blessing", "Corentin Le Gallou, quinze ans". */
const ATTACHED = 14;
/** A word for a child this near the name most likely speaks of the same person. */
const BESIDE = 16;

/** Names with what stands beside them. */
export function byName(found: Features, subject: Subject, apart: boolean): Combination[] {
  const list: Combination[] = [];
  const { persons, one, bare, context } = subject;
  for (const person of persons) {
    for (const age of [...one, ...bare]) {
      const close = gap(person, age) <= ATTACHED;
      if (apart && !person.named && !close) {
        if (
          age.kind === 'one' &&
          person.level >= 1 &&
          age.start > person.end &&
          subject.has('pronoun') &&
          !context.general &&
          !context.event
        )
          list.push({ code: 'name_age', weight: 0.45, spans: [person, age] });
        continue;
      }
      if (age.kind === 'bare' && gap(person, age) > 6) continue;
      if (person.level < 1 && !close) continue;
      const weight = close
        ? person.level < 1
          ? 0.62
          : 0.85
        : person.level >= 2
          ? context.general
            ? 0.2
            : person.named || subject.child
              ? 0.7
              : 0.5
          : subject.justice && !context.general
            ? 0.4
            : 0.15;
      list.push({
        code: 'name_age',
        weight: context.programme && !close ? weight * 0.4 : context.programme ? weight * 0.5 : weight,
        spans: [person, age],
      });
    }
    if (found.births.length > 0 && person.level >= 1)
      list.push({ code: 'name_birth', weight: 0.96, spans: [person, found.births[0]!] });
    if (apart && !person.named) continue;
    const strong = person.level >= 2;
    const school = found.sites.find((site) => site.kind === 'school');
    if (subject.deed && subject.pupil && person.level >= 1 && !context.general)
      list.push({
        code: 'name_school_offence',
        weight: strong || school ? 0.75 : 0.45,
        spans: [person, ...(school ? [school] : []), ...first(found, 'offence')],
      });
    if (
      school &&
      subject.procedure &&
      !subject.deed &&
      person.level >= 1 &&
      !context.general &&
      !context.event &&
      !context.programme
    )
      list.push({ code: 'name_school_offence', weight: 0.45, spans: [person, school] });
    const cued = found.first.get('child');
    if (cued && subject.justice && person.level >= 1 && !context.general && !context.programme) {
      list.push({
        code: 'name_child',
        weight:
          strong && gap(person, cued) <= (person.end - person.start < 5 ? BESIDE / 3 : BESIDE)
            ? 0.65
            : strong
              ? 0.45
              : 0.4,
        spans: [person, cued],
      });
    }
    if (strong && cued && gap(person, cued) <= 3 && !context.general && !context.programme && !context.event)
      list.push({ code: 'name_child', weight: 0.45, spans: [person, cued] });
    if (
      strong &&
      subject.youth &&
      (subject.deed || found.tags.has('medical')) &&
      !context.general &&
      !context.programme
    )
      list.push({ code: 'name_youth', weight: 0.65, spans: [person, ...first(found, 'youth')] });
    if (strong && found.tags.has('medical') && subject.justice && !context.general && !context.programme)
      list.push({
        code: 'name_medical',
        weight: subject.youth || subject.child ? 0.75 : 0.45,
        spans: [person, ...first(found, 'medical')],
      });
  }
  for (const relation of found.relations) {
    const tied = relation.level >= 2;
    if (context.published || context.general) continue;
    if (subject.deed || subject.procedure)
      list.push({
        code: 'relation',
        weight: tied ? (subject.deed || subject.child ? 0.75 : 0.45) : subject.deed && subject.procedure ? 0.62 : 0.4,
        spans: [relation],
      });
  }
  for (const siblings of found.siblings) {
    const young = found.ages.some((age) => age.value < 18 && age.kind !== 'rule' && age.kind !== 'adult');
    if (young || subject.justice)
      list.push({ code: 'siblings', weight: young ? 0.8 : 0.62, spans: [siblings, ...found.ages.slice(0, 3)] });
  }
  return list;
}

/** Initials with age, place and date. */
export function byInitials(found: Features, subject: Subject): Combination[] {
  const { context } = subject;
  const aged = (initials: Span) => [...subject.one, ...subject.bare].some((age) => gap(initials, age) <= ATTACHED);
  if (context.signed || context.published || (context.cited && !found.initials.some(aged))) return [];
  return found.initials.slice(0, 3).flatMap((initials): Combination[] => {
    const where = found.sites.find((site) => site.kind !== 'big' && site.kind !== 'school');
    const day = found.dates.find((date) => date.level >= 0.7);
    const placed = where !== undefined || subject.youth || subject.has('town') || subject.has('village');
    if (subject.one.length + subject.bare.length > 0)
      return [{ code: 'initials_age', weight: 0.75, spans: [initials, ...subject.one.slice(0, 1)] }];
    if (found.births.length > 0) return [{ code: 'initials_birth', weight: 0.75, spans: [initials, found.births[0]!] }];
    if (subject.justice && (day || (placed && found.dates.length > 0)))
      return [
        {
          code: 'initials_place_date',
          weight: placed || subject.child ? 0.75 : subject.deed ? 0.65 : 0.45,
          spans: [initials, ...(where ? [where] : []), ...(day ? [day] : [])],
        },
      ];
    if (subject.justice && placed && (subject.child || subject.deed))
      return [
        {
          code: 'initials_place',
          weight: subject.child && subject.deed ? 0.65 : 0.45,
          spans: [initials, ...(where ? [where] : [])],
        },
      ];
    return subject.has('child') && subject.justice && initials.level >= 2
      ? [{ code: 'initials_child', weight: 0.5, spans: [initials] }]
      : [];
  });
}
