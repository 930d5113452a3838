// The measurements of single modules, in the order they are run; each is loaded when its turn comes.

/** A measured figure: judged, or only told (`ok` null). */
export type BenchFigure = { line: string; ok: boolean | null };
/** Measures and tells its figures one by one. */
export type BenchRun = () => AsyncIterable<BenchFigure> | Iterable<BenchFigure>;

/** `npm run bench -- <name>` runs one alone. */
export const FURTHER: readonly { name: string; title: string; load: () => Promise<BenchRun> }[] = [
  {
    name: 'opinion-map',
    title: 'Opinion map',
    load: async () => (await import('./opinion-map.ts')).benchOpinionMap,
  },
];
