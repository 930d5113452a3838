// The rules of co-occurrence: which findings together can single out a child, and how much that weighs.

import type { Features } from './features.ts';
import type { Age, Person, Span } from './model.ts';
import { contextOf } from './contexts.ts';
import type { Context } from './contexts.ts';

/** A combination that was found, with the pieces it rests on. */
export type Combination = { code: string; weight: number; spans: readonly Span[] };

/** Below it the text passes. */
export const ASK = 0.35;
export const HOLD = 0.6;
export const BLOCK = 0.95;

type Subject = { one: Age[]; bare: Age[]; child: boolean; youth: boolean; deed: boolean; procedure: boolean; justice: boolean; pupil: boolean; persons: Person[]; context: Context; has(tag: string): boolean };

/** Combinations within one sentence, or within neighbours taken together when `apart` is true. */
export function combinationsOf(found: Features, apart = false): Combination[] {
  const subject = subjectOf(found);
  if (subject.context.fiction && found.ids.length === 0 && found.emails.length === 0) return [];
  const list = [...byName(found, subject, apart), ...byInitials(found, subject), ...byNumber(found, subject), ...byContact(found, subject), ...byPlace(found, subject, apart), ...bySingling(found, subject)];
  const damped = subject.context.changed ? list.map((item) => (item.code.startsWith('name_') ? { ...item, weight: Math.min(item.weight, 0.5) } : item)) : list;
  return apart ? damped.map((item) => ({ ...item, weight: item.weight * 0.9 })) : damped;
}

function subjectOf(found: Features): Subject {
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
    pupil: has('pupil') || has('school') || found.classes.length > 0,
    deed,
    procedure,
    justice: deed || procedure || has('youth'),
    persons: found.persons.filter((person) => person.role === 'open' && !context.published && !context.cited && !context.past),
    context,
    has,
  };
}

const gap = (one: Span, other: Span) => Math.max(0, Math.max(one.start, other.start) - Math.min(one.end, other.end));
/** An age right beside the name: "Ahmed, 15", "16yo Blessing", "Corentin Le Gallou, quinze ans". */
const ATTACHED = 14;

function byName(found: Features, subject: Subject, apart: boolean): Combination[] {
  const list: Combination[] = [];
  const { persons, one, bare, context } = subject;
  for (const person of persons) {
    for (const age of [...one, ...bare]) {
      const close = gap(person, age) <= ATTACHED;
      if (apart && !person.named && !close) continue;
      if (age.kind === 'bare' && gap(person, age) > 6) continue;
      if (person.level < 1 && !close) continue;
      const weight = close ? (person.level < 1 ? 0.62 : 0.85) : person.level >= 2 ? (context.general ? 0.2 : person.named || subject.child ? 0.7 : 0.5) : subject.justice && !context.general ? 0.4 : 0.15;
      list.push({ code: 'name_age', weight: context.programme && !close ? weight * 0.4 : context.programme ? weight * 0.5 : weight, spans: [person, age] });
    }
    if (found.births.length > 0 && person.level >= 1) list.push({ code: 'name_birth', weight: 0.96, spans: [person, found.births[0]!] });
    if (apart && !person.named) continue;
    const strong = person.level >= 2;
    const school = found.sites.find((site) => site.kind === 'school');
    if (subject.deed && subject.pupil && person.level >= 1 && !context.general) list.push({ code: 'name_school_offence', weight: strong || school ? 0.75 : 0.45, spans: [person, ...(school ? [school] : []), ...first(found, 'offence')] });
    if (found.tags.has('child') && subject.justice && person.level >= 1 && !context.general && !context.programme) {
      list.push({ code: 'name_child', weight: strong ? 0.65 : 0.4, spans: [person, ...first(found, 'child')] });
    }
    const cued = found.first.get('child');
    if (strong && cued && gap(person, cued) <= 3 && !context.general && !context.programme && !context.event) list.push({ code: 'name_child', weight: 0.45, spans: [person, cued] });
    if (strong && subject.youth && (subject.deed || found.tags.has('medical')) && !context.general && !context.programme) list.push({ code: 'name_youth', weight: 0.65, spans: [person, ...first(found, 'youth')] });
    if (strong && found.tags.has('medical') && subject.justice && !context.general && !context.programme) list.push({ code: 'name_medical', weight: subject.youth || subject.child ? 0.75 : 0.45, spans: [person, ...first(found, 'medical')] });
  }
  for (const relation of found.relations) {
    const tied = relation.level >= 2;
    if (context.published || context.general) continue;
    if (subject.deed || subject.procedure) list.push({ code: 'relation', weight: tied ? (subject.deed || subject.child ? 0.75 : 0.45) : subject.deed && subject.procedure ? 0.62 : 0.4, spans: [relation] });
  }
  for (const siblings of found.siblings) {
    const young = found.ages.some((age) => age.value < 18 && age.kind !== 'rule' && age.kind !== 'adult');
    if (young || subject.justice) list.push({ code: 'siblings', weight: young ? 0.8 : 0.62, spans: [siblings, ...found.ages.slice(0, 3)] });
  }
  return list;
}

