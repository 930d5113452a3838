// Every change of analysis: its lists are replaced as a whole from the first content.

import type { WriteDb } from '#platform/db/types.ts';
import type { CodedLabel, FigureRow, FigureSource, Indicator } from './model.ts';
import type { AnalysisTables } from './tables.ts';

/** What the first content holds. */
export type AnalysisContent = {
  indicators: readonly Indicator[];
  reasons: readonly CodedLabel[];
  breakdowns: readonly CodedLabel[];
  sources: readonly FigureSource[];
  figures: readonly FigureRow[];
};

/** Replaces indicators, reasons, breakdowns, sources and figures. */
export async function replaceAnalysis(db: WriteDb<AnalysisTables>, content: AnalysisContent): Promise<void> {
  await db.deleteFrom('analysis_figure').execute();
  await db.deleteFrom('analysis_source').execute();
  await db.deleteFrom('analysis_breakdown').execute();
  await db.deleteFrom('analysis_blank_reason').execute();
  await db.deleteFrom('analysis_indicator').execute();
  await db
    .insertInto('analysis_indicator')
    .values(content.indicators.map((indicator) => ({ no: indicator.no, data: JSON.stringify(indicator) })))
    .execute();
  await db.insertInto('analysis_blank_reason').values(content.reasons.map(codedRow)).execute();
  await db.insertInto('analysis_breakdown').values(content.breakdowns.map(codedRow)).execute();
  await db
    .insertInto('analysis_source')
    .values([...content.sources])
    .execute();
  await db
    .insertInto('analysis_figure')
    .values(
      content.figures.map((figure) => ({ ...figure, note: figure.note === null ? null : JSON.stringify(figure.note) })),
    )
    .execute();
}

function codedRow({ code, labels, unreviewed }: CodedLabel, position: number) {
  return { code, position, labels: JSON.stringify(labels), unreviewed: [...unreviewed] };
}
