// What a message asks for: its arguments, and the plural forms its language needs.

import { IntlMessageFormat } from 'intl-messageformat';
import { intlTag } from '../../src/kernel/locale.ts';
import type { Lang } from '../../src/kernel/locale.ts';

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** Either what is wrong with the syntax, or the arguments (`n:plural`) and the plural forms that are missing. */
export type Message = { error: string } | { arguments: string[]; missingForms: string[] };

const KINDS = ['text', 'value', 'number', 'date', 'time', 'select', 'plural', 'number sign', 'tag'];

/** Forms that a count can take in each language, beside `other`, which the syntax itself asks for. */
const FORMS: Readonly<Record<Lang, readonly string[]>> = {
  en: ['one'],
  fr: ['one'],
  es: ['one'],
  ar: ['one', 'two', 'few', 'many'],
  ru: ['one', 'few', 'many'],
  zh: [],
};
const EXACT: Readonly<Record<string, string>> = { one: '=1', two: '=2' };

/** Parses one message of one language. */
export function readMessage(text: string, lang: Lang): Message {
  try {
    const parts = new IntlMessageFormat(text, intlTag(lang), undefined, { ignoreTag: true }).getAst();
    const found = { arguments: new Set<string>(), missingForms: new Set<string>() };
    walk(parts, lang, found);
    return { arguments: [...found.arguments].sort(), missingForms: [...found.missingForms] };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function walk(parts: readonly Part[], lang: Lang, found: { arguments: Set<string>; missingForms: Set<string> }): void {
  for (const part of parts) {
    const kind = KINDS[part.type] ?? 'text';
    if (kind === 'text' || kind === 'number sign' || !('value' in part)) continue;
    // A number may be written as {n}, {n, number} or {n, plural, …}: one argument in every case.
    found.arguments.add(part.value);
    if (!('options' in part)) continue;
    const names = Object.keys(part.options);
    if (kind === 'plural' && !('pluralType' in part && part.pluralType === 'ordinal')) {
      for (const form of FORMS[lang])
        if (!names.includes(form) && !names.includes(EXACT[form] ?? '')) found.missingForms.add(form);
    }
    for (const option of Object.values(part.options)) walk(option.value, lang, found);
  }
}
