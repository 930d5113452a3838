// What may enter: a message to the operator, and the address of a country's helplines in the API.

import { z } from 'zod';
import { TEXT_LIMITS, TOPICS } from './model.ts';
import type { MessageDraft } from './model.ts';

/** The field that people do not see and leave empty. */
export const TRAP = 'website';

/** A mistake in one field: a text key with its values. */
export type FieldError = { key: string; values?: Record<string, number> };

// Control characters but line breaks and tabs; the database takes no zero byte and a mail header no break.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** What can be an address anywhere on the net, letters of every script included. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"./]+(?:\.[^\s@<>()[\]\\,;:"./]+)+$/;
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
const manyLines = (text: string) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();

const messageSchema = z.object({
  name: z
    .string()
    .transform(oneLine)
    .pipe(z.string().max(TEXT_LIMITS.name, 'too_long'))
    .transform((text) => text || null),
  email: z
    .string()
    .transform(oneLine)
    .pipe(
      z
        .string()
        .max(TEXT_LIMITS.email, 'too_long')
        .refine((text) => text === '' || ADDRESS.test(text), 'email'),
    )
    .transform((text) => text || null),
  topic: z.enum(TOPICS, 'topic'),
  message: z
    .string()
    .transform(manyLines)
    .pipe(z.string().min(1, 'required').min(TEXT_LIMITS.least, 'too_short').max(TEXT_LIMITS.most, 'too_long')),
  [TRAP]: z.string().max(0, 'trap'),
});

const LIMIT_OF: Record<string, number> = {
  name: TEXT_LIMITS.name,
  email: TEXT_LIMITS.email,
  message: TEXT_LIMITS.most,
};

/** Reads a sent form: the message, or one mistake per field. */
export function readMessage(form: URLSearchParams): { draft: MessageDraft } | { errors: Record<string, FieldError> } {
  const result = messageSchema.safeParse(
    Object.fromEntries(['name', 'email', 'topic', 'message', TRAP].map((field) => [field, form.get(field) ?? ''])),
  );
  if (result.success) {
    const { name, email, topic, message } = result.data;
    return { draft: { name, email, topic, text: message } };
  }
  const errors: Record<string, FieldError> = {};
  for (const { path, message } of result.error.issues) errors[String(path[0])] ??= errorOf(String(path[0]), message);
  return { errors };
}

function errorOf(field: string, code: string): FieldError {
  if (code === 'too_long') return { key: 'ui.form.error.too_long', values: { max: LIMIT_OF[field]! } };
  if (code === 'too_short') return { key: 'assistance.contact.error.too_short', values: { min: TEXT_LIMITS.least } };
  if (code === 'required' || code === 'email') return { key: `ui.form.error.${code}` };
  if (code === 'topic') return { key: 'assistance.contact.error.topic' };
  return { key: 'assistance.contact.error.trap' };
}

/** A country in the address of the API: ISO 3166-1 alpha-3 or alpha-2. */
export const countryParams = z.object({ country: z.string().regex(/^[A-Za-z]{2,3}$/) });
