// The template that escapes: texts and attribute values are made safe, markup is kept, nothing is shown for null and false.

import type { Markup } from '#kernel/page.ts';

/** What may stand in a template: texts are escaped, markup is not, nothing is shown for null, true and false. */
export type Content = Markup | string | number | boolean | null | undefined | readonly Content[];

/** Markup that is known to be escaped. */
type Escaped = Markup & { isEscaped: true; text: string };

function toText(this: Escaped): string {
  return this.text;
}

/** Declares a string to be markup already. */
export function raw(markup: string): Markup {
  return { isEscaped: true, text: markup, toString: toText } as Escaped;
}

/** A template whose texts are escaped; attributes must be quoted and addresses checked by the caller. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Markup {
  let text = strings[0]!;
  for (let index = 0; index < values.length; index += 1) text += textOf(values[index] as Content) + strings[index + 1]!;
  return raw(text);
}

/** Puts pieces one after another, with an optional separator that is escaped like any text. */
export function join(items: readonly Content[], separator: Content = ''): Markup {
  return raw(items.map(textOf).join(textOf(separator)));
}

const SPECIAL = /[&<>"']/g;
const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes a text for use between tags or in a quoted attribute. */
export function escapeText(text: string): string {
  return text.search(/[&<>"']/) < 0 ? text : text.replace(SPECIAL, (mark) => NAMES[mark]!);
}

/** The HTML of any content as a string. */
export function textOf(content: Content): string {
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if (content === null || content === undefined || typeof content === 'boolean') return '';
  if (Array.isArray(content)) {
    let text = '';
    for (const part of content as readonly Content[]) text += textOf(part);
    return text;
  }
  return (content as Escaped).isEscaped === true ? (content as Escaped).text : escapeText(content.toString());
}
