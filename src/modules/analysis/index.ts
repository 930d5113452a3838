// Door of analysis: the fifteen indicators, the figures of a place with its blanks, and what measures a provision.

import type { Figures } from '#kernel/ports.ts';
import type { Services } from '#platform/services.ts';
import { standards } from '#modules/standards/index.ts';
import { frameworkOf } from './framework.ts';
import type { CodedLabel, FigureRow, FigureSource, FrameworkRow, Indicator } from './model.ts';
import { listBlankReasons, listBreakdowns, listFigures, listFigureSources, listIndicators } from './read.ts';
import type { AnalysisTables } from './tables.ts';

export type { FigureRow, FrameworkRow, Indicator } from './model.ts';

/** Everything held, with its indexes. */
export type AnalysisBook = {
  indicators: readonly Indicator[];
  reasons: readonly CodedLabel[];
  breakdowns: ReadonlyMap<string, CodedLabel>;
  sources: ReadonlyMap<string, FigureSource>;
  figures: readonly FigureRow[];
  ofPlace: ReadonlyMap<string, readonly FigureRow[]>;
  /** Indicators by the key of a provision they measure, of one that encloses it, or of its instrument. */
  ofProvision: ReadonlyMap<string, readonly Indicator[]>;
};

/** What other modules may ask of analysis; answers come from memory after the first call. */
export type Analysis = {
  book(): Promise<AnalysisBook>;
  /** The fifteen rows of a place, each with figures or with a reason. */
  framework(place: string): Promise<FrameworkRow[]>;
};

/** Opens analysis; it is read again after a change tagged `analysis` or `standards`. */
export function analysis(services: Services): Analysis {
  const db = services.db.reader<AnalysisTables>();
  const spine = standards(services);
  const book = services.reference(['analysis', 'standards'], async (): Promise<AnalysisBook> => {
    const indicators = await listIndicators(db);
    const figures = await listFigures(db);
    const ofProvision = new Map<string, Indicator[]>();
    for (const indicator of indicators) {
      for (const key of await spine.citationKeys(indicator.refs))
        ofProvision.set(key, [...(ofProvision.get(key) ?? []), indicator]);
    }
    return {
      indicators,
      reasons: await listBlankReasons(db),
      breakdowns: new Map((await listBreakdowns(db)).map((row) => [row.code, row])),
      sources: new Map((await listFigureSources(db)).map((row) => [row.id, row])),
      figures,
      ofPlace: groupByPlace(figures),
      ofProvision,
    };
  });
  return {
    book,
    async framework(place) {
      const { indicators, reasons, ofPlace } = await book();
      return frameworkOf(indicators, reasons, ofPlace.get(place) ?? []);
    },
  };
}

/** The port: every indicator of a place, one entry per rate, and one with a null value and its reason as status where there is none. */
export function figuresPort(door: Analysis): Figures {
  return {
    async ofPlace(place) {
      const rows = await door.framework(place);
      return rows.flatMap(({ indicator, figures, reason }) => {
        const rates = figures.filter(({ measure }) => measure === 'rate');
        if (rates.length > 0)
          return rates.map(({ period, value, status, source }) => ({
            indicator: indicator.no,
            place,
            period,
            value,
            status: status ?? '',
            source,
          }));
        // A count alone does not measure what the indicator measures.
        const status = figures.length > 0 ? 'not-comparable' : (reason?.code ?? '');
        return [{ indicator: indicator.no, place, period: '', value: null, status, source: null }];
      });
    },
  };
}

function groupByPlace(figures: readonly FigureRow[]): Map<string, FigureRow[]> {
  const groups = new Map<string, FigureRow[]>();
  for (const figure of figures) {
    if (figure.place === null) continue;
    const group = groups.get(figure.place);
    if (group) group.push(figure);
    else groups.set(figure.place, [figure]);
  }
  return groups;
}
