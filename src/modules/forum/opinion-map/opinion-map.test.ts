// Tests of the opinion map: against R's prcomp and silhouette on a small file, on planted groups, and on files that cannot be used.

import { expect, test } from 'vitest';
import { drawOpinionMap } from './map.ts';
import type { Vote } from './map.ts';
import { readVotes } from './votes-file.ts';

/** Twelve people, six statements, some not seen; rows are people, columns statements s1 to s6, `.` is no vote. */
const SMALL = [
  '+ - + 0 + .',
  '+ - . - + +',
  '+ - . + + -',
  '+ - + + + .',
  '+ - + . - -',
  '+ - + - + +',
  '. 0 + - . +',
  '- 0 + + - +',
  '- + + . . -',
  '- 0 + + - -',
  '- + 0 + . .',
  '- + + + + -',
];
const SIGNS: Readonly<Record<string, Vote['vote']>> = { '+': 1, '0': 0, '-': -1 };
const small: Vote[] = SMALL.flatMap((row, person) =>
  row.split(' ').flatMap((sign, statement) => {
    const vote = SIGNS[sign];
    return vote === undefined ? [] : [{ participant: `p${person + 1}`, statement: `s${statement + 1}`, vote }];
  }),
);

// R 4.2: x with the column means for NA; prcomp(x)$x, signs so that the heaviest loading is positive.
const PRCOMP = [
  [1.2550552825, -0.5135661659],
  [2.0404910331, 0.7436466445],
  [0.5320276955, -1.6037307591],
  [0.8336040021, -0.9798647016],
  [0.265504108, -1.2002980119],
  [2.04626255, 0.7387214432],
  [0.7994539337, 1.4739632439],
  [-1.095892773, 1.0292952715],
  [-1.5840712591, 0.2331363665],
  [-1.7614535499, -0.3854850606],
  [-1.6409975343, 0.5847706626],
  [-1.6899834885, -0.120588933],
];
const round = (value: number) => Math.round(value * 1e8) / 1e8;

test('places and shares of variance are those of prcomp', () => {
  const map = drawOpinionMap(small);
  expect(map.participants.map(({ x, y }) => [round(x), round(y)])).toEqual(PRCOMP.map((point) => point.map(round)));
  expect(map.variance.map(round)).toEqual([0.5322197467, 0.2247989492].map(round));
});

test("silhouettes are those of R's cluster package for two and for three groups, and three is chosen", () => {
  const two = drawOpinionMap(small, { groups: 2 });
  const chosen = drawOpinionMap(small);
  expect(two.participants.map(({ group }) => group)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
  expect(round(two.silhouette!)).toEqual(round(0.5467445287));
  expect(chosen.groups).toEqual([
    { id: 1, size: 5 },
    { id: 2, size: 4 },
    { id: 3, size: 3 },
  ]);
  expect(round(chosen.silhouette!)).toEqual(round(0.6524788244));
});

/** A generator for planted votes. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** 300 people in groups of 150, 90 and 60; ten statements unite all, forty divide, ten say nothing. */
function planted(seed: number): { votes: Vote[]; groupOf: number[] } {
  const random = randomFrom(seed);
  const groupOf = Array.from({ length: 300 }, (_, person) => (person < 150 ? 1 : person < 240 ? 2 : 3));
  const leaning = (group: number, statement: number) => {
    if (statement < 10) return statement < 5 ? 0.85 : 0.1;
    if (statement < 50) return [0.9, 0.1, statement % 2 === 0 ? 0.9 : 0.1][group - 1]!;
    return 0.45;
  };
  const votes = groupOf.flatMap((group, person) =>
    Array.from({ length: 60 }, (_, statement): Vote[] => {
      if (random() < 0.1) return [];
      const agrees = leaning(group, statement);
      const drawn = random();
      const vote = drawn < agrees ? 1 : drawn < agrees + 0.05 ? 0 : -1;
      return [{ participant: `p${person}`, statement: `s${statement}`, vote }];
    }).flat(),
  );
  return { votes, groupOf };
}

test.each([5, 77, 4242])('planted groups are found whole, with what unites and divides them (seed %i)', (seed) => {
  const { votes, groupOf } = planted(seed);
  const map = drawOpinionMap(votes);
  const byId = new Map(map.participants.map(({ id, group }) => [id, group]));
  expect(map.groups).toEqual([
    { id: 1, size: 150 },
    { id: 2, size: 90 },
    { id: 3, size: 60 },
  ]);
  expect(groupOf.map((_, person) => byId.get(`p${person}`))).toEqual(groupOf);
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `s${from + index}`);
  const marked = (mark: 'consensus' | 'divisive') => map.statements.filter((one) => one[mark]).map(({ id }) => id);
  expect([marked('consensus'), marked('divisive')]).toEqual([numbers(0, 10), numbers(10, 50)]);
});

