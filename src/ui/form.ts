// Forms: one column, label above, hint before the field, errors beside it and in a summary, and what becomes public marked.

import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** A choice of a select, of radios or of checkboxes. */
export type Choice = { value: string; label: Content };

/** One field. */
export type Field = {
  name: string;
  label: string;
  kind?:
    | 'text'
    | 'email'
    | 'password'
    | 'url'
    | 'search'
    | 'number'
    | 'date'
    | 'textarea'
    | 'select'
    | 'radios'
    | 'checks'
    | 'check'
    | 'file'
    | 'hidden';
  hint?: Content;
  required?: boolean;
  maxLength?: number;
  autocomplete?: string;
  choices?: readonly Choice[];
  /** Marks what becomes public (true) and what does not (false). */
  public?: boolean;
  dir?: 'ltr' | 'auto';
  /** Endings or media types a file field offers first, such as `.csv,.xlsx`. */
  accept?: string;
  /** More than one file may be chosen. */
  multiple?: boolean;
};

/** What a form is made of. */
export type FormInput = {
  t: Translate;
  /** Unique on the page; ids of fields begin with it. */
  id: string;
  action: string;
  method?: 'get' | 'post';
  fields: readonly Field[];
  /** What was entered before. */
  values?: URLSearchParams;
  /** Sentence per field name. */
  errors?: Readonly<Record<string, string>>;
  submit?: string;
  /** Name of a field that people do not see and leave empty. */
  trap?: string;
};

/** The form with its summary of errors. */
export function formView(input: FormInput): Markup {
  const { t, id, action, method = 'post', fields, submit, trap } = input;
  return html`${errorSummary(input)}<form class="form" id="${id}" action="${action}" method="${method}"${fields.some(({ kind }) => kind === 'file') ? html` enctype="multipart/form-data"` : ''}>
${fields.map((field) => fieldView(field, input))}
${trap ? html`<div class="trap" aria-hidden="true"><label for="${id}-${trap}">–</label><input type="text" id="${id}-${trap}" name="${trap}" tabindex="-1" autocomplete="off"></div>` : ''}
<button type="submit">${submit ?? t('ui.form.send')}</button></form>`;
}

function errorSummary({ t, id, fields, errors = {} }: FormInput): Markup | '' {
  const wrong = fields.filter(({ name }) => errors[name]);
  if (wrong.length === 0) return '';
  return html`<div class="notice n-error" role="alert" tabindex="-1"><p><strong>${t('ui.form.errors', { n: wrong.length })}</strong></p><ul>${wrong.map(
    ({ name, label }) => html`<li><a href="#${id}-${name}">${label}: ${errors[name]}</a></li>`,
  )}</ul></div>`;
}

function fieldView(field: Field, { t, id, values, errors = {} }: FormInput): Markup {
  const { name, kind = 'text' } = field;
  const own = `${id}-${name}`;
  const value = values?.get(name) ?? '';
  if (kind === 'hidden') return html`<input type="hidden" name="${name}" value="${value}">`;
  const error = errors[name];
  const described = [field.hint ? `${own}-hint` : '', error ? `${own}-error` : ''].filter(Boolean).join(' ');
  const state = html`${described ? html` aria-describedby="${described}"` : ''}${error ? html` aria-invalid="true"` : ''}`;
  const marks = html`${field.required ? '' : html` <span class="publicity">(${t('ui.form.optional')})</span>`}${
    field.public === undefined
      ? ''
      : html` <span class="publicity">· ${t(field.public ? 'ui.form.public' : 'ui.form.private')}</span>`
  }`;
  const hint = field.hint ? html`<p class="hint" id="${own}-hint">${field.hint}</p>` : '';
  const problem = error ? html`<p class="error" id="${own}-error">${error}</p>` : '';
  const wrong = error ? ' wrong' : '';
  if (kind === 'radios' || kind === 'checks') {
    return html`<fieldset class="field${wrong}" id="${own}"${state}><legend>${field.label}${marks}</legend>${hint}${problem}${(
      field.choices ?? []
    ).map((choice, index) =>
      choiceView(field, choice, `${own}-${index}`, values?.getAll(name).includes(choice.value) === true),
    )}</fieldset>`;
  }
  if (kind === 'check') {
    const checked = value !== '' ? html` checked` : '';
    const needed = field.required ? html` required` : '';
    return html`<div class="field${wrong}">${hint}${problem}<div class="choice"><input type="checkbox" id="${own}" name="${name}" value="yes"${checked}${needed}${state}><label for="${own}">${field.label}${marks}</label></div></div>`;
  }
  return html`<div class="field${wrong}"><label for="${own}">${field.label}${marks}</label>${hint}${problem}${control(field, own, value, state)}</div>\n`;
}

function choiceView(field: Field, choice: Choice, id: string, chosen: boolean): Markup {
  const type = field.kind === 'radios' ? 'radio' : 'checkbox';
  return html`<div class="choice"><input type="${type}" id="${id}" name="${field.name}" value="${choice.value}"${chosen ? html` checked` : ''}><label for="${id}">${choice.label}</label></div>`;
}

function control(field: Field, id: string, value: string, state: Markup): Markup {
  const { name, kind = 'text', maxLength, autocomplete, dir } = field;
  const rest = html`${field.required ? html` required` : ''}${maxLength ? html` maxlength="${maxLength}"` : ''}${
    autocomplete ? html` autocomplete="${autocomplete}"` : ''
  }${dir ? html` dir="${dir}"` : ''}${state}`;
  if (kind === 'textarea') return html`<textarea id="${id}" name="${name}" rows="8"${rest}>${value}</textarea>`;
  if (kind === 'select') {
    const options = (field.choices ?? []).map(
      (choice) =>
        html`<option value="${choice.value}"${choice.value === value ? html` selected` : ''}>${choice.label}</option>`,
    );
    return html`<select id="${id}" name="${name}"${field.required ? html` required` : ''}${state}>${options}</select>`;
  }
  if (kind === 'file') {
    const offers = field.accept ? html` accept="${field.accept}"` : '';
    return html`<input type="file" id="${id}" name="${name}"${offers}${field.multiple ? html` multiple` : ''}${field.required ? html` required` : ''}${state}>`;
  }
  if (kind === 'password') return html`<input type="password" id="${id}" name="${name}"${rest}>`;
  return html`<input type="${kind}" id="${id}" name="${name}" value="${value}"${rest}>`;
}
