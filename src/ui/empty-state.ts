// What stands where nothing is yet: what would be here, and the first step.

import type { Markup } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** An empty place; `body` is a sentence or whole paragraphs, `action` is the step that would fill it. */
export function emptyState(input: { title?: string; body: Content; action?: { href: string; label: string } }): Markup {
  const { title, body, action } = input;
  return html`<div class="empty">${title ? html`<p><strong>${title}</strong></p>` : ''}${typeof body === 'string' ? html`<p>${body}</p>` : body}${
    action ? html`<p><a href="${action.href}">${action.label}</a></p>` : ''
  }</div>`;
}
