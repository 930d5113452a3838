// Measures search over 100,000 generated cards in six scripts: a fixed mix of 200 queries, facets on, nothing cached.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Lang } from '../../src/kernel/locale.ts';
import type { Card } from '../../src/kernel/card.ts';
import type { Ports } from '../../src/kernel/ports.ts';
import { openCatalogue } from '../../src/modules/catalogue/index.ts';
import type { Catalogue } from '../../src/modules/catalogue/index.ts';
import { catalogueModule } from '../../src/modules/catalogue/module.ts';
import { wordsOf } from '../../src/modules/catalogue/words.ts';
import { placesModule } from '../../src/modules/places/module.ts';
import { placesFromFacts } from '../../src/modules/places/seed.ts';
import { vocabularyModule } from '../../src/modules/vocabulary/module.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { migrate, openDatabase } from '../../src/platform/db/index.ts';
import type { OpenDatabase } from '../../src/platform/db/index.ts';
import { createEvents } from '../../src/platform/events/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { createReferences } from '../../src/platform/reference.ts';
import type { Services } from '../../src/platform/services.ts';
import { generatedCards, seeded } from './generated-cards.ts';

/** What was measured, in milliseconds; `ratio` is the time at 100,000 over the time at 10,000 cards at equal hits. */
export type SearchFigures = {
  cards: number;
  loadSeconds: number;
  median: number;
  p95: number;
  worst: number;
  ratio: number;
  groups: Record<string, { median: number; p95: number; hits: number; empty: number }>;
};

type Group = 'common word' | 'two words' | 'one typo' | 'phrase or minus' | 'other scripts';
type Asked = { group: Group; q: string; lang: Lang };

const SMALL = 10_000;
const LARGE = 100_000;
const BATCH = 2_000;

/** Loads the cards through the catalogue's own writing and measures; the database must be migrated, and empty of cards. */
export async function benchSearch(services: Services, large = LARGE): Promise<SearchFigures> {
  const catalogue = openCatalogue(services);
  const places = (await placesFromFacts()).filter(({ kind }) => kind === 'country').map(({ code }) => code);
  const begun = performance.now();
  await load(services, catalogue, generatedCards(0, SMALL, places));
  await settle(services);
  const few = await timesAtEqualHits(services, catalogue);
  await load(services, catalogue, generatedCards(SMALL, large, places));
  const loadSeconds = (performance.now() - begun) / 1000;
  await settle(services);
  const many = await timesAtEqualHits(services, catalogue);
  const mix = await makeMix(services, large, places);
  for (const asked of mix.slice(0, 20)) await ask(catalogue, asked);
  const groups: Record<string, { times: number[]; hits: number; empty: number }> = {};
  for (const asked of mix) {
    const { ms, total } = await ask(catalogue, asked);
    const group = (groups[asked.group] ??= { times: [], hits: 0, empty: 0 });
    group.times.push(ms);
    group.hits += total;
    if (total === 0) group.empty += 1;
  }
  const all = Object.values(groups).flatMap(({ times }) => times);
  return {
    cards: large,
    loadSeconds,
    median: quantile(all, 0.5),
    p95: quantile(all, 0.95),
    worst: Math.max(...all),
    ratio: quantile(many, 0.5) / quantile(few, 0.5),
    groups: Object.fromEntries(
      Object.entries(groups).map(([name, { times, hits, empty }]) => [
        name,
        { median: quantile(times, 0.5), p95: quantile(times, 0.95), hits: Math.round(hits / times.length), empty },
      ]),
    ),
  };
}

async function ask(
  catalogue: Catalogue,
  { q, lang }: { q: string; lang: Lang },
): Promise<{ ms: number; total: number }> {
  const begun = performance.now();
  const { total } = await catalogue.search({ q, filters: {}, order: 'relevance', page: 1 }, lang);
  return { ms: performance.now() - begun, total };
}

async function load(services: Services, catalogue: Catalogue, cards: Iterable<Card>): Promise<void> {
  let batch: Card[] = [];
  const flush = async () => {
    const full = batch;
    batch = [];
    if (full.length > 0) await services.db.transaction((tx) => catalogue.cards.put(tx, full));
  };
  for (const card of cards) {
    batch.push(card);
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function settle(services: Services): Promise<void> {
  const db = services.db as OpenDatabase;
  for (const table of ['catalogue_card', 'catalogue_search', 'catalogue_term', 'catalogue_word', 'catalogue_facet_set'])
    await db.execute(`vacuum analyze ${table}`);
}

/** Words of the dictionary that stand in so many cards. */
async function wordsIn(
  services: Services,
  least: number,
  most: number,
  stemmers: readonly string[],
): Promise<{ word: string; stemmer: string }[]> {
  const db = services.db as OpenDatabase;
  const { rows } = await db.execute(
    `select min(word) as word, stemmer from catalogue_term where stemmer in (${stemmers.map((name) => `'${name}'`).join(', ')})
     group by stem, stemmer having sum(cards) between $1 and $2 and max(length(word)) > 3 order by stemmer, stem`,
    [Math.round(least), Math.round(most)],
  );
  return rows as { word: string; stemmer: string }[];
}

async function timesAtEqualHits(services: Services, catalogue: Catalogue): Promise<number[]> {
  const words = await wordsIn(services, 900, 1_100, ['english', 'french', 'spanish', 'russian', 'arabic']);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const { word } of words.slice(0, 40)) {
      const { ms } = await ask(catalogue, { q: word, lang: 'en' });
      if (round > 0) times.push(ms);
    }
  }
  return times;
}

