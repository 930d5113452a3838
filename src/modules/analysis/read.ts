// Every query of analysis: what is held is small and read whole.

import type { ReadDb } from '#platform/db/types.ts';
import type { CodedLabel, FigureRow, FigureSource, Indicator } from './model.ts';
import type { AnalysisTables } from './tables.ts';

/** The fifteen indicators in their order. */
export async function listIndicators(db: ReadDb<AnalysisTables>): Promise<Indicator[]> {
  const rows = await db.selectFrom('analysis_indicator').select('data').orderBy('no').execute();
  return rows.map((row) => row.data);
}

/** Reasons for blanks; the first is the one of every blank without its own. */
export async function listBlankReasons(db: ReadDb<AnalysisTables>): Promise<CodedLabel[]> {
  const rows = await db.selectFrom('analysis_blank_reason').selectAll().orderBy('position').execute();
  return rows.map(({ position: _, ...row }) => row);
}

/** Breakdowns such as sex and age. */
export async function listBreakdowns(db: ReadDb<AnalysisTables>): Promise<CodedLabel[]> {
  const rows = await db.selectFrom('analysis_breakdown').selectAll().orderBy('position').execute();
  return rows.map(({ position: _, ...row }) => row);
}

/** Sources of figures. */
export async function listFigureSources(db: ReadDb<AnalysisTables>): Promise<FigureSource[]> {
  return db.selectFrom('analysis_source').selectAll().orderBy('id').execute();
}

/** Every figure and every recorded blank. */
export async function listFigures(db: ReadDb<AnalysisTables>): Promise<FigureRow[]> {
  const rows = await db.selectFrom('analysis_figure').selectAll().orderBy('id').execute();
  // The check of the table holds value, status, reason and source together.
  return rows as FigureRow[];
}
