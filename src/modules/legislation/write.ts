// Every change of legislation: rows that came from the facts are refreshed, what people entered is left alone.

import type { WriteDb } from '#platform/db/types.ts';
import type { Answer, Attribute, Source, Topic, TreatySource, TreatyStatus } from './model.ts';
import type { LegislationTables } from './tables.ts';

type Db = WriteDb<LegislationTables>;

const CHUNK = 400;

/** Brings topics and attributes to what is given; the rest goes. */
export async function replaceQuestions(
  db: Db,
  topics: readonly Topic[],
  attributes: readonly Attribute[],
): Promise<void> {
  await db.deleteFrom('legislation_attribute').execute();
  await db.deleteFrom('legislation_topic').execute();
  await db
    .insertInto('legislation_topic')
    .values(topics.map((topic, position) => ({ id: topic.id, position, data: JSON.stringify(topic) })))
    .execute();
  await db
    .insertInto('legislation_attribute')
    .values(
      attributes.map((attribute, position) => ({
        id: attribute.id,
        slug: attribute.slug,
        topic: attribute.topic,
        position,
        data: JSON.stringify(attribute),
      })),
    )
    .execute();
}

/** Refreshes answers and sources of the facts; an answer a person has taken over keeps what the person wrote. */
export async function refreshAnswers(db: Db, sources: readonly Source[], answers: readonly Answer[]): Promise<void> {
  await refreshSources(db, sources);
  const ids = new Set(answers.map((answer) => answer.id));
  const known = await db.selectFrom('legislation_answer').select('id').where('origin', '=', 'facts').execute();
  const gone = known.map((row) => row.id).filter((id) => !ids.has(id));
  if (gone.length > 0) await db.deleteFrom('legislation_answer').where('id', 'in', gone).execute();
  for (let start = 0; start < answers.length; start += CHUNK) {
    await db
      .insertInto('legislation_answer')
      .values(answers.slice(start, start + CHUNK).map(rowOf))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({
            value: row.ref('excluded.value'),
            qualifier: row.ref('excluded.qualifier'),
            note: row.ref('excluded.note'),
            article: row.ref('excluded.article'),
            as_of_text: row.ref('excluded.as_of_text'),
            valid_from: row.ref('excluded.valid_from'),
            valid_to: row.ref('excluded.valid_to'),
            confidence: row.ref('excluded.confidence'),
          }))
          .where('legislation_answer.origin', '=', 'facts'),
      )
      .execute();
  }
}

/** Adds an answer that did not come from the facts. */
export async function insertAnswer(db: Db, answer: Answer): Promise<void> {
  await db.insertInto('legislation_answer').values(rowOf(answer)).execute();
}

/** Takes an answer away. */
export async function deleteAnswer(db: Db, id: string): Promise<void> {
  await db.deleteFrom('legislation_answer').where('id', '=', id).execute();
}

/** Replaces the treaty statuses of the facts and their sources; a status a person has taken over stays. */
export async function refreshTreaties(
  db: Db,
  sources: readonly TreatySource[],
  statuses: readonly TreatyStatus[],
): Promise<void> {
  await db.deleteFrom('legislation_treaty_status').where('origin', '=', 'facts').execute();
  await db.deleteFrom('legislation_treaty_source').execute();
  await db
    .insertInto('legislation_treaty_source')
    .values(sources.map((source, position) => ({ id: source.id, position, data: JSON.stringify(source) })))
    .execute();
  for (let start = 0; start < statuses.length; start += CHUNK) {
    await db
      .insertInto('legislation_treaty_status')
      .values(statuses.slice(start, start + CHUNK).map((status) => ({ ...status, origin: 'facts' as const })))
      .onConflict((conflict) => conflict.columns(['place', 'instrument']).doNothing())
      .execute();
  }
}

async function refreshSources(db: Db, sources: readonly Source[]): Promise<void> {
  await db
    .insertInto('legislation_source')
    .values(
      sources.map(({ asOf, asOfText, ...source }) => ({
        ...source,
        as_of: asOf,
        as_of_text: asOfText,
        origin: 'facts' as const,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((row) => ({
          title: row.ref('excluded.title'),
          publisher: row.ref('excluded.publisher'),
          url: row.ref('excluded.url'),
          kind: row.ref('excluded.kind'),
          as_of: row.ref('excluded.as_of'),
          as_of_text: row.ref('excluded.as_of_text'),
          note: row.ref('excluded.note'),
          reliability: row.ref('excluded.reliability'),
        }))
        .where('legislation_source.origin', '=', 'facts'),
    )
    .execute();
}

function rowOf(answer: Answer) {
  return {
    id: answer.id,
    place: answer.place,
    attribute: answer.attribute,
    value: JSON.stringify(answer.value),
    qualifier: answer.qualifier,
    note: answer.note === null ? null : JSON.stringify(answer.note),
    article: answer.article,
    source: answer.source,
    as_of: answer.asOf,
    as_of_text: answer.asOfText,
    valid_from: answer.validFrom,
    valid_to: answer.validTo,
    checked_on: answer.checkedOn,
    confidence: answer.confidence,
    observer: null,
    reviewer: null,
    origin: answer.origin,
  };
}
