// Every query of legislation.

import type { ReadDb } from '#platform/db/types.ts';
import type { Answer, Attribute, Source, Topic, TreatySource, TreatyStatus } from './model.ts';
import type { LegislationTables } from './tables.ts';

type Db = ReadDb<LegislationTables>;

/** Topics in their order. */
export async function listTopics(db: Db): Promise<Topic[]> {
  const rows = await db.selectFrom('legislation_topic').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** Attributes in their order. */
export async function listAttributes(db: Db): Promise<Attribute[]> {
  const rows = await db.selectFrom('legislation_attribute').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** Sources of answers, the most reliable first. */
export async function listSources(db: Db): Promise<Source[]> {
  const rows = await db.selectFrom('legislation_source').selectAll().orderBy('reliability').orderBy('id').execute();
  return rows.map(({ as_of, as_of_text, origin: _, ...row }) => ({ ...row, asOf: as_of, asOfText: as_of_text }));
}

/** Sources of treaty statuses. */
export async function listTreatySources(db: Db): Promise<TreatySource[]> {
  const rows = await db.selectFrom('legislation_treaty_source').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** Every answer of a country. */
export async function answersOfPlace(db: Db, place: string): Promise<Answer[]> {
  const rows = await answerQuery(db).where('place', '=', place).execute();
  return rows.map(answerOf);
}

/** Every answer on one attribute of one country. */
export async function answersOfPlaceAttribute(db: Db, place: string, attribute: string): Promise<Answer[]> {
  const rows = await answerQuery(db).where('place', '=', place).where('attribute', '=', attribute).execute();
  return rows.map(answerOf);
}

/** Every answer on some attributes, of all countries. */
export async function answersOfAttributes(db: Db, attributes: readonly string[]): Promise<Answer[]> {
  if (attributes.length === 0) return [];
  const rows = await answerQuery(db).where('attribute', 'in', attributes).execute();
  return rows.map(answerOf);
}

/** Answers that begin or end on one of these days. */
export async function answersTurningOn(db: Db, days: readonly string[]): Promise<Answer[]> {
  if (days.length === 0) return [];
  const rows = await answerQuery(db)
    .where((build) => build.or([build('valid_from', 'in', days), build('valid_to', 'in', days)]))
    .execute();
  return rows.map(answerOf);
}

/** Every answer there is, for cards. */
export async function listAnswers(db: Db): Promise<Answer[]> {
  const rows = await answerQuery(db).execute();
  return rows.map(answerOf);
}

/** Number of countries with an answer, by attribute; attributes without any are left out. */
export async function countCountries(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('legislation_answer')
    .select(['attribute', (build) => build.fn.count<number>('place').distinct().as('countries')])
    .groupBy('attribute')
    .execute();
  return new Map(rows.map((row) => [row.attribute, Number(row.countries)]));
}

/** What a country has done about treaties. */
export async function treatiesOfPlace(db: Db, place: string): Promise<TreatyStatus[]> {
  const rows = await db.selectFrom('legislation_treaty_status').selectAll().where('place', '=', place).execute();
  return rows.map(({ origin: _, ...row }) => row);
}

function answerQuery(db: Db) {
  return db.selectFrom('legislation_answer').selectAll().orderBy('place').orderBy('attribute').orderBy('id');
}

type AnswerRow = Awaited<ReturnType<ReturnType<typeof answerQuery>['execute']>>[number];

function answerOf(row: AnswerRow): Answer {
  return {
    id: row.id,
    place: row.place,
    attribute: row.attribute,
    value: row.value,
    qualifier: row.qualifier,
    note: row.note,
    article: row.article,
    source: row.source,
    asOf: row.as_of,
    asOfText: row.as_of_text,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    checkedOn: row.checked_on,
    confidence: row.confidence,
    origin: row.origin,
  };
}
