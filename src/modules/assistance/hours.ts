// Reads opening hours: the words the facts use, and the part of OpenStreetMap's notation that helplines need.

/** Days as `Mo` … `Su`, single or from–to; all seven are `everyDay`. */
export type DaySpan = { from: number; to: number };
/** Times such as 09:00–20:00; `nextDay` when the end belongs to the following day. */
export type TimeSpan = { from: string; to: string; nextDay: boolean; allDay: boolean };
/** One rule: on these days at these times. */
export type HoursRule = { everyDay: boolean; days: readonly DaySpan[]; times: readonly TimeSpan[] };

/** What the hours say; `other` keeps a text that is not understood. */
export type Hours =
  | { kind: 'unknown' }
  | { kind: 'always' }
  | { kind: 'office' }
  | { kind: 'outside-office' }
  | { kind: 'rules'; rules: readonly HoursRule[] }
  | { kind: 'other'; text: string };

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** Understands the hours of a line; never guesses. */
export function readHours(hours: string | null): Hours {
  if (hours === null) return { kind: 'unknown' };
  if (hours === '24/7') return { kind: 'always' };
  if (hours === 'office hours') return { kind: 'office' };
  if (hours === 'outside office hours') return { kind: 'outside-office' };
  const rules = hours.split(';').map((part) => readRule(part.trim()));
  return rules.every((rule) => rule !== null) ? { kind: 'rules', rules } : { kind: 'other', text: hours };
}

function readRule(text: string): HoursRule | null {
  const match = /^([A-Z][A-Za-z,-]*)\s+([\d:,-]+)$/.exec(text);
  if (!match) return null;
  const days = match[1]!.split(',').map(readDays);
  const times = match[2]!.split(',').map(readTimes);
  if (!days.every((span) => span !== null) || !times.every((span) => span !== null)) return null;
  return { everyDay: days.length === 1 && days[0]!.from === 0 && days[0]!.to === 6, days, times };
}

function readDays(text: string): DaySpan | null {
  const [first = '', last = first, ...more] = text.split('-');
  const from = DAYS.indexOf(first);
  const to = DAYS.indexOf(last);
  return from < 0 || to < 0 || more.length > 0 ? null : { from, to };
}

function readTimes(text: string): TimeSpan | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (!match) return null;
  const from = `${match[1]}:${match[2]}`;
  const to = match[3]!;
  return { from, to, nextDay: to <= from, allDay: from === '00:00' && to === '24:00' };
}
