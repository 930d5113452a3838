// Opening hours in the reader's language: days and times, or the words the source uses.

import { intlTag } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Translate } from '#kernel/page.ts';
import { readHours } from '../hours.ts';
import type { DaySpan, HoursRule, TimeSpan } from '../hours.ts';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 24 * 60 * 60_000;

type Words = { days: readonly string[]; list: Intl.ListFormat };
const kept = new Map<Lang, Words>();

function wordsOf(lang: Lang): Words {
  let words = kept.get(lang);
  if (!words) {
    const format = new Intl.DateTimeFormat(intlTag(lang), { weekday: 'long', timeZone: 'UTC' });
    words = {
      days: Array.from({ length: 7 }, (_, day) => format.format(MONDAY + day * DAY)),
      list: new Intl.ListFormat(lang === 'en' ? 'en-GB' : intlTag(lang), { type: 'conjunction' }),
    };
    kept.set(lang, words);
  }
  return words;
}

/** `Mo-Fr 09:00-20:00` as "Monday to Friday, 09:00–20:00"; null when the source states no hours. */
export function hoursText(t: Translate, lang: Lang, hours: string | null): string | null {
  const read = readHours(hours);
  if (read.kind === 'unknown') return null;
  if (read.kind === 'other') return read.text;
  if (read.kind !== 'rules') return t(`assistance.hours.${read.kind}`);
  return read.rules.map((rule) => ruleText(t, lang, rule)).join(lang === 'ar' ? '؛ ' : lang === 'zh' ? '；' : '; ');
}

function ruleText(t: Translate, lang: Lang, rule: HoursRule): string {
  const { list } = wordsOf(lang);
  const days = rule.everyDay
    ? t('assistance.hours.every_day')
    : list.format(rule.days.map((span) => daysText(t, lang, span)));
  const times = list.format(rule.times.map((span) => timesText(t, span)));
  return t('assistance.hours.rule', { days, times });
}

function daysText(t: Translate, lang: Lang, { from, to }: DaySpan): string {
  const { days } = wordsOf(lang);
  return from === to ? days[from]! : t('assistance.hours.days', { from: days[from]!, to: days[to]! });
}

function timesText(t: Translate, { from, to, nextDay, allDay }: TimeSpan): string {
  if (allDay) return t('assistance.hours.all_day');
  return t(nextDay ? 'assistance.hours.times_next_day' : 'assistance.hours.times', { from, to });
}