const LATIN = ['english', 'french', 'spanish'];

async function makeMix(services: Services, cards: number, places: readonly string[]): Promise<Asked[]> {
  const random = seeded(2026);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const common = await wordsIn(services, cards * 0.05, cards * 0.2, LATIN);
  const usual = await wordsIn(services, cards * 0.005, cards * 0.2, LATIN);
  const long = (await wordsIn(services, 20, cards * 0.2, LATIN)).filter(({ word }) => word.length >= 6);
  const other = await wordsIn(services, cards * 0.002, cards * 0.2, ['arabic', 'russian']);
  const sample = [...generatedCards(0, 600, places)];
  const texts = (lang: Lang) => sample.flatMap(({ summaries }) => summaries[lang] ?? []);
  const pair = (lang: Lang) => {
    const words = wordsOf(pick(texts(lang)));
    const at = Math.floor(random() * (words.length - 1));
    return `${words[at]!.word} ${words[at + 1]!.word}`;
  };
  const times = (count: number, group: Group, make: (index: number) => string): Asked[] =>
    Array.from({ length: count }, (_, index) => ({
      group,
      q: make(index),
      lang: (['en', 'fr', 'es'] as const)[index % 3]!,
    }));
  const chinese = () => {
    const text = [...pick(texts('zh'))];
    const at = Math.floor(random() * (text.length - 4));
    return text.slice(at, at + 2 + Math.floor(random() * 3)).join('');
  };
  return [
    ...times(60, 'common word', () => pick(common).word),
    ...times(50, 'two words', () => `${pick(usual).word} ${pick(usual).word}`),
    ...times(30, 'one typo', () => slip(pick(long).word, random)),
    ...times(20, 'phrase or minus', (index) =>
      index % 2 === 0 ? `"${pair('en')}"` : `${pick(common).word} -${pick(usual).word}`,
    ),
    ...times(40, 'other scripts', (index) =>
      index % 3 === 0 ? chinese() : index % 3 === 1 ? pick(other).word : `${pick(other).word} ${pick(other).word}`,
    ),
  ];
}

/** A word with one letter left out, doubled, changed or swapped. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word[at]! + word.slice(at);
  if (kind === 2) return `${word.slice(0, at)}x${word.slice(at + 1)}`;
  return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
}

function quantile(values: readonly number[], part: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * part))] ?? NaN;
}

/** The services that the catalogue needs, on an open database. */
export function benchServices(db: OpenDatabase): Services {
  const log = createLog({ logLevel: 'warn' });
  const references = createReferences();
  const events = createEvents({ db, log, onChange: (tags) => references.drop(tags) });
  return {
    db,
    log,
    now: () => new Date(),
    reference: references.reference,
    ports: { events } as unknown as Ports,
  } as Partial<Services> as Services;
}

/** Prints the figures, a line each. */
export function describeSearch({ cards, loadSeconds, median, p95, worst, ratio, groups }: SearchFigures): string {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    `search over ${cards.toLocaleString('en')} cards (loaded in ${loadSeconds.toFixed(0)} s): median ${ms(median)} (goal < 40), p95 ${ms(p95)} (goal < 150), worst ${ms(worst)}`,
    `10,000 to ${cards.toLocaleString('en')} cards at equal hits: × ${ratio.toFixed(2)} (goal < 2)`,
    ...Object.entries(groups).map(
      ([name, group]) =>
        `  ${name}: median ${ms(group.median)}, p95 ${ms(group.p95)}, hits on average ${group.hits}, without hits ${group.empty}`,
    ),
  ].join('\n');
}

async function alone(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'observatory-bench-'));
  const config = loadConfig({ ...process.env, OBSERVATORY_DATA: folder });
  const db = await openDatabase(config, createLog({ logLevel: 'warn' }));
  try {
    const manifests = [vocabularyModule(), placesModule(), catalogueModule()];
    await migrate(db, manifests);
    const services = benchServices(db);
    Object.assign(services.ports, { cards: openCatalogue(services).cards });
    for (const manifest of manifests) {
      if (manifest.name === 'vocabulary') await manifest.seed?.(services);
    }
    const words = process.argv.slice(2);
    const cards = Number(words.find((word) => /^\d+$/.test(word)) ?? LARGE);
    const figures = await benchSearch(services, cards);
    console.log(words.includes('--json') ? JSON.stringify(figures) : describeSearch(figures));
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await alone();
