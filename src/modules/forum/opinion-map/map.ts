// The opinion map: places people by how they voted on short statements, finds groups among them, and what unites or divides these. Pure.

import { planeOf } from './axes.ts';
import { groupsOf, sizesOf } from './groups.ts';

/** One vote: agree 1, pass 0, disagree −1. */
export type Vote = { participant: string; statement: string; vote: -1 | 0 | 1 };

/** A participant on the plane of the first two principal components, and the number of their group. */
export type MappedParticipant = { id: string; x: number; y: number; group: number };
/** A group; numbered from 1, the largest first. */
export type OpinionGroup = { id: number; size: number };

/** A statement with its votes over everyone; `byGroup` has them per group, in the order of the groups. */
export type MappedStatement = {
  id: string;
  agree: number;
  disagree: number;
  pass: number;
  /** Every group clearly agrees (at least 60 of 100, smoothed as below), or every group clearly disagrees. */
  consensus: boolean;
  /** One group clearly agrees, another clearly disagrees. */
  divisive: boolean;
  /** Product over the groups of the smoothed share on the winning side: 0 to 1. */
  consensusScore: number;
  /** Largest difference of the smoothed share of agreement between two groups: 0 to 1. */
  divisiveScore: number;
  byGroup: readonly { group: number; agree: number; disagree: number; pass: number }[];
};

/** The map; `silhouette` is the mean over all participants, null when there is but one group. */
export type OpinionMap = {
  participants: MappedParticipant[];
  groups: OpinionGroup[];
  statements: MappedStatement[];
  silhouette: number | null;
  /** Shares of the variance that the two axes carry. */
  variance: readonly [number, number];
  seed: number;
};

/** `groups` fixes the number of groups; otherwise 2 to `mostGroups` are tried. */
export type OpinionOptions = { seed?: number; mostGroups?: number; groups?: number };

/** Smoothed share from which a group clearly agrees or disagrees; halves of a group that is of two minds stay below it. */
const CLEAR_SHARE = 0.6;

/**
 * Draws the map of a set of votes.
 *
 * Votes are a matrix of participants × statements. What somebody did not vote on is filled with the mean of its statement, so
 * that not having seen a statement moves nobody. Axes: the first two principal components of the centred, unscaled matrix
 * (as R's `prcomp(x)`), from the eigenvectors of its covariance; each axis points so that its heaviest loading is positive.
 * Groups: k-means on the plane (k-means++ starts from `seed`, the best of 12), k from 2 to 5 by the largest mean silhouette
 * (Rousseeuw 1987, over all pairs); groups of one person do not count as a solution unless there is no other. Shares are
 * smoothed as (votes on the side + 1) / (all votes of the group + 2). The same votes in any order give the same map.
 *
 * Throws RangeError when a participant votes twice on one statement or a vote is not −1, 0 or 1.
 */
export function drawOpinionMap(votes: readonly Vote[], options: OpinionOptions = {}): OpinionMap {
  const { seed = 1, mostGroups = 5 } = options;
  const { participants, statements, matrix } = matrixOf(votes);
  const { points, variance } = planeOf(matrix);
  const { labels, silhouette } = groupsOf(points, seed, options.groups ?? null, mostGroups);
  const sizes = sizesOf(labels);
  return {
    participants: participants.map((id, row) => ({ id, x: points[row]![0], y: points[row]![1], group: labels[row]! })),
    groups: sizes.map((size, index) => ({ id: index + 1, size })),
    statements: statements.map((id, column) => judge(id, matrix, column, labels, sizes.length)),
    silhouette,
    variance,
    seed,
  };
}

/** Rows of votes; NaN where there is none. */
type Votes = readonly Float64Array[];

function matrixOf(votes: readonly Vote[]): { participants: string[]; statements: string[]; matrix: Votes } {
  const participants = [...new Set(votes.map(({ participant }) => participant))].sort(byCode);
  const statements = [...new Set(votes.map(({ statement }) => statement))].sort(byCode);
  const rowOf = new Map(participants.map((id, index) => [id, index]));
  const columnOf = new Map(statements.map((id, index) => [id, index]));
  const matrix = participants.map(() => new Float64Array(statements.length).fill(Number.NaN));
  for (const { participant, statement, vote } of votes) {
    if (vote !== -1 && vote !== 0 && vote !== 1)
      throw new RangeError(`The vote of ${participant} on ${statement} is ${String(vote)}; it may be -1, 0 or 1.`);
    const row = matrix[rowOf.get(participant)!]!;
    const column = columnOf.get(statement)!;
    if (!Number.isNaN(row[column])) throw new RangeError(`${participant} votes twice on ${statement}.`);
    row[column] = vote;
  }
  return { participants, statements, matrix };
}

/** Numbers inside ids sort as numbers, so that p2 stands before p10. */
function byCode(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : a > b ? 1 : 0);
}

function judge(id: string, matrix: Votes, column: number, labels: readonly number[], groups: number): MappedStatement {
  const byGroup = Array.from({ length: groups }, (_, index) => ({ group: index + 1, agree: 0, disagree: 0, pass: 0 }));
  for (const [row, votes] of matrix.entries()) {
    const count = byGroup[labels[row]! - 1]!;
    if (votes[column] === 1) count.agree += 1;
    else if (votes[column] === -1) count.disagree += 1;
    else if (votes[column] === 0) count.pass += 1;
  }
  const shares = byGroup.map(({ agree, disagree, pass }) => {
    const all = agree + disagree + pass + 2;
    return { agree: (agree + 1) / all, disagree: (disagree + 1) / all };
  });
  const agreed = shares.map(({ agree }) => agree);
  const opposed = shares.map(({ disagree }) => disagree);
  const product = (list: readonly number[]) => list.reduce((all, share) => all * share, 1);
  const clear = (share: number) => share >= CLEAR_SHARE;
  const won = (list: readonly number[]) => list.every(clear);
  return {
    id,
    agree: sum(byGroup.map(({ agree }) => agree)),
    disagree: sum(byGroup.map(({ disagree }) => disagree)),
    pass: sum(byGroup.map(({ pass }) => pass)),
    consensus: won(agreed) || won(opposed),
    divisive: agreed.some(clear) && opposed.some(clear),
    consensusScore: Math.max(product(agreed), product(opposed)),
    divisiveScore: Math.max(...agreed) - Math.min(...agreed),
    byGroup,
  };
}

function sum(list: readonly number[]): number {
  return list.reduce((all, value) => all + value, 0);
}
