// A boxed message: a note, something done, a warning or an error.

import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** The message with its word for the kind, so that colour is not needed; `title` replaces that word. */
export function notice(t: Translate, kind: NoticeKind, body: Content, title?: string): Markup {
  const role = kind === 'error' ? html` role="alert"` : kind === 'success' ? html` role="status"` : '';
  return html`<div class="notice n-${kind}"${role}><p><strong>${title ?? t(`ui.notice.${kind}`)}</strong></p><div>${body}</div></div>`;
}
