// What a measurement tells: a line, and whether it reached its budget.

/** A measured figure: judged, or only told (`ok` null). */
export type BenchFigure = { line: string; ok: boolean | null };
/** Measures and tells its figures one by one. */
export type BenchRun = () => AsyncIterable<BenchFigure> | Iterable<BenchFigure>;
