// The public JSON shape of indicators and their figures.

import { z } from 'zod';
import type { AnalysisBook } from './index.ts';
import type { Indicator } from './model.ts';

const figure = z.object({
  place: z.string().nullable(),
  region: z.string().nullable(),
  measure: z.enum(['rate', 'count', 'change']),
  period: z.string(),
  since: z.string().nullable(),
  value: z.number().nullable(),
  unit: z.string(),
  status: z.string().nullable(),
  reason: z.string().nullable(),
  rounded: z.boolean(),
  source: z.object({ title: z.string(), publisher: z.string(), url: z.string(), updated: z.string() }).nullable(),
});

const indicator = z.object({
  no: z.number().int(),
  code: z.string(),
  core: z.boolean(),
  kind: z.enum(['quantitative', 'policy']),
  name: z.string(),
  definition: z.string(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  multiplier: z.number().nullable(),
  unit: z.string(),
  measured: z.string(),
  breakdowns: z.array(z.string()),
  provisions: z.array(z.string()),
  counterparts: z.array(z.object({ scheme: z.string(), code: z.string(), status: z.string() })),
  figures: z.array(figure),
});

/** The fifteen indicators with the figures that exist. */
export const indicatorsAnswer = z.object({ lang: z.string(), indicators: z.array(indicator) });

/** One indicator for machines, in one language. */
export function presentIndicator(
  entry: Indicator,
  book: AnalysisBook,
  lang: keyof Indicator['names'],
): z.infer<typeof indicator> {
  return {
    no: entry.no,
    code: entry.code,
    core: entry.core,
    kind: entry.kind,
    name: entry.names[lang],
    definition: entry.definition[lang],
    numerator: entry.numerator?.[lang] ?? null,
    denominator: entry.denominator?.[lang] ?? null,
    multiplier: entry.multiplier,
    unit: entry.unit[lang],
    measured: entry.measured,
    breakdowns: [...entry.disaggregation],
    provisions: [...entry.refs],
    counterparts: [...entry.counterparts],
    figures: book.figures
      .filter((row) => row.indicator === entry.no)
      .map(({ id: _, indicator: _no, note: _note, source, ...rest }) => {
        const from = source === null ? undefined : book.sources.get(source);
        return {
          ...rest,
          source: from ? { title: from.title, publisher: from.publisher, url: from.url, updated: from.updated } : null,
        };
      }),
  };
}
