// The plane of the opinion map: the first two principal components of the votes.

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** A place on the plane. */
export type Point = readonly [number, number];

/** Places the rows of a matrix (NaN: no value) on its first two principal components, and tells the shares of variance. */
export function planeOf(matrix: readonly Float64Array[]): { points: Point[]; variance: [number, number] } {
  const rows = matrix.length;
  const columns = matrix[0]?.length ?? 0;
  const centred = matrix.map((row) => Float64Array.from(row));
  for (let column = 0; column < columns; column += 1) {
    let sum = 0;
    let count = 0;
    for (const row of matrix) {
      if (Number.isNaN(row[column])) continue;
      sum += row[column]!;
      count += 1;
    }
    const mean = sum / count;
    for (const row of centred) row[column] = Number.isNaN(row[column]) ? 0 : row[column]! - mean;
  }
  if (rows < 2 || columns === 0) return { points: matrix.map(() => [0, 0]), variance: [0, 0] };
  const axes = axesOf(covarianceOf(centred, columns));
  return {
    points: centred.map((row): Point => [dot(row, axes[0]!.loadings), dot(row, axes[1]!.loadings)]),
    variance: [axes[0]!.share, axes[1]!.share],
  };
}

type Axis = { loadings: Float64Array; share: number };

/** The two heaviest eigenvectors of a symmetric matrix; an axis without variance has no loadings. */
function axesOf(covariance: number[][]): [Axis, Axis] {
  const size = covariance.length;
  const decomposition = new EigenvalueDecomposition(new Matrix(covariance), { assumeSymmetric: true });
  const values = decomposition.realEigenvalues;
  const vectors = decomposition.eigenvectorMatrix;
  const order = values.map((_, index) => index).sort((a, b) => values[b]! - values[a]!);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axis = (rank: number): Axis => {
    const index = order[rank];
    const value = index === undefined ? 0 : values[index]!;
    if (index === undefined || value <= total * 1e-12) return { loadings: new Float64Array(size), share: 0 };
    const loadings = Float64Array.from({ length: size }, (_, row) => vectors.get(row, index));
    let heaviest = 0;
    for (let row = 1; row < size; row += 1)
      if (Math.abs(loadings[row]!) > Math.abs(loadings[heaviest]!) + 1e-9) heaviest = row;
    const sign = loadings[heaviest]! < 0 ? -1 : 1;
    return { loadings: loadings.map((loading) => loading * sign), share: value / total };
  };
  return [axis(0), axis(1)];
}

/** Sample covariance (n − 1) of centred rows. */
function covarianceOf(rows: readonly Float64Array[], columns: number): number[][] {
  const flat = new Float64Array(columns * columns);
  for (const row of rows) {
    for (let a = 0; a < columns; a += 1) {
      const value = row[a]!;
      if (value === 0) continue;
      const start = a * columns;
      for (let b = a; b < columns; b += 1) flat[start + b]! += value * row[b]!;
    }
  }
  const scale = 1 / (rows.length - 1);
  return Array.from({ length: columns }, (_, a) =>
    Array.from({ length: columns }, (_, b) => flat[Math.min(a, b) * columns + Math.max(a, b)]! * scale),
  );
}

function dot(row: Float64Array, loadings: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < row.length; index += 1) sum += row[index]! * loadings[index]!;
  return sum;
}
