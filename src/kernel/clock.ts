// Dates as the observatory means them: a clock that can be set in tests, and partial dates such as 2018 or 2018-05.

/** Tells the present moment; tests pass their own. */
export type Clock = () => Date;

/** A year, a month or a day in ISO form: `2018`, `2018-05`, `2018-05-03`. */
export type PartialDate = string;

/** True for a year, month or day that exists. */
export function isPartialDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return false;
  const [, year, month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** The day of a moment in UTC, `2026-11-24`. */
export function isoDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