function byInitials(found: Features, subject: Subject): Combination[] {
  const { context } = subject;
  if (context.signed || context.published || context.cited) return [];
  return found.initials.slice(0, 3).flatMap((initials): Combination[] => {
    const where = found.sites.find((site) => site.kind !== 'big' && site.kind !== 'school');
    const day = found.dates.find((date) => date.level >= 0.7);
    const placed = where !== undefined || subject.youth || subject.has('town') || subject.has('village');
    if (subject.one.length + subject.bare.length > 0) return [{ code: 'initials_age', weight: 0.75, spans: [initials, ...subject.one.slice(0, 1)] }];
    if (found.births.length > 0) return [{ code: 'initials_birth', weight: 0.75, spans: [initials, found.births[0]!] }];
    if (subject.justice && (day || (placed && found.dates.length > 0))) return [{ code: 'initials_place_date', weight: placed || subject.child ? 0.75 : subject.deed ? 0.65 : 0.45, spans: [initials, ...(where ? [where] : []), ...(day ? [day] : [])] }];
    if (subject.justice && placed && (subject.child || subject.deed)) return [{ code: 'initials_place', weight: subject.child && subject.deed ? 0.65 : 0.45, spans: [initials, ...(where ? [where] : [])] }];
    return subject.has('child') && subject.justice && initials.level >= 2 ? [{ code: 'initials_child', weight: 0.5, spans: [initials] }] : [];
  });
}

function byNumber(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context } = subject;
  const about = subject.child || subject.youth || subject.has('relation');
  if (!context.cited && !context.job) {
    for (const number of found.cases) if (about || (subject.deed && subject.procedure)) list.push({ code: 'case_number', weight: about ? (context.published ? 0.3 : 0.75) : 0.4, spans: [number] });
  }
  for (const id of found.ids) {
    const sure = id.level >= 2;
    if (context.book) continue;
    if (about || subject.justice) list.push({ code: 'national_id', weight: sure && about ? 0.96 : sure || about ? 0.65 : 0.4, spans: [id] });
    else if (sure) list.push({ code: 'national_id', weight: 0.62, spans: [id] });
  }
  for (const birth of found.births) {
    if (context.published || context.general) continue;
    if (subject.child || subject.procedure || subject.youth) list.push({ code: 'birth_date', weight: birth.level >= 2 ? 0.7 : 0.5, spans: [birth] });
  }
  return list;
}

function byContact(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context } = subject;
  const one = subject.has('child') || subject.has('pupil') || subject.has('relation') || subject.one.length > 0;
  const about = one || ((subject.has('pronoun') || subject.youth) && (subject.justice || subject.pupil));
  const held = (one || subject.youth || subject.procedure) && !context.general;
  if (!context.office && about) {
    for (const phone of found.phones) list.push({ code: 'phone', weight: one && held ? 0.75 : 0.5, spans: [phone] });
    for (const email of found.emails) list.push({ code: 'email', weight: held ? 0.75 : 0.5, spans: [email] });
  }
  if (about) for (const handle of found.handles) list.push({ code: 'handle', weight: held ? 0.75 : 0.5, spans: [handle] });
  for (const point of found.coordinates) list.push({ code: 'coordinates', weight: one ? 0.96 : subject.has('home') && subject.justice ? 0.75 : context.office || context.event || subject.has('org') ? 0.2 : 0.4, spans: [point] });
  for (const address of found.addresses) {
    if (address.level < 2 || context.office || context.event) continue;
    const home = subject.has('home') || subject.has('family') || subject.justice;
    if (one && home) list.push({ code: 'address', weight: subject.justice ? 0.8 : 0.5, spans: [address] });
    else if (subject.has('home') && subject.justice && (subject.has('pronoun') || subject.youth)) list.push({ code: 'address', weight: 0.5, spans: [address] });
  }
  return list;
}

