// Measures the opinion map on a generated consultation of 10,000 people and 300 statements.

import { drawOpinionMap } from '../../src/modules/forum/index.ts';
import type { BenchFigure } from './figure.ts';

const PEOPLE = 10_000;
const STATEMENTS = 300;

/** The time for the map of the whole consultation, and whether the three planted groups came out whole. */
export function* benchOpinionMap(): Iterable<BenchFigure> {
  const votes = generatedVotes();
  const begun = performance.now();
  const map = drawOpinionMap(votes);
  const seconds = (performance.now() - begun) / 1000;
  yield { line: `${PEOPLE} people × ${STATEMENTS} statements: ${seconds.toFixed(1)} s (budget 10)`, ok: seconds < 10 };
  const sizes = map.groups.map(({ size }) => size).join(', ');
  yield { line: `planted groups of 5000, 3000, 2000: found ${sizes}`, ok: sizes === '5000, 3000, 2000' };
}

function generatedVotes(): { participant: string; statement: string; vote: -1 | 0 | 1 }[] {
  let state = 20_261_127;
  const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const votes: { participant: string; statement: string; vote: -1 | 0 | 1 }[] = [];
  for (let person = 0; person < PEOPLE; person += 1) {
    const group = person < 5000 ? 0 : person < 8000 ? 1 : 2;
    for (let statement = 0; statement < STATEMENTS; statement += 1) {
      if (random() < 0.1) continue;
      const agrees = statement < 30 ? 0.85 : statement % 3 === group ? 0.85 : 0.15;
      const drawn = random();
      votes.push({
        participant: `p${person}`,
        statement: `s${statement}`,
        vote: drawn < agrees ? 1 : drawn < agrees + 0.05 ? 0 : -1,
      });
    }
  }
  return votes;
}
