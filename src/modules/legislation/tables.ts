// The tables of legislation, as Kysely sees them.

import type { JSONColumnType } from 'kysely';
import type { Labels } from '#kernel/locale.ts';
import type { Value } from './alignment.ts';
import type { Attribute, Confidence, Origin, Topic, TreatySource, TreatyStatus } from './model.ts';

/** A day as ISO text. */
type Day = string | null;

/** Own tables of this module. */
export type LegislationTables = {
  legislation_topic: { id: string; position: number; data: JSONColumnType<Topic> };
  legislation_attribute: { id: string; slug: string; topic: string; position: number; data: JSONColumnType<Attribute> };
  legislation_source: {
    id: string;
    title: string;
    publisher: string;
    url: string;
    kind: string;
    as_of: string | null;
    as_of_text: string | null;
    note: string | null;
    reliability: number;
    origin: Origin;
  };
  legislation_answer: {
    id: string;
    place: string;
    attribute: string;
    value: JSONColumnType<Value>;
    qualifier: string | null;
    note: JSONColumnType<Labels> | null;
    article: string | null;
    source: string;
    as_of: string | null;
    as_of_text: string | null;
    valid_from: Day;
    valid_to: Day;
    checked_on: Day;
    confidence: Confidence;
    observer: string | null;
    reviewer: string | null;
    origin: Origin;
  };
  legislation_treaty_source: { id: string; position: number; data: JSONColumnType<TreatySource> };
  legislation_treaty_status: TreatyStatus & { origin: Origin };
};
