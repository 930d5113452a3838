// The value of an answer in a reader's words: figures with their unit, ranges, yes and no, codes, and "the law sets none".

import { LANGS, pickLabel } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Translate } from '#kernel/page.ts';
import { formatDate, formatNumber, loadTexts, translator } from '#platform/i18n.ts';
import type { Value } from './alignment.ts';
import type { Answer, Attribute } from './model.ts';

export const TEXTS = new URL('./texts/', import.meta.url);
const UI_TEXTS = new URL('../../ui/texts/', import.meta.url);

let own: Record<Lang, Translate> | undefined;

/** The texts of the module and the shell in a language, for cards and ports, where there is no page. */
export function ownWords(lang: Lang): Translate {
  if (!own) {
    const texts = loadTexts([TEXTS, UI_TEXTS]);
    own = Object.fromEntries(LANGS.map((each) => [each, translator(texts, each)])) as Record<Lang, Translate>;
  }
  return own[lang];
}

const UNITS: Readonly<Record<string, string>> = { years: 'year', months: 'month', days: 'day', hours: 'hour' };

/** A value in words: `14 years`, `7–10 years`, `Yes`, `Mandatory`, `The law sets no minimum`. */
export function valueText(attribute: Attribute, value: Value, lang: Lang): string {
  const t = ownWords(lang);
  switch (value.kind) {
    case 'number':
      return withUnit(attribute.unit, value.number, lang);
    case 'range':
      return t('legislation.value.range', {
        low: formatNumber(lang, value.min),
        high: withUnit(attribute.unit, value.max, lang),
      });
    case 'boolean':
      return t(value.boolean ? 'ui.yes' : 'ui.no');
    case 'code':
      return codeText(attribute, value.code, lang);
    case 'set':
      if (value.codes.length === 0) return t('legislation.value.empty_set');
      return value.codes
        .map((code) => codeText(attribute, code, lang))
        .join(lang === 'ar' ? '؛ ' : lang === 'zh' ? '；' : '; ');
    case 'none-set':
      return t(noneSetKey(attribute));
  }
}

/** What the law leaves out: a lowest age, or a limit in time. */
export function noneSetKey(attribute: Attribute): string {
  return attribute.type === 'duration' ? 'legislation.value.no_limit' : 'legislation.value.no_minimum';
}

/** The date an answer speaks for: `as of December 2022`, `in force since 1 May 2020`, `undated source`. */
export function dateText(answer: Pick<Answer, 'asOf' | 'validFrom'>, lang: Lang, t: Translate): string {
  if (answer.validFrom !== null) return t('legislation.date.since', { date: formatDate(lang, answer.validFrom) });
  if (answer.asOf === null) return t('legislation.date.undated');
  return t('legislation.date.as_of', { date: formatDate(lang, answer.asOf) });
}

function withUnit(unit: string | null, value: number, lang: Lang): string {
  if (unit === null) return formatNumber(lang, value);
  const known = UNITS[unit];
  if (known) return formatNumber(lang, value, { style: 'unit', unit: known, unitDisplay: 'long' });
  return ownWords(lang)(`legislation.unit.${unit}`, { n: value });
}

function codeText(attribute: Attribute, code: string, lang: Lang): string {
  const known = attribute.codes.find((entry) => entry.code === code);
  return known ? pickLabel(known.labels, lang).text : code;
}
