// First content of legislation: attributes, answers with their sources, and treaty statuses from the facts folder.

import { createHash } from 'node:crypto';
import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';
import { placeTree } from '#modules/places/index.ts';
import { standards } from '#modules/standards/index.ts';
import { readFacts } from '#platform/facts.ts';
import type { Services } from '#platform/services.ts';
import { checkCondition } from './alignment.ts';
import type { Condition, Rule, Value } from './alignment.ts';
import { answerCards, attributeCard } from './cards.ts';
import type {
  Answer,
  Attribute,
  Basis,
  Confidence,
  Source,
  Topic,
  TreatySource,
  TreatyStatus,
  ValueType,
} from './model.ts';
import { ANSWER_KIND, answerKey } from './model.ts';
import { listAnswers, listSources } from './read.ts';
import type { LegislationTables } from './tables.ts';
import { refreshAnswers, refreshTreaties, replaceQuestions } from './write.ts';

export const FACTS = new URL('./facts/', import.meta.url);

type AttributeFact = Omit<Attribute, 'codes' | 'commended' | 'basis' | 'type' | 'unreviewed'> & {
  basis: Basis;
  type: ValueType;
  commended: Condition | null;
  enum: { code: string; labels: AllLabels }[] | null;
  unreviewed?: Lang[];
};
/** A value as the facts write it: plain, with a range beside it, or the flag that the law sets none. */
export type ValueFact = {
  value?: number | boolean | string | string[] | null;
  range?: [number, number];
  noMinimum?: boolean;
};
type AnswerFact = ValueFact & {
  place: string;
  attribute: string;
  qualifier?: string;
  note: Labels | null;
  article?: string;
  source: string;
  asOf: string | null;
  asOfText?: string | null;
  validFrom: string | null;
  validTo: string | null;
  confidence: Confidence;
};
type TreatySourceFact = {
  id: string;
  title: string;
  publisher: string;
  url: string;
  original?: string;
  asOf: string | null;
  asOfText: string;
  instruments: string[];
};
type TreatyFact = Omit<TreatyStatus, 'withdrawn'> & { withdrawn?: string };

/** Everything in the facts folder, in the shapes of the model. */
export type LawFacts = {
  topics: Topic[];
  attributes: Attribute[];
  sources: Source[];
  answers: Answer[];
  treatySources: TreatySource[];
  treaties: TreatyStatus[];
};

/** Reads the facts folder; a rule outside the language or an unknown attribute is an error. */
export async function lawFromFacts(): Promise<LawFacts> {
  const attributes = (await readFacts<AttributeFact[]>(FACTS, 'attributes')).map(attributeOf);
  const known = new Set(attributes.map(({ id }) => id));
  const answers = (await readFacts<AnswerFact[]>(FACTS, 'answers')).map(answerOf);
  for (const { attribute, place } of answers) {
    if (!known.has(attribute)) throw new Error(`The answer of ${place} names the unknown attribute ${attribute}.`);
  }
  const { sources: treatySources } = await readFacts<{ sources: TreatySourceFact[] }>(FACTS, 'treaty-sources');
  return {
    topics: await readFacts<Topic[]>(FACTS, 'topics'),
    attributes,
    sources: await readFacts<Source[]>(FACTS, 'sources'),
    answers,
    treatySources: treatySources.map(({ id, title, publisher, url, asOf, asOfText, instruments }) => ({
      id,
      title,
      publisher,
      url,
      asOf,
      asOfText,
      instruments,
    })),
    treaties: (await readFacts<TreatyFact[]>(FACTS, 'treaty-status')).map((fact) => ({
      ...fact,
      withdrawn: fact.withdrawn ?? null,
    })),
  };
}

/** Loads the law and its cards in one transaction; answers that people entered stay. */
export async function seedLegislation(services: Services): Promise<void> {
  const facts = await lawFromFacts();
  const tree = await placeTree(services).tree();
  const spine = standards(services);
  const at = services.now();
  for (const { place } of [...facts.answers, ...facts.treaties]) {
    if (tree.byCode.get(place)?.kind !== 'country')
      throw new Error(`The facts of legislation name ${place}, which is not a country.`);
  }
  const keys = new Map<string, readonly string[]>();
  for (const attribute of facts.attributes) keys.set(attribute.id, await spine.citationKeys(attribute.refs));
  await services.db.transaction(async (tx) => {
    const db = services.db.writer<LegislationTables>(tx);
    const before = pairsOf(await listAnswers(db));
    await replaceQuestions(db, facts.topics, facts.attributes);
    await refreshAnswers(db, facts.sources, facts.answers);
    await refreshTreaties(db, facts.treatySources, facts.treaties);
    const answers = await listAnswers(db);
    const after = pairsOf(answers);
    const gone = [...before].filter((id) => !after.has(id));
    await services.ports.cards.remove(
      tx,
      gone.map((id) => ({ kind: ANSWER_KIND, id })),
    );
    const sources = await listSources(db);
    await services.ports.cards.put(tx, [
      ...facts.attributes.map((attribute) => attributeCard(attribute, keys.get(attribute.id)!, at)),
      ...answerCards({ attributes: facts.attributes, answers, sources, keys, places: tree.byCode, at }),
    ]);
    const places = new Set([...answers.map(({ place }) => place), ...facts.treaties.map(({ place }) => place)]);
    await services.ports.events.record(
      tx,
      {
        name: 'legislation.loaded',
        about: null,
        data: { attributes: facts.attributes.length, answers: answers.length },
      },
      ['legislation', ...[...places].map((code) => `on-place:${code}`)],
    );
  });
}

/** The value of a fact; a fact without any value is an error, because a blank is not written down. */
export function valueOf({ value, range, noMinimum }: ValueFact): Value {
  if (noMinimum) return { kind: 'none-set' };
  if (range) return { kind: 'range', min: range[0], max: range[1] };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (typeof value === 'boolean') return { kind: 'boolean', boolean: value };
  if (typeof value === 'string') return { kind: 'code', code: value };
  if (Array.isArray(value)) return { kind: 'set', codes: value };
  throw new Error('An answer in the facts has no value; leave a blank out instead.');
}

/** The same id at every load for what one source of one date says of one attribute of one country's law. */
export function answerId(place: string, attribute: string, source: string, asOf: string | null): string {
  const hash = createHash('sha256')
    .update(`legislation answer ${place} ${attribute} ${source} ${asOf ?? ''}`)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

function attributeOf({ enum: codes, unreviewed, ...fact }: AttributeFact): Attribute {
  const { otherwise: _, ...conditions } = fact.rule as Rule;
  for (const condition of [...Object.values(conditions), fact.commended]) if (condition) checkCondition(condition);
  return { ...fact, codes: codes ?? [], unreviewed: unreviewed ?? [] };
}

function answerOf(fact: AnswerFact): Answer {
  return {
    id: answerId(fact.place, fact.attribute, fact.source, fact.asOf),
    place: fact.place,
    attribute: fact.attribute,
    value: valueOf(fact),
    qualifier: fact.qualifier ?? null,
    note: fact.note,
    article: fact.article ?? null,
    source: fact.source,
    asOf: fact.asOf,
    asOfText: fact.asOfText ?? null,
    validFrom: fact.validFrom,
    validTo: fact.validTo,
    checkedOn: null,
    confidence: fact.confidence,
    origin: 'facts',
  };
}

function pairsOf(answers: readonly Answer[]): Set<string> {
  return new Set(answers.map(({ place, attribute }) => answerKey(place, attribute)));
}
