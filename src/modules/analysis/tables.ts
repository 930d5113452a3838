// The tables of analysis, as Kysely sees them.

import type { JSONColumnType } from 'kysely';
import type { AllLabels, Labels, Lang } from '#kernel/locale.ts';
import type { Indicator, Measure, Status } from './model.ts';

type Coded = { code: string; position: number; labels: JSONColumnType<AllLabels>; unreviewed: Lang[] };

/** Own tables of this module. */
export type AnalysisTables = {
  analysis_indicator: { no: number; data: JSONColumnType<Indicator> };
  analysis_blank_reason: Coded;
  analysis_breakdown: Coded;
  analysis_source: { id: string; title: string; publisher: string; url: string; updated: string };
  analysis_figure: {
    id: string;
    indicator: number;
    place: string | null;
    region: string | null;
    measure: Measure;
    period: string;
    since: string | null;
    value: number | null;
    unit: string;
    status: Status | null;
    reason: string | null;
    rounded: boolean;
    source: string | null;
    note: JSONColumnType<Labels> | null;
  };
};
