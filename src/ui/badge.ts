// Small marks beside a text: grade against the standard, confidence, unreviewed translation, and the language it is really in.

import { directionOf } from '#kernel/locale.ts';
import type { InLang, Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import type { Grade } from '#kernel/ports.ts';
import { html } from './html.ts';

/** The grade of an answer: shape, word and colour. */
export function gradeBadge(t: Translate, grade: Grade): Markup {
  return html`<span class="badge g-${grade}">${t(`ui.grade.${grade}`)}</span>`;
}

/** How well a statement was checked: `checked-text`, `checked-secondary` or `recall`. */
export function confidenceMark(t: Translate, confidence: 'checked-text' | 'checked-secondary' | 'recall'): Markup {
  return html`<span class="confidence c-${confidence}">${t(`ui.confidence.${confidence}`)}</span>`;
}

/** Says that a translation is ours and nobody has reviewed it. */
export function unreviewedMark(t: Translate): Markup {
  return html`<span class="unreviewed">${t('ui.unreviewed')}</span>`;
}

/** A text in the language it is in; markup is added only where that is not the reader's. */
export function langText({ text, lang }: InLang, reader: Lang): Markup {
  return lang === reader ? html`${text}` : html`<span lang="${lang}" dir="${directionOf(lang)}">${text}</span>`;
}

/** A text with a visible mark when it is not in the reader's language. */
export function markedText(t: Translate, inLang: InLang, reader: Lang): Markup {
  return inLang.lang === reader
    ? html`${inLang.text}`
    : html`${langText(inLang, reader)} ${languageMark(t, inLang.lang)}`;
}

/** The mark alone: "Shown in English". */
export function languageMark(t: Translate, lang: Lang): Markup {
  return html`<span class="elsewhere">${t('ui.fall_back', { language: t(`ui.lang.${lang}`) })}</span>`;
}

/** A place where a value is missing, with its reason when it is known. */
export function blank(t: Translate, reason?: string): Markup {
  return html`<span class="blank">${reason ? t('ui.no_data_because', { reason }) : t('ui.no_data')}</span>`;
}
