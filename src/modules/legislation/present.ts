// The public JSON shapes of attributes, answers and positions.

import { z } from 'zod';
import type { Lang } from '#kernel/locale.ts';
import type { LawBook } from './book.ts';
import { BASES, GRADES, VALUE_TYPES } from './model.ts';
import type { Attribute, Reading } from './model.ts';
import type { Position } from './rules.ts';
import { valueText } from './words.ts';

const partial = z.string().nullable();

/** A value: `none-set` says that the law sets no minimum or limit; a blank has no value at all. */
export const valueSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: z.number() }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number() }),
  z.object({ kind: z.literal('boolean'), boolean: z.boolean() }),
  z.object({ kind: z.literal('code'), code: z.string() }),
  z.object({ kind: z.literal('set'), codes: z.array(z.string()) }),
  z.object({ kind: z.literal('none-set') }),
]);

/** What one source says. */
export const readingSchema = z.object({
  id: z.string(),
  value: valueSchema,
  text: z.string(),
  grade: z.enum(GRADES),
  commended: z.boolean(),
  qualifier: z.string().nullable(),
  article: z.string().nullable(),
  note: z.record(z.string(), z.string()).nullable(),
  source: z.object({ id: z.string(), title: z.string(), publisher: z.string(), url: z.string() }),
  asOf: partial,
  validFrom: partial,
  validTo: partial,
  checkedOn: partial,
  confidence: z.string(),
});

/** Where a country stands on an attribute. */
export const positionSchema = z.object({
  attribute: z.string(),
  place: z.string(),
  grade: z.enum(GRADES),
  disagree: z.boolean(),
  current: z.array(readingSchema),
  coming: z.array(readingSchema),
  earlier: z.array(readingSchema),
});

/** An attribute with its rule. */
export const attributeSchema = z.object({
  id: z.string(),
  slug: z.string(),
  topic: z.string(),
  question: z.string(),
  short: z.string(),
  standard: z.string(),
  basis: z.enum(BASES),
  references: z.array(z.string()),
  type: z.enum(VALUE_TYPES),
  unit: z.string().nullable(),
  codes: z.array(z.object({ code: z.string(), label: z.string() })),
  rule: z.record(z.string(), z.unknown()),
  commended: z.record(z.string(), z.unknown()).nullable(),
  themes: z.array(z.string()),
  disciplines: z.array(z.string()),
  countries: z.number(),
  url: z.string(),
});

/** An attribute as JSON, with the number of countries answered. */
export function presentAttribute(
  attribute: Attribute,
  countries: number,
  lang: Lang,
  base: string,
): z.infer<typeof attributeSchema> {
  return {
    id: attribute.id,
    slug: attribute.slug,
    topic: attribute.topic,
    question: attribute.question[lang],
    short: attribute.short[lang],
    standard: attribute.standard[lang],
    basis: attribute.basis,
    references: [...attribute.refs],
    type: attribute.type,
    unit: attribute.unit,
    codes: attribute.codes.map(({ code, labels }) => ({ code, label: labels[lang] })),
    rule: attribute.rule,
    commended: attribute.commended,
    themes: [...attribute.themes],
    disciplines: [...attribute.disciplines],
    countries,
    url: `${base}/${lang}/laws/attributes/${attribute.slug}`,
  };
}

/** A position as JSON. */
export function presentPosition(position: Position, book: LawBook, lang: Lang): z.infer<typeof positionSchema> {
  const present = (reading: Reading) => presentReading(position.attribute, reading, book, lang);
  return {
    attribute: position.attribute.id,
    place: position.place,
    grade: position.grade,
    disagree: position.disagree,
    current: position.current.map(present),
    coming: position.coming.map(present),
    earlier: position.earlier.map(present),
  };
}

function presentReading(
  attribute: Attribute,
  reading: Reading,
  book: LawBook,
  lang: Lang,
): z.infer<typeof readingSchema> {
  const source = book.sources.get(reading.source);
  return {
    id: reading.id,
    value: reading.value as z.infer<typeof valueSchema>,
    text: valueText(attribute, reading.value, lang),
    grade: reading.grade,
    commended: reading.commended,
    qualifier: reading.qualifier,
    article: reading.article,
    note: reading.note as Record<string, string> | null,
    source: {
      id: reading.source,
      title: source?.title ?? '',
      publisher: source?.publisher ?? '',
      url: source?.url ?? '',
    },
    asOf: reading.asOf,
    validFrom: reading.validFrom,
    validTo: reading.validTo,
    checkedOn: reading.checkedOn,
    confidence: reading.confidence,
  };
}
