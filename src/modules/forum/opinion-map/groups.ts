// The groups of the opinion map: k-means on the plane, the number of groups by the largest mean silhouette, the same for the same seed.

import type { Point } from './axes.ts';

const STARTS = 12;
const ROUNDS = 200;

/** Finds the groups (k-means++ starts, Lloyd's rounds) for a fixed number or the best of 2 to `mostGroups`. Labels from 1, the largest group first, equal ones by their first member. */
export function groupsOf(
  points: readonly Point[],
  seed: number,
  fixed: number | null,
  mostGroups: number,
): { labels: number[]; silhouette: number | null } {
  const distinct = new Set(points.map(([x, y]) => `${x.toFixed(9)} ${y.toFixed(9)}`)).size;
  const most = Math.min(fixed ?? mostGroups, distinct, points.length - 1);
  const least = Math.min(Math.max(2, fixed ?? 2), most);
  const candidates: number[][] = [];
  for (let k = Math.max(2, least); k <= most; k += 1) candidates.push(clusters(points, k, seed));
  if (candidates.length === 0) return { labels: points.map(() => 1), silhouette: null };
  const silhouettes = silhouettesOf(points, candidates);
  const lonely = candidates.map((labels) => Math.min(...sizesOf(labels)) < 2);
  let best = -1;
  for (const [index] of candidates.entries()) {
    if (lonely[index] && !lonely.every(Boolean)) continue;
    if (best < 0 || silhouettes[index]! > silhouettes[best]! + 1e-12) best = index;
  }
  return { labels: candidates[best]!, silhouette: silhouettes[best]! };
}

/** k-means: Lloyd's rounds from the best of several k-means++ starts. */
function clusters(points: readonly Point[], k: number, seed: number): number[] {
  const random = randomFrom(seed * 1000 + k);
  let best: { labels: Int32Array; spread: number } | null = null;
  for (let start = 0; start < STARTS; start += 1) {
    const found = lloyd(points, chooseCentres(points, k, random));
    if (best === null || found.spread < best.spread - 1e-9) best = found;
  }
  return numbered([...best!.labels], k);
}

function chooseCentres(points: readonly Point[], k: number, random: () => number): [number, number][] {
  const first = points[Math.floor(random() * points.length)]!;
  const centres: [number, number][] = [[first[0], first[1]]];
  const nearest = points.map((point) => squared(point, first));
  while (centres.length < k) {
    let left = random() * nearest.reduce((sum, value) => sum + value, 0);
    let chosen = nearest.findIndex((value) => (left -= value) <= 0 && value > 0);
    if (chosen < 0) chosen = nearest.indexOf(Math.max(...nearest.slice(0, 100_000)));
    const centre = points[chosen]!;
    centres.push([centre[0], centre[1]]);
    for (const [index, point] of points.entries()) nearest[index] = Math.min(nearest[index]!, squared(point, centre));
  }
  return centres;
}

function lloyd(points: readonly Point[], centres: [number, number][]): { labels: Int32Array; spread: number } {
  const labels = new Int32Array(points.length).fill(-1);
  let spread = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    spread = 0;
    const sums = centres.map(() => [0, 0, 0] as [number, number, number]);
    for (const [index, point] of points.entries()) {
      let near = 0;
      for (let c = 1; c < centres.length; c += 1)
        if (squared(point, centres[c]!) < squared(point, centres[near]!)) near = c;
      if (labels[index] !== near) moved = true;
      labels[index] = near;
      spread += squared(point, centres[near]!);
      const sum = sums[near]!;
      sum[0] += point[0];
      sum[1] += point[1];
      sum[2] += 1;
    }
    if (!moved) break;
    for (const [c, [x, y, n]] of sums.entries()) if (n > 0) centres[c] = [x / n, y / n];
  }
  return { labels, spread };
}

function squared(a: Point, b: Point): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
}

function numbered(labels: number[], k: number): number[] {
  const members = Array.from({ length: k }, (_, c) => ({ c, size: 0, first: labels.indexOf(c) }));
  for (const label of labels) members[label]!.size += 1;
  const order = members.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size || a.first - b.first);
  const names = new Map(order.map(({ c }, index) => [c, index + 1]));
  return labels.map((label) => names.get(label)!);
}

/** Members of each group, by label − 1. */
export function sizesOf(labels: readonly number[]): number[] {
  const sizes: number[] = [];
  for (const label of labels) sizes[label - 1] = (sizes[label - 1] ?? 0) + 1;
  return sizes;
}

/** Mean silhouette of each labelling in one pass over all pairs; a member of a group of one counts 0. */
function silhouettesOf(points: readonly Point[], labellings: readonly (readonly number[])[]): number[] {
  const xs = Float64Array.from(points, ([x]) => x);
  const ys = Float64Array.from(points, ([, y]) => y);
  const tables = labellings.map((labels) => Int32Array.from(labels, (label) => label - 1));
  const sizes = labellings.map(sizesOf);
  const sums = sizes.map((list) => new Float64Array(list.length));
  const totals = labellings.map(() => 0);
  for (let i = 0; i < points.length; i += 1) {
    for (const sum of sums) sum.fill(0);
    for (let j = 0; j < points.length; j += 1) {
      const x = xs[i]! - xs[j]!;
      const y = ys[i]! - ys[j]!;
      const distance = Math.sqrt(x * x + y * y);
      for (let t = 0; t < tables.length; t += 1) sums[t]![tables[t]![j]!]! += distance;
    }
    for (let t = 0; t < tables.length; t += 1) totals[t]! += silhouetteOf(tables[t]![i]!, sums[t]!, sizes[t]!);
  }
  return totals.map((total) => total / points.length);
}

function silhouetteOf(own: number, sums: Float64Array, sizes: readonly number[]): number {
  if (sizes[own]! < 2) return 0;
  const inside = sums[own]! / (sizes[own]! - 1);
  let outside = Infinity;
  for (let c = 0; c < sizes.length; c += 1) if (c !== own) outside = Math.min(outside, sums[c]! / sizes[c]!);
  const widest = Math.max(inside, outside);
  return widest === 0 ? 0 : (outside - inside) / widest;
}

/** mulberry32: a small generator whose numbers depend on the seed alone. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
