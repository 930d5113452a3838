// What stands where nothing is yet: what would be here, and the first step.

import type { Markup } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** An empty place; `action` is the step that would fill it. */
export function emptyState(input: { title?: string; body: Content; action?: { href: string; label: string } }): Markup {
  const { title, body, action } = input;
  return html`<div class="empty">${title ? html`<p><strong>${title}</strong></p>` : ''}<p>${body}</p>${
    action ? html`<p><a href="${action.href}">${action.label}</a></p>` : ''
  }</div>`;
}