test('counts are those of the votes, over everyone and by group', () => {
  const { votes } = planted(5);
  const map = drawOpinionMap(votes);
  const count = (statement: string, vote: number) =>
    votes.filter((one) => one.statement === statement && one.vote === vote).length;
  expect(map.statements.map(({ id, agree, disagree, pass }) => [id, agree, disagree, pass])).toEqual(
    map.statements.map(({ id }) => [id, count(id, 1), count(id, -1), count(id, 0)]),
  );
  expect(map.statements.map(({ byGroup }) => byGroup.reduce((sum, { agree }) => sum + agree, 0))).toEqual(
    map.statements.map(({ agree }) => agree),
  );
});

test('the same votes in another order give the same map; another seed is told', () => {
  const { votes } = planted(9);
  expect(drawOpinionMap(votes.toReversed())).toEqual(drawOpinionMap(votes));
  expect(drawOpinionMap(votes, { seed: 8 })).toEqual({ ...drawOpinionMap(votes), seed: 8 });
});

test('one person, and people who all vote alike, are one group without a silhouette', () => {
  const one = drawOpinionMap([{ participant: 'a', statement: 's', vote: 1 }]);
  const alike = drawOpinionMap(['a', 'b', 'c'].map((participant) => ({ participant, statement: 's', vote: -1 })));
  expect([one.participants, one.groups, one.silhouette]).toEqual([
    [{ id: 'a', x: 0, y: 0, group: 1 }],
    [{ id: 1, size: 1 }],
    null,
  ]);
  expect([alike.groups, alike.silhouette, alike.statements[0]!.consensus]).toEqual([[{ id: 1, size: 3 }], null, true]);
});

test('votes are read from commas, semicolons and tabs, in any order of columns, with quotes and a byte order mark', () => {
  const expected = [
    { participant: 'a', statement: 's, 1', vote: 1 },
    { participant: 'b', statement: 's2', vote: -1 },
  ];
  expect(readVotes('\ufeffvote,statement,Participant,note\r\n1,"s, 1",a,x\r\n\r\n-1,s2,b,y\r\n')).toEqual(expected);
  expect(readVotes('participant\tstatement\tvote\na\ts, 1\t+1\nb\ts2\t\u22121')).toEqual(expected);
  expect(readVotes('participant;statement;vote\na;s, 1;1\nb;s2;-1\n')).toEqual(expected);
});

test.each([
  ['', 'The first line must name the columns participant, statement and vote; it lacks participant, statement, vote.'],
  [
    'participant,vote\na,1',
    'The first line must name the columns participant, statement and vote; it lacks statement.',
  ],
  ['participant,statement,vote\n', 'The file holds no votes.'],
  ['participant,statement,vote\na,s,1\n\na,t,2', 'Line 4 has the vote "2"; it may be -1, 0 or 1.'],
  ['participant,statement,vote\na,s,', 'Line 2 has the vote ""; it may be -1, 0 or 1.'],
  ['participant,statement,vote\n,s,1', 'Line 2 names no participant or no statement.'],
  ['participant,statement,vote\na,s,1\nb,s,1\na,s,0', 'Line 4 is a second vote of a on s.'],
  [
    'participant,statement,vote\na,"s,1',
    'The file cannot be read as CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2.',
  ],
])('%j cannot be used, and the line is named', (text, sentence) => {
  expect(() => readVotes(text)).toThrow(new Error(sentence));
});
