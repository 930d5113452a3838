// The templates that escape: Hono's `html` and `raw`, joining of pieces, and text made safe for attributes.

import { html as template, raw as unescaped } from 'hono/html';
import type { Markup } from '#kernel/page.ts';

/** What may stand in a template: texts are escaped, markup is not, nothing is shown for null and false. */
export type Content = Markup | string | number | boolean | null | undefined | readonly Content[];

/** A template whose texts are escaped; attributes must be quoted and addresses checked by the caller. */
export const html = template as (strings: TemplateStringsArray, ...values: unknown[]) => Markup;

/** Declares a string to be markup already. */
export const raw = unescaped as (markup: string) => Markup;

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
  if (Array.isArray(content)) return content.map(textOf).join('');
  return 'isEscaped' in (content as object) ? content.toString() : escapeText(content.toString());
}
