// Pages of analysis: the fifteen indicators and each of them, and the pieces it shows on places and provisions.

import { pickLabel } from '#kernel/locale.ts';
import type { Panel } from '#kernel/manifest.ts';
import type { PageRequest, PageRoute, PageView, Redirect } from '#kernel/page.ts';
import { notFound } from '#kernel/problem.ts';
import type { Services } from '#platform/services.ts';
import { placeTree } from '#modules/places/index.ts';
import type { PlaceTree } from '#modules/places/index.ts';
import { standards } from '#modules/standards/index.ts';
import { coverageOf, sortFigures } from './framework.ts';
import { analysis } from './index.ts';
import type { Analysis, AnalysisBook } from './index.ts';
import type { CodedLabel, FigureRow, Indicator } from './model.ts';
import { indicatorListView, indicatorView } from './views/indicators.ts';
import type { IndicatorEntry } from './views/indicators.ts';
import { frameworkView, measuredByView } from './views/panels.ts';

const SHOWS = ['analysis', 'standards', 'places'];

type Doors = { door: Analysis; places: PlaceTree; spine: ReturnType<typeof standards> };

/** The routes of analysis. */
export function analysisPages(services: Services): PageRoute[] {
  const doors: Doors = { door: analysis(services), places: placeTree(services), spine: standards(services) };
  return [
    { method: 'GET', path: '/indicators', access: 'everyone', handler: (request) => listPage(request, doors) },
    { method: 'GET', path: '/indicators/:no', access: 'everyone', handler: (request) => indicatorPage(request, doors) },
  ];
}

/** The framework on every place but subdivisions, for which nothing is collected yet; the indicators of a provision. */
export function analysisPanels(services: Services): Panel[] {
  const door = analysis(services);
  const places = placeTree(services);
  return [
    {
      on: 'place',
      order: 40,
      async view(request, code) {
        const place = await places.placeByCode(code);
        if (!place || place.kind === 'subdivision') return null;
        const { sources } = await door.book();
        return {
          title: request.t('analysis.framework.title'),
          anchor: 'indicators',
          body: frameworkView(request, await door.framework(code), sources),
          shows: ['analysis'],
        };
      },
    },
    {
      on: 'provision',
      order: 30,
      async view(request, key) {
        const indicators = (await door.book()).ofProvision.get(key) ?? [];
        if (indicators.length === 0) return null;
        return {
          title: request.t('analysis.measured_by'),
          anchor: 'indicators',
          body: measuredByView(request, indicators),
          shows: ['analysis'],
        };
      },
    },
  ];
}

async function listPage(request: PageRequest, doors: Doors): Promise<PageView> {
  const { t, lang } = request;
  const book = await doors.door.book();
  const countries = await countryCodes(doors.places);
  const entries = await Promise.all(
    book.indicators.map((indicator) => entryOf(indicator, book, countries, doors, lang)),
  );
  return {
    kind: 'view',
    title: t('analysis.title'),
    description: t('analysis.lead'),
    body: indicatorListView(request, entries, countries.size),
    shows: SHOWS,
  };
}

async function indicatorPage(request: PageRequest, doors: Doors): Promise<PageView | Redirect> {
  const { t, lang } = request;
  const typed = request.params.no ?? '';
  const book = await doors.door.book();
  const no = /^(?:ind-?)?0*(\d{1,2})$/i.exec(typed)?.[1];
  const at = book.indicators.findIndex((indicator) => String(indicator.no) === no);
  const indicator = book.indicators[at];
  if (!indicator) {
    const near = book.indicators.map((other) => ({
      title: pickLabel(other.names, lang).text,
      path: `/indicators/${other.no}`,
    }));
    throw notFound('analysis.unknown_indicator', { no: typed.slice(0, 60) }, near);
  }
  if (typed !== no) return { kind: 'redirect', to: `/${lang}/indicators/${indicator.no}`, status: 301 };
  const countries = await countryCodes(doors.places);
  const own = book.figures.filter((figure) => figure.indicator === indicator.no);
  const shown = groupByPlace(sortFigures(own.filter(({ value }) => value !== null)));
  const title = pickLabel(indicator.names, lang).text;
  const description = pickLabel(indicator.definition, lang).text;
  return {
    kind: 'view',
    title: t('analysis.page_title', { no: indicator.no, name: title }),
    description,
    body: indicatorView(request, {
      ...(await entryOf(indicator, book, countries, doors, lang)),
      figures: await Promise.all(
        shown.map(async (figure) => ({
          figure,
          placeName: figure.place === null ? null : await doors.places.nameOf(figure.place, lang),
        })),
      ),
      sources: book.sources,
      breakdowns: indicator.disaggregation.map((code) => book.breakdowns.get(code)).filter((row) => row !== undefined),
      reasons: countReasons(book.reasons, own, countries),
      countries: countries.size,
      around: { before: book.indicators[at - 1] ?? null, after: book.indicators[at + 1] ?? null },
    }),
    crumbs: [{ label: t('analysis.menu'), path: '/indicators' }],
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'DefinedTerm',
      name: title,
      description,
      termCode: indicator.code,
    },
    shows: SHOWS,
  };
}

/** Figures of one place one under another, places in the order of their first figure. */
function groupByPlace(figures: readonly FigureRow[]): FigureRow[] {
  const keyOf = ({ place, region }: FigureRow) => place ?? `region: ${region}`;
  return [...new Set(figures.map(keyOf))].flatMap((key) => figures.filter((figure) => keyOf(figure) === key));
}

async function entryOf(
  indicator: Indicator,
  book: AnalysisBook,
  countries: ReadonlySet<string>,
  { spine }: Doors,
  lang: PageRequest['lang'],
): Promise<IndicatorEntry> {
  const figures = book.figures.filter((figure) => figure.indicator === indicator.no);
  return {
    indicator,
    cited: await spine.cite(indicator.refs, lang),
    coverage: coverageOf(figures, (code) => countries.has(code)),
  };
}

/** For how many countries each reason holds; a blank that was not recorded has the first reason. */
function countReasons(
  reasons: readonly CodedLabel[],
  figures: readonly FigureRow[],
  countries: ReadonlySet<string>,
): { reason: CodedLabel; countries: number }[] {
  const standing = new Map<string, string>();
  for (const code of countries) standing.set(code, reasons[0]?.code ?? '');
  for (const { place, reason } of figures)
    if (place !== null && reason !== null && standing.has(place)) standing.set(place, reason);
  for (const { place, value } of figures) if (place !== null && value !== null) standing.delete(place);
  const held = [...standing.values()];
  return reasons.map((reason) => ({ reason, countries: held.filter((code) => code === reason.code).length }));
}

async function countryCodes(places: PlaceTree): Promise<ReadonlySet<string>> {
  return new Set((await places.countries()).map(({ code }) => code));
}
