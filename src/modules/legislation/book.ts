// The law as the observatory holds it: attributes and sources in memory, answers of a country or of an attribute by one query.

import type { Place } from '#modules/places/index.ts';
import { placeTree } from '#modules/places/index.ts';
import { standards } from '#modules/standards/index.ts';
import type { CitedReference } from '#modules/standards/index.ts';
import type { Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import type { Services } from '#platform/services.ts';
import type { Alignment } from './alignment.ts';
import { ANSWER_KIND } from './model.ts';
import type { Answer, Attribute, Source, Topic, TreatySource, TreatyStatus } from './model.ts';
import {
  answersOfAttributes,
  answersOfPlace,
  answersOfPlaceAttribute,
  countCountries,
  listAttributes,
  listSources,
  listTopics,
  listTreatySources,
  treatiesOfPlace,
} from './read.ts';
import { blankPosition, nextBoundary, positionOn } from './rules.ts';
import type { Position } from './rules.ts';
import type { LegislationTables } from './tables.ts';

/** Tag of a change of any answer. */
const ANSWERS = `kind:${ANSWER_KIND}`;
/** Positions over the world kept in memory: every attribute on two days. */
const KEPT = 120;
/** Countries whose answers or treaties are kept in memory. */
const KEPT_PLACES = 600;

/** What is asked and by whom it was answered: small, kept in memory. */
export type LawBook = {
  topics: readonly Topic[];
  attributes: readonly Attribute[];
  byId: ReadonlyMap<string, Attribute>;
  bySlug: ReadonlyMap<string, Attribute>;
  sources: ReadonlyMap<string, Source>;
  treatySources: ReadonlyMap<string, TreatySource>;
  /** Keys of the spine (`crc:40.3.a`, `crc`) that an attribute rests on, by attribute id. */
  keysOf: ReadonlyMap<string, readonly string[]>;
  /** The references of an attribute as links, by language and attribute id. */
  cited: Readonly<Record<Lang, ReadonlyMap<string, readonly CitedReference[]>>>;
};

/** Positions on a day, and the midnight at which one of them changes by time alone. */
export type Positions = { positions: readonly Position[]; until: Date | null };

/** How many countries stand at each grade. Never summed over attributes. */
export type Distribution = Record<Alignment, number>;

/** What other parts may ask of legislation. Days are ISO days. */
export type Legislation = {
  book(): Promise<LawBook>;
  /** Every attribute of a country's law, blanks included, in the order of the attributes. One query unless asked for since the last change. */
  ofPlace(place: string, day: string): Promise<Positions>;
  /** One attribute of a country's law. One query. */
  ofPlaceAttribute(
    place: string,
    attribute: Attribute,
    day: string,
  ): Promise<{ position: Position; until: Date | null }>;
  /** Attributes over every country and territory, blanks included. One query for those not asked for since the last change. */
  ofAttributes(attributes: readonly Attribute[], day: string): Promise<Positions>;
  treatiesOf(place: string): Promise<readonly TreatyStatus[]>;
  /** Countries that have any answer, by attribute id. */
  countries(): Promise<ReadonlyMap<string, number>>;
};

/** Opens the law; what is kept in memory is read again after a change tagged `legislation`. */
export function legislation(services: Services): Legislation {
  const db = services.db.reader<LegislationTables>();
  const tree = placeTree(services);
  const spine = standards(services);
  const book = services.reference(['legislation', 'standards'], async (): Promise<LawBook> => {
    const attributes = await listAttributes(db);
    const keys = attributes.map(async ({ id, refs }) => [id, await spine.citationKeys(refs)] as const);
    const cite = async (lang: Lang) =>
      new Map(await Promise.all(attributes.map(async ({ id, refs }) => [id, await spine.cite(refs, lang)] as const)));
    const cited = {} as Record<Lang, ReadonlyMap<string, readonly CitedReference[]>>;
    for (const lang of LANGS) cited[lang] = await cite(lang);
    return {
      topics: await listTopics(db),
      attributes,
      byId: new Map(attributes.map((attribute) => [attribute.id, attribute])),
      bySlug: new Map(attributes.map((attribute) => [attribute.slug, attribute])),
      sources: new Map((await listSources(db)).map((source) => [source.id, source])),
      treatySources: new Map((await listTreatySources(db)).map((source) => [source.id, source])),
      keysOf: new Map(await Promise.all(keys)),
      cited,
    };
  });
  // Positions over the world by attribute and day, until an answer changes; several pages show the same ones.
  const world = services.reference(['legislation', 'places', ANSWERS], async () => new Map<string, Positions>());

  const ofPlaces = services.reference(['legislation', ANSWERS], async () => new Map<string, Promise<Positions>>());
  const treaties = services.reference(['legislation'], async () => new Map<string, Promise<TreatyStatus[]>>());

  async function readPlace(place: string, day: string): Promise<Positions> {
    const { attributes, sources } = await book();
    const answers = await answersOfPlace(db, place);
    const byAttribute = Map.groupBy(answers, (answer) => answer.attribute);
    const positions = attributes.map((attribute) =>
      standing(attribute, place, byAttribute.get(attribute.id), sources, day),
    );
    return { positions, until: nextBoundary(answers, day) };
  }

  async function readWorld(attributes: readonly Attribute[], day: string): Promise<[string, Positions][]> {
    const { sources } = await book();
    const countries: readonly Place[] = await tree.countries();
    const answers = await answersOfAttributes(
      db,
      attributes.map(({ id }) => id),
    );
    const byAttribute = Map.groupBy(answers, ({ attribute }) => attribute);
    return attributes.map((attribute) => {
      const own = byAttribute.get(attribute.id) ?? [];
      const byPlace = Map.groupBy(own, ({ place }) => place);
      const positions = countries.map(({ code }) => standing(attribute, code, byPlace.get(code), sources, day));
      return [`${attribute.id} ${day}`, { positions, until: nextBoundary(own, day) }];
    });
  }

  return {
    book,
    ofPlace: async (place, day) => recall(await ofPlaces(), `${place} ${day}`, () => readPlace(place, day)),
    async ofPlaceAttribute(place, attribute, day) {
      const answers = await answersOfPlaceAttribute(db, place, attribute.id);
      return {
        position: standing(attribute, place, answers, (await book()).sources, day),
        until: nextBoundary(answers, day),
      };
    },
    async ofAttributes(attributes, day) {
      const known = await world();
      const missing = attributes.filter(({ id }) => !known.has(`${id} ${day}`));
      if (missing.length > 0) keep(known, await readWorld(missing, day));
      const parts = attributes.map(({ id }) => known.get(`${id} ${day}`)!);
      return {
        positions: parts.flatMap(({ positions }) => positions),
        until: earliest(parts.map(({ until }) => until)),
      };
    },
    treatiesOf: async (place) => recall(await treaties(), place, () => treatiesOfPlace(db, place)),
    countries: services.reference(['legislation', ANSWERS], () => countCountries(db)),
  };
}

/** Counts positions by grade. */
export function distributionOf(positions: readonly Position[]): Distribution {
  const counts: Distribution = { meets: 0, partial: 0, below: 0, 'no-data': 0 };
  for (const { grade } of positions) counts[grade] += 1;
  return counts;
}

function keep(known: Map<string, Positions>, read: readonly (readonly [string, Positions])[]): void {
  if (known.size > KEPT) known.clear();
  for (const [key, positions] of read) known.set(key, positions);
}

/** What was read since the last change, or a reading now; a failed one is not kept. */
function recall<T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const kept = known.get(key);
  if (kept) return kept;
  if (known.size >= KEPT_PLACES) known.clear();
  const reading = read();
  known.set(key, reading);
  reading.catch(() => known.delete(key));
  return reading;
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((first, date) => (first === null || (date !== null && date < first) ? date : first), null);
}

function standing(
  attribute: Attribute,
  place: string,
  answers: readonly Answer[] | undefined,
  sources: ReadonlyMap<string, Source>,
  day: string,
): Position {
  return answers ? positionOn(attribute, place, answers, sources, day) : blankPosition(attribute, place);
}
