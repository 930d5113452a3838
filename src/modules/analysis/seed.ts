// First content of analysis: indicators, reasons for blanks and world figures from the facts folder, with one card per indicator.

import type { Card } from '#kernel/card.ts';
import type { Labels } from '#kernel/locale.ts';
import { readFacts } from '#platform/facts.ts';
import type { Services } from '#platform/services.ts';
import { standards } from '#modules/standards/index.ts';
import { MEASURES, STATUSES } from './model.ts';
import type { CodedLabel, FigureRow, FigureSource, Indicator } from './model.ts';
import type { AnalysisTables } from './tables.ts';
import { replaceAnalysis } from './write.ts';
import type { AnalysisContent } from './write.ts';

export const FACTS = new URL('./facts/', import.meta.url);

type FigureFact = {
  no: number;
  place: string | null;
  sourceRegion: string;
  measure: string;
  value: number;
  unit: string;
  year: number;
  since?: number;
  status: string;
  rounded: boolean;
  source: { title: string; publisher: string; url: string; updated: string };
  note: Labels | null;
};

/** Themes and disciplines an indicator belongs to, beside the theme of data and statistics. */
const THREADS: Readonly<Record<number, { themes: readonly string[]; disciplines: readonly string[] }>> = {
  1: { themes: ['police-practice'], disciplines: ['police', 'criminological', 'legal'] },
  2: { themes: ['detention'], disciplines: ['legal', 'criminological', 'social'] },
  3: { themes: ['pre-trial-detention'], disciplines: ['legal', 'criminological', 'police'] },
  4: { themes: ['pre-trial-detention', 'fair-trial'], disciplines: ['legal', 'criminological'] },
  5: { themes: ['detention', 'sentencing'], disciplines: ['legal', 'criminological'] },
  6: { themes: ['detention-conditions', 'mental-health'], disciplines: ['medical', 'legal'] },
  7: { themes: ['detention-conditions'], disciplines: ['legal', 'social'] },
  8: { themes: ['detention-conditions', 'family'], disciplines: ['social', 'psychological'] },
  9: { themes: ['sentencing', 'non-custodial'], disciplines: ['legal', 'criminological'] },
  10: { themes: ['diversion'], disciplines: ['legal', 'social', 'police'] },
  11: { themes: ['aftercare', 'reintegration'], disciplines: ['social', 'educational', 'psychological'] },
  12: { themes: ['inspection-complaints'], disciplines: ['legal'] },
  13: { themes: ['inspection-complaints', 'right-to-be-heard'], disciplines: ['legal'] },
  14: { themes: ['specialised-courts', 'child-friendly-justice'], disciplines: ['legal'] },
  15: { themes: ['prevention'], disciplines: ['social', 'educational', 'criminological'] },
};

/** Everything of the facts folder, figures with the ids of their sources. */
export async function analysisFromFacts(): Promise<AnalysisContent> {
  const facts = await readFacts<FigureFact[]>(FACTS, 'world-figures');
  const sources = new Map<string, FigureSource>();
  const figures = facts.map((fact): FigureRow => {
    const source = { id: slug(`${fact.source.publisher} ${fact.source.title}`), ...fact.source };
    sources.set(source.id, source);
    const since = fact.since === undefined ? null : String(fact.since);
    return {
      id: [fact.no, fact.place ?? slug(fact.sourceRegion), fact.measure, fact.year, since]
        .filter((part) => part !== null)
        .join(':'),
      indicator: fact.no,
      place: fact.place,
      region: fact.sourceRegion,
      measure: known(MEASURES, fact.measure),
      period: String(fact.year),
      since,
      value: fact.value,
      unit: fact.unit,
      status: known(STATUSES, fact.status),
      reason: null,
      rounded: fact.rounded,
      source: source.id,
      note: fact.note,
    };
  });
  return {
    indicators: await readFacts<Indicator[]>(FACTS, 'indicators'),
    reasons: await readFacts<CodedLabel[]>(FACTS, 'blank-reasons'),
    breakdowns: await readFacts<CodedLabel[]>(FACTS, 'disaggregations'),
    sources: [...sources.values()],
    figures,
  };
}

/** Loads analysis and its cards in one transaction. */
export async function seedAnalysis(services: Services): Promise<void> {
  const content = await analysisFromFacts();
  const spine = standards(services);
  const at = services.now();
  const cards: Card[] = [];
  for (const indicator of content.indicators)
    cards.push(indicatorCard(indicator, await spine.citationKeys(indicator.refs), at));
  await services.db.transaction(async (tx) => {
    await replaceAnalysis(services.db.writer<AnalysisTables>(tx), content);
    await services.ports.cards.put(tx, cards);
    await services.ports.events.record(
      tx,
      { name: 'analysis.loaded', about: null, data: { figures: content.figures.length } },
      ['analysis'],
    );
  });
}

function indicatorCard(indicator: Indicator, provisions: readonly string[], at: Date): Card {
  const threads = THREADS[indicator.no] ?? { themes: [], disciplines: [] };
  return {
    ref: { kind: 'analysis.indicator', id: indicator.code },
    path: `/indicators/${indicator.no}`,
    titles: indicator.names,
    summaries: indicator.definition,
    body: { en: [indicator.code, ...indicator.counterparts.map(({ code }) => code)].join(' ') },
    places: [],
    themes: [...threads.themes, 'data'],
    disciplines: threads.disciplines,
    provisions,
    year: null,
    updatedAt: at,
  };
}

function known<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((entry) => entry === text);
  if (found === undefined) throw new Error(`The facts of analysis use the unknown code "${text}".`);
  return found;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
