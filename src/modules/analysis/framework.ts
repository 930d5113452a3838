// The framework of a place: every indicator in order, with its figures or the reason for its blank.

import type { CodedLabel, FigureRow, FrameworkRow, Indicator, Measure } from './model.ts';

const ORDER: Record<Measure, number> = { rate: 0, count: 1, change: 2 };

/** Newest figures first, the indicator as defined before the count behind it. */
export function sortFigures(figures: readonly FigureRow[]): FigureRow[] {
  return [...figures].sort((a, b) => b.period.localeCompare(a.period) || ORDER[a.measure] - ORDER[b.measure]);
}

/**
 * The rows of one place. A blank that was recorded has its own reason; every other blank has the first reason of the list:
 * nothing has been entered here yet.
 */
export function frameworkOf(
  indicators: readonly Indicator[],
  reasons: readonly CodedLabel[],
  ofPlace: readonly FigureRow[],
): FrameworkRow[] {
  return indicators.map((indicator) => {
    const own = ofPlace.filter((row) => row.indicator === indicator.no);
    const figures = sortFigures(own.filter((row) => row.value !== null));
    if (figures.length > 0) return { indicator, figures, reason: null };
    const recorded = own.find((row) => row.reason !== null)?.reason;
    return { indicator, figures, reason: reasons.find(({ code }) => code === recorded) ?? reasons[0] ?? null };
  });
}

/** How many places have a figure of an indicator: countries, and regions of ours or of the source. */
export type Coverage = { countries: number; regions: number };

/** Counts each place once, whatever number of figures it has. */
export function coverageOf(figures: readonly FigureRow[], isCountry: (code: string) => boolean): Coverage {
  const filled = figures.filter((row) => row.value !== null);
  const places = new Set(filled.map((row) => row.place ?? `region: ${row.region}`));
  const countries = [...places].filter(isCountry).length;
  return { countries, regions: places.size - countries };
}
