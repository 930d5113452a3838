// Analysis: the fifteen indicators, the figures that exist with their source, and the reasons why others are blank.

import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';

export const MEASURED = ['stock', 'flow-12m', 'flow-over-stock', 'stock-lookback-3m', 'cohort-12m', 'policy'] as const;
/** What an indicator counts: children on one day, events of a year, those leaving in a year, or a policy. */
export type Measured = (typeof MEASURED)[number];

/** A code in another body's statistics; `older` series are kept for matching only. */
export type Counterpart = { scheme: string; code: string; status: 'current' | 'older' | 'all ages' };

/** One of the fifteen indicators; wording is ours. */
export type Indicator = {
  no: number;
  code: string;
  kind: 'quantitative' | 'policy';
  core: boolean;
  names: AllLabels;
  definition: AllLabels;
  /** Null where the indicator is a yes/no and a level. */
  numerator: AllLabels | null;
  denominator: AllLabels | null;
  /** Null for distributions and yes/no indicators. */
  multiplier: number | null;
  unit: AllLabels;
  measured: Measured;
  disaggregation: readonly string[];
  refs: readonly string[];
  counterparts: readonly Counterpart[];
  note: AllLabels | null;
  confidence: 'checked-text' | 'checked-secondary' | 'recall';
  unreviewed: readonly Lang[];
};

/** A code with its label: a reason for a blank or a breakdown. */
export type CodedLabel = { code: string; labels: AllLabels; unreviewed: readonly Lang[] };

export const MEASURES = ['rate', 'count', 'change'] as const;
/** The indicator as defined, the bare count behind it, or the difference from an earlier year. */
export type Measure = (typeof MEASURES)[number];
export const STATUSES = ['observed', 'provisional', 'estimate'] as const;
/** How a figure came about. */
export type Status = (typeof STATUSES)[number];

/** A figure with its source, or the reason why there is none. */
export type FigureRow = {
  id: string;
  indicator: number;
  /** Null where the source's region is no place of ours. */
  place: string | null;
  /** The source's own name of the region. */
  region: string | null;
  measure: Measure;
  period: string;
  /** Earlier year a change is counted from. */
  since: string | null;
  unit: string;
  rounded: boolean;
  note: Labels | null;
} & (
  | { value: number; status: Status; reason: null; source: string }
  | { value: null; status: null; reason: string; source: string | null }
);

/** Where figures come from. */
export type FigureSource = { id: string; title: string; publisher: string; url: string; updated: string };

/** One row of the framework of a place: what exists of an indicator, or why nothing does. */
export type FrameworkRow = { indicator: Indicator; figures: readonly FigureRow[]; reason: CodedLabel | null };
