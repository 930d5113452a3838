// Combinations without a name: a small place, a school, a cell, a nickname, the only one, a file, a row.

import type { Features } from './features.ts';
import { first } from './subject.ts';
import type { Combination, Subject } from './subject.ts';

/** Places and schools with an age and a deed. */
export function byPlace(found: Features, subject: Subject, apart: boolean): Combination[] {
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
    list.push({
      code: 'place_age',
      weight: weight * damp,
      spans: [place, ...one.slice(0, 1), ...first(found, 'child')],
    });
  } else if (place && one.length > 0)
    list.push({ code: 'place_age', weight: (village ? 0.45 : 0.37) * damp, spans: [place, one[0]!] });
  const few = found.ages.filter((age) => age.kind === 'group');
  if (place && few.length > 0 && few.length <= 3 && subject.deed && subject.procedure && day && !context.counted)
    list.push({ code: 'place_age', weight: 0.5 * damp, spans: [place, few[0]!] });
  if (school && one.length > 0 && found.classes.length > 0 && subject.has('pupil') && !apart)
    list.push({ code: 'school_age_offence', weight: 0.45 * damp, spans: [school, one[0]!, found.classes[0]!] });
  if (school && (subject.deed || subject.procedure) && !apart) {
    const aged = one.length > 0 || found.ages.some((age) => age.kind === 'bare' && subject.has('pupil'));
    const grade = found.classes.length > 0;
    if (aged || grade)
      list.push({
        code: 'school_age_offence',
        weight: (aged && grade ? 0.85 : subject.deed ? 0.75 : 0.62) * damp,
        spans: [school, ...one.slice(0, 1), ...found.classes.slice(0, 1)],
      });
    else if (subject.deed && !context.general)
      list.push({ code: 'school_offence', weight: (single ? 0.45 : 0.4) * damp, spans: [school] });
  }
  if (!school && place && found.classes.length > 0 && subject.deed && subject.pupil && !apart)
    list.push({ code: 'school_age_offence', weight: 0.62 * damp, spans: [place, found.classes[0]!] });
  return list;
}

/** An age with this much beside it (deed, place, day, kin, class, cell) is shown to the author. */
const DETAILED = 1.5;

/** What singles out by itself. */
export function bySingling(found: Features, subject: Subject, apart: boolean): Combination[] {
  const list: Combination[] = [];
  const { context, one } = subject;
  for (const nickname of found.nicknames) {
    const sure = nickname.level >= 2;
    const local =
      found.sites.some((site) => site.kind === 'village' || site.kind === 'place') ||
      subject.has('area') ||
      subject.has('village');
    const aged = one.length > 0 || subject.bare.length > 0;
    if (context.programme) continue;
    if (aged || (local && subject.justice))
      list.push({
        code: 'nickname',
        weight: aged && (local || subject.justice) ? 0.75 : sure ? 0.62 : 0.45,
        spans: [nickname, ...one.slice(0, 1)],
      });
  }
  const held = subject.has('facility') || subject.youth || subject.procedure;
  for (const cell of found.cells)
    if (one.length > 0 && held && !context.job && !context.event)
      list.push({ code: 'cell_age', weight: 0.75, spans: [cell, ...one.slice(0, 1)] });
  for (const only of found.onlies) {
    const aged = one.length > 0 || subject.bare.length > 0;
    const somewhere = found.sites.length > 0 || found.cells.length > 0;
    if (aged || (subject.child && somewhere))
      list.push({
        code: 'only_one',
        weight: aged && (somewhere || subject.deed) ? 0.75 : 0.4,
        spans: [only, ...one.slice(0, 1)],
      });
  }
  if (one.length > 0 && !apart && !context.general && !context.counted && !context.cited && !context.past) {
    const site = found.sites.some((known) => known.kind !== 'big');
    const day = Math.max(0, ...found.dates.map((date) => date.level));
    const known = [
      subject.deed ? 1 : 0,
      site ? 1 : 0,
      day,
      found.relations.length > 0 ? 1 : subject.has('relation') ? 0.5 : 0,
      found.classes.length > 0 ? 1 : 0,
      found.cells.length > 0 ? 1 : 0,
      subject.has('medical') || subject.has('family') ? 0.5 : 0,
      subject.procedure ? 0.5 : 0,
      found.persons.length > 0 ? 0.5 : 0,
    ];
    if (known.reduce((sum, value) => sum + value, 0) >= DETAILED)
      list.push({ code: 'child_detail', weight: 0.4, spans: [one[0]!] });
  }
  for (const file of found.files)
    list.push({ code: 'file_name', weight: file.level >= 2 ? 0.75 : 0.45, spans: [file] });
  for (const row of found.rows)
    if (!context.book) list.push({ code: 'table_row', weight: row.level >= 2 ? 0.75 : 0.5, spans: [row] });
  return list;
}
