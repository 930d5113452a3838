// Legislation: what is asked of every country's law, what each source answers, and which treaties a country has joined.

import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';
import type { PartialDate } from '#kernel/clock.ts';
import type { Condition, Graded, Rule, Value } from './alignment.ts';

export const VALUE_TYPES = ['integer', 'duration', 'boolean', 'enum', 'set'] as const;
/** Kind of value an attribute takes. */
export type ValueType = (typeof VALUE_TYPES)[number];

export const BASES = ['treaty', 'committee', 'soft-law'] as const;
/** What the standard sentence rests on, from binding to guiding. */
export type Basis = (typeof BASES)[number];

export const GRADES = ['meets', 'partial', 'below', 'no-data'] as const;

/** A group of attributes. */
export type Topic = { id: string; labels: AllLabels; unreviewed: readonly Lang[] };

/** One question asked of the law of every country, with the standard it is held against. */
export type Attribute = {
  id: string;
  /** Its address below `/laws/attributes`. */
  slug: string;
  topic: string;
  optional: boolean;
  question: AllLabels;
  short: AllLabels;
  /** What the standard asks for, in our words. */
  standard: AllLabels;
  type: ValueType;
  unit: string | null;
  refs: readonly string[];
  basis: Basis;
  rule: Rule;
  commended: Condition | null;
  codes: readonly { code: string; labels: AllLabels }[];
  note: AllLabels | null;
  themes: readonly string[];
  disciplines: readonly string[];
  unreviewed: readonly Lang[];
};

/** Where answers come from; a lower `reliability` is shown first. */
export type Source = {
  id: string;
  title: string;
  publisher: string;
  url: string;
  kind: string;
  asOf: PartialDate | null;
  asOfText: string | null;
  note: string | null;
  reliability: number;
};

export const CONFIDENCES = ['agree', 'single_source', 'conflict', 'historical'] as const;
/** How the answer stood among its sources when it was entered; a historical one is never current. */
export type Confidence = (typeof CONFIDENCES)[number];

/** Where a row came in: the facts of the project, or people later. */
export type Origin = 'facts' | 'member';

/** What one source says of one attribute of one country's law. Dates of validity are ISO days; null is open. */
export type Answer = {
  id: string;
  place: string;
  attribute: string;
  value: Value;
  qualifier: string | null;
  note: Labels | null;
  article: string | null;
  source: string;
  asOf: PartialDate | null;
  asOfText: string | null;
  validFrom: string | null;
  validTo: string | null;
  /** The day someone compared it with the law itself; null: not yet. */
  checkedOn: string | null;
  confidence: Confidence;
  origin: Origin;
};

/** An answer with its grade. */
export type Reading = Answer & Graded;

/** What a country has done about a treaty. A date may be a year only. */
export type TreatyStatus = {
  place: string;
  instrument: string;
  status: 'party' | 'signatory' | 'none';
  date: PartialDate | null;
  signed: PartialDate | null;
  action: 'ratification' | 'accession' | 'succession' | null;
  withdrawn: PartialDate | null;
  source: string;
};

/** Where a treaty status comes from. */
export type TreatySource = {
  id: string;
  title: string;
  publisher: string;
  url: string;
  asOf: PartialDate | null;
  asOfText: string;
  /** Instruments it speaks of. */
  instruments: readonly string[];
};

/** Kind of the card of an answer, and of an attribute. */
export const ANSWER_KIND = 'legislation.answer';
export const ATTRIBUTE_KIND = 'legislation.attribute';

/** Id of the thing "this attribute of this country's law", which gathers its answers. */
export function answerKey(place: string, attribute: string): string {
  return `${place}.${attribute}`;
}
