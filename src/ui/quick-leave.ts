// A link that takes a person away from a page about help at once; with script also by pressing Escape three times.

import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';

/** The link and what it can do; it leads to the start page of a neutral encyclopaedia in the reader's language. */
export function quickLeave(t: Translate, lang: Lang): Markup {
  return html`<p class="no-print"><a class="button leave" data-leave href="https://${lang}.wikipedia.org/" rel="noreferrer">${t('ui.leave.label')}</a></p>
<p class="note no-print">${t('ui.leave.hint')}</p>`;
}
