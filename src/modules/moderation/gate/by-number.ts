// Combinations that rest on a number or an address: dockets, papers, births, telephones, mail, coordinates, homes.

import type { Features } from './features.ts';
import type { Combination, Subject } from './subject.ts';

/** Case files, identity papers and dates of birth of a child. */
export function byNumber(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context } = subject;
  const about = subject.child || subject.youth || subject.has('relation');
  if (!context.cited && !context.job) {
    for (const number of found.cases)
      if (about || (subject.deed && subject.procedure))
        list.push({ code: 'case_number', weight: about ? (context.published ? 0.3 : 0.75) : 0.4, spans: [number] });
  }
  for (const id of found.ids) {
    const sure = id.level >= 2;
    if (context.book) continue;
    if (about || subject.justice)
      list.push({ code: 'national_id', weight: sure && about ? 0.96 : sure || about ? 0.65 : 0.4, spans: [id] });
    else if (sure) list.push({ code: 'national_id', weight: 0.62, spans: [id] });
  }
  for (const birth of found.births) {
    if (context.published || context.general) continue;
    if (subject.child || subject.procedure || subject.youth)
      list.push({ code: 'birth_date', weight: birth.level >= 2 ? 0.7 : 0.5, spans: [birth] });
  }
  return list;
}

/** Ways to reach or find a child. */
export function byContact(found: Features, subject: Subject): Combination[] {
  const list: Combination[] = [];
  const { context } = subject;
  const one = subject.has('child') || subject.has('pupil') || subject.has('relation') || subject.one.length > 0;
  const about =
    one ||
    (subject.has('family') && !context.general) ||
    ((subject.has('pronoun') || subject.youth) && (subject.justice || subject.pupil));
  const held = (one || subject.youth || subject.procedure) && !context.general;
  if (!context.office && about) {
    for (const phone of found.phones) list.push({ code: 'phone', weight: one && held ? 0.75 : 0.5, spans: [phone] });
    for (const email of found.emails) list.push({ code: 'email', weight: held ? 0.75 : 0.5, spans: [email] });
  }
  if (about)
    for (const handle of found.handles) list.push({ code: 'handle', weight: held ? 0.75 : 0.5, spans: [handle] });
  for (const point of found.coordinates)
    list.push({
      code: 'coordinates',
      weight: one
        ? 0.96
        : subject.has('home') && subject.justice
          ? 0.75
          : context.office || context.event || subject.has('org')
            ? 0.2
            : 0.4,
      spans: [point],
    });
  for (const address of found.addresses) {
    if (address.level < 2 || context.office || context.event) continue;
    const home = subject.has('home') || subject.has('family') || subject.justice;
    if (one && home) list.push({ code: 'address', weight: subject.justice ? 0.8 : 0.5, spans: [address] });
    else if (subject.has('home') && subject.justice && (subject.has('pronoun') || subject.youth))
      list.push({ code: 'address', weight: 0.5, spans: [address] });
  }
  return list;
}
