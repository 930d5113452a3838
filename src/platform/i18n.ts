// The wording of the house: loads the texts/*.json of every module and formats messages, numbers, dates and sizes in six languages.

import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { isPartialDate } from '#kernel/clock.ts';
import type { PartialDate } from '#kernel/clock.ts';
import { intlTag, LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Translate } from '#kernel/page.ts';

type Values = Record<string, string | number | Date>;
type Message = string | IntlMessageFormat;

/** All messages of the house by language and key, with those already compiled. */
export type Texts = {
  readonly messages: Readonly<Record<Lang, ReadonlyMap<string, string>>>;
  readonly compiled: Readonly<Record<Lang, Map<string, Message>>>;
};

/** How a translator meets a key or a value that is missing. */
export type TranslatorOptions = {
  /** Throw instead of falling back to English, then to the key; true in tests. */
  strict?: boolean;
};

/** Reads `en.json` … `zh.json` of every folder; a key that two folders define is an error, as is a text that is no string. */
export function loadTexts(folders: readonly URL[]): Texts {
  const messages = byLang(() => new Map<string, string>());
  for (const folder of folders) {
    const base = folder.href.endsWith('/') ? folder : new URL(`${folder.href}/`);
    for (const lang of LANGS) {
      const file = new URL(`${lang}.json`, base);
      for (const [key, text] of Object.entries(readCatalogue(file))) {
        if (messages[lang].has(key))
          throw new Error(`The text key ${key} is defined twice, the second time in ${file.pathname}.`);
        messages[lang].set(key, text);
      }
    }
  }
  return { messages, compiled: byLang(() => new Map<string, Message>()) };
}

/** The texts of one language as a function; messages are compiled when first used and kept. */
export function translator<K extends string = string>(
  texts: Texts,
  lang: Lang,
  options: TranslatorOptions = {},
): Translate<K> {
  const strict = options.strict ?? process.env['VITEST'] !== undefined;
  const compiled = texts.compiled[lang];
  const filled = new Map<string, string>();
  return (key, values) => {
    let message = compiled.get(key);
    if (message === undefined) {
      message = compile(texts, lang, key, strict);
      compiled.set(key, message);
    }
    if (typeof message === 'string') return message;
    const sentence = sentenceKey(key, values);
    if (sentence === null) return fill(message, values, strict);
    return remember(filled, sentence, () => fill(message, values, strict));
  };
}

/** Names a filled message when its values are few and short: the same sentences come again on page after page. */
function sentenceKey(key: string, values: Values | undefined): string | null {
  let name: string = key;
  for (const part in values) {
    const value = values[part];
    if (typeof value !== 'number' && (typeof value !== 'string' || value.length > 80)) return null;
    name += `\0${part}\0${typeof value === 'number' ? '#' : ''}${value}`;
  }
  return name;
}

const REMEMBERED = 20_000;

/** The value kept under a name, made when first asked for; all are forgotten when they become too many. */
function remember(kept: Map<string, string>, name: string, make: () => string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  if (kept.size >= REMEMBERED) kept.clear();
  kept.set(name, made);
  return made;
}

/** A number as the language writes it; Arabic keeps European digits. */
export function formatNumber(lang: Lang, value: number, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(intlTag(lang), options).format(value);
}

/** A day, month or year in words: `23 November 2026`, `May 2018`, `2018`; a moment is shown as its day in UTC. */
export function formatDate(lang: Lang, date: Date | PartialDate): string {
  const name = `${lang} ${typeof date === 'string' ? date : Math.floor(date.getTime() / 86_400_000)}`;
  return remember(dates, name, () => writeDate(lang, date));
}

const dates = new Map<string, string>();

function writeDate(lang: Lang, date: Date | PartialDate): string {
  if (typeof date !== 'string') return dateFormat(intlTag(lang), { dateStyle: 'long' }).format(date);
  if (!isPartialDate(date)) return date;
  const options: Intl.DateTimeFormatOptions =
    date.length === 4
      ? { year: 'numeric' }
      : date.length === 7
        ? { year: 'numeric', month: 'long' }
        : { dateStyle: 'long' };
  return dateFormat(intlTag(lang), options).format(new Date(`${date.padEnd(7, '-01').padEnd(10, '-01')}T00:00:00Z`));
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units: `30 kB`, `1.2 MB`. */
export function formatBytes(lang: Lang, bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.95 would already be shown as 1,000 at one decimal.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return formatNumber(lang, value, {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
}

function byLang<T>(make: () => T): Record<Lang, T> {
  return Object.fromEntries(LANGS.map((lang) => [lang, make()])) as Record<Lang, T>;
}

function readCatalogue(file: URL): Record<string, string> {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new Error(`The texts in ${file.pathname} are not an object of keys.`);
  for (const [key, text] of Object.entries(read)) {
    if (typeof text !== 'string') throw new Error(`The text ${key} in ${file.pathname} is not a string.`);
  }
  return read as Record<string, string>;
}

function compile(texts: Texts, lang: Lang, key: string, strict: boolean): Message {
  const own = texts.messages[lang].get(key);
  if (own === undefined && strict) throw new Error(`There is no text ${key} in ${lang}.`);
  const text = own ?? texts.messages.en.get(key) ?? key;
  // Without braces and doubled apostrophes ICU would give the text back as it is.
  if (!text.includes('{') && !text.includes("''")) return text;
  const tag = intlTag(own === undefined ? 'en' : lang);
  return new IntlMessageFormat(text, tag, undefined, {
    ignoreTag: true,
    formatters: {
      getNumberFormat: (_locales, options) => numberFormat(tag, (options ?? {}) as Intl.NumberFormatOptions),
      getDateTimeFormat: (_locales, options) => dateFormat(tag, options ?? {}),
      getPluralRules: (_locales, options) => pluralRules(tag, options ?? {}),
    },
  });
}

function fill(message: IntlMessageFormat, values: Values | undefined, strict: boolean): string {
  try {
    return String(message.format(values));
  } catch (error) {
    if (strict) throw error;
    return plainly(message);
  }
}

/** What is left of a message whose values are missing: its fixed words. */
function plainly(message: IntlMessageFormat): string {
  return message
    .getAst()
    .map((part) => ('value' in part && part.type === 0 ? part.value : '…'))
    .join('');
}

const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>();

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.PluralRules>(name: string, make: () => T): T {
  const known = kept.get(name) as T | undefined;
  if (known) return known;
  const made = make();
  kept.set(name, made);
  return made;
}

function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return keep(`n ${tag} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag, options));
}

function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // British order, day before month, is what international institutions write in English.
  const written = tag === 'en' ? 'en-GB' : tag;
  return keep(
    `d ${tag} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(written, { timeZone: 'UTC', ...options }),
  );
}

function pluralRules(tag: string, options: Intl.PluralRulesOptions): Intl.PluralRules {
  return keep(`p ${tag} ${JSON.stringify(options)}`, () => new Intl.PluralRules(tag, options));
}
