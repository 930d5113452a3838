// The form that reaches the operator, and the page that confirms a message.

import type { Markup, PageRequest } from '#kernel/page.ts';
import { formView } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { notice } from '#ui/notice.ts';
import { TRAP } from '../input.ts';
import { KEPT_DAYS, TEXT_LIMITS, TOPICS } from '../model.ts';

/** What the form shows again after a mistake. */
export type ContactState = {
  values: URLSearchParams;
  /** A sentence per field. */
  errors?: Readonly<Record<string, string>>;
  /** A sentence about the whole form, such as "too many messages". */
  refusal?: string;
};

/** Help first, then what to know before sending, then the form. */
export function contactView({ t, lang }: PageRequest, { values, errors = {}, refusal }: ContactState): Markup {
  const trapped = errors[TRAP];
  return html`<p class="lead">${t('assistance.contact.lead')}</p>
${notice(t, 'warning', html`<p>${t('assistance.contact.urgent')} <a href="/${lang}/help-now">${t('ui.help_now')}</a></p><p>${t('assistance.contact.no_child')}</p>`)}
<p>${t('assistance.contact.who_reads', { days: KEPT_DAYS })}</p>
${refusal ? notice(t, 'error', html`<p>${refusal}</p>`) : ''}
${trapped ? notice(t, 'error', html`<p>${trapped}</p>`) : ''}
${formView({
  t,
  id: 'contact',
  action: `/${lang}/contact`,
  values,
  errors,
  trap: TRAP,
  submit: t('assistance.contact.send'),
  fields: [
    {
      name: 'topic',
      label: t('assistance.contact.topic'),
      kind: 'select',
      required: true,
      choices: [
        { value: '', label: t('assistance.contact.topic.choose') },
        ...TOPICS.map((topic) => ({ value: topic, label: t(`assistance.contact.topic.${topic}`) })),
      ],
    },
    {
      name: 'message',
      label: t('assistance.contact.message'),
      kind: 'textarea',
      hint: t('assistance.contact.message.hint', { most: TEXT_LIMITS.most }),
      required: true,
      maxLength: TEXT_LIMITS.most,
      public: false,
    },
    {
      name: 'name',
      label: t('assistance.contact.name'),
      autocomplete: 'name',
      maxLength: TEXT_LIMITS.name,
      public: false,
    },
    {
      name: 'email',
      label: t('assistance.contact.email'),
      kind: 'email',
      hint: t('assistance.contact.email.hint'),
      autocomplete: 'email',
      maxLength: TEXT_LIMITS.email,
      public: false,
      dir: 'ltr',
    },
  ],
})}`;
}

/** The confirmation with the receipt number. */
export function sentView({ t, lang }: PageRequest, receipt: string): Markup {
  return html`${notice(t, 'success', html`<p>${t('assistance.sent.receipt')} <strong dir="ltr">${receipt}</strong></p>`, t('assistance.sent.done'))}
<p>${t('assistance.sent.next', { days: KEPT_DAYS })}</p>
<p><a href="/${lang}">${t('assistance.sent.home')}</a></p>`;
}