function byPlace(found: Features, subject: Subject, apart: boolean): Combination[] {
  const { context, one } = subject;
  if (context.general && !subject.deed) return [];
  const list: Combination[] = [];
  const village = found.sites.find((site) => site.kind === 'village');
  const place = village ?? found.sites.find((site) => site.kind === 'place');
  const school = found.sites.find((site) => site.kind === 'school');
  const day = found.dates.some((date) => date.level >= 0.7);
  const some = found.dates.length > 0;
  const single = one.length > 0 || (subject.has('child') && !context.general);
  const damp = context.event || context.counted || context.programme ? 0.4 : 1;
  if (place && single && subject.justice) {
    const base = one.length > 0 ? (village ? 0.62 : 0.45) : village ? 0.42 : 0.2;
    const weight = base + (subject.deed ? 0.1 : 0) + (day ? 0.15 : some ? 0.06 : 0);
    list.push({ code: 'place_age', weight: weight * damp, spans: [place, ...one.slice(0, 1), ...first(found, 'child')] });
  } else if (place && one.length > 0) list.push({ code: 'place_age', weight: (village ? 0.45 : 0.37) * damp, spans: [place, one[0]!] });
  const few = found.ages.filter((age) => age.kind === 'group');
  if (place && few.length > 0 && few.length <= 3 && subject.deed && subject.procedure && day && !context.counted) list.push({ code: 'place_age', weight: 0.5 * damp, spans: [place, few[0]!] });
  if (school && (subject.deed || subject.procedure) && !apart) {
    const aged = one.length > 0 || found.ages.some((age) => age.kind === 'bare' && subject.has('pupil'));
    const grade = found.classes.length > 0;
    if (aged || grade) list.push({ code: 'school_age_offence', weight: (aged && grade ? 0.85 : subject.deed ? 0.75 : 0.62) * damp, spans: [school, ...one.slice(0, 1), ...found.classes.slice(0, 1)] });
    else if (single && subject.deed) list.push({ code: 'school_offence', weight: 0.42 * damp, spans: [school] });
  }
  return list;
}

function bySingling(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context, one } = subject;
  for (const nickname of found.nicknames) {
    const sure = nickname.level >= 2;
    const local = found.sites.some((site) => site.kind === 'village' || site.kind === 'place') || subject.has('area') || subject.has('village');
    const aged = one.length > 0 || subject.bare.length > 0;
    if (context.programme) continue;
    if (aged || (local && subject.justice)) list.push({ code: 'nickname', weight: aged && (local || subject.justice) ? 0.75 : sure ? 0.62 : 0.45, spans: [nickname, ...one.slice(0, 1)] });
  }
  const held = subject.has('facility') || subject.youth || subject.procedure;
  for (const cell of found.cells) if (one.length > 0 && held && !context.job && !context.event) list.push({ code: 'cell_age', weight: 0.75, spans: [cell, ...one.slice(0, 1)] });
  for (const only of found.onlies) {
    const aged = one.length > 0 || subject.bare.length > 0;
    const somewhere = found.sites.length > 0 || found.cells.length > 0;
    if (aged || (subject.child && somewhere)) list.push({ code: 'only_one', weight: aged && (somewhere || subject.deed) ? 0.75 : 0.4, spans: [only, ...one.slice(0, 1)] });
  }
  for (const file of found.files) list.push({ code: 'file_name', weight: file.level >= 2 ? 0.75 : 0.45, spans: [file] });
  for (const row of found.rows) if (!context.book) list.push({ code: 'table_row', weight: row.level >= 2 ? 0.75 : 0.5, spans: [row] });
  return list;
}

function first(found: Features, tag: string): Span[] {
  const span = found.first.get(tag);
  return span ? [span] : [];
}
