// Counts of the first content: facts, sources and blanks, read from the facts files themselves.

import { readFacts } from '../../src/platform/facts.ts';

const facts = (module: string) => new URL(`../../src/modules/${module}/facts/`, import.meta.url);

/** One line a count; the ones with a floor say whether it is reached. */
export async function countFacts(): Promise<{ line: string; ok: boolean }[]> {
  const answers = await readFacts<{ place: string; attribute: string; source: string }[]>(
    facts('legislation'),
    'answers',
  );
  const attributes = await readFacts<{ id: string }[]>(facts('legislation'), 'attributes');
  const countries = await readFacts<{ code: string }[]>(facts('places'), 'countries');
  const subdivisions = await readFacts<unknown[]>(facts('places'), 'subdivisions');
  const treaties = await readFacts<{ place: string }[]>(facts('legislation'), 'treaty-status');
  const helplines = await readFacts<{ place: string }[]>(facts('assistance'), 'helplines');
  const concepts = await readFacts<unknown[]>(facts('vocabulary'), 'glossary');
  const withAge = new Set(answers.filter(({ attribute }) => attribute === 'Q01').map(({ place }) => place));
  const answered = new Set(answers.map(({ place, attribute }) => `${place} ${attribute}`));
  const questions = countries.length * attributes.length;
  return [
    { line: `countries and areas with a sourced minimum age: ${withAge.size} (floor 150)`, ok: withAge.size >= 150 },
    {
      line: `law answers ${answers.length} from ${new Set(answers.map(({ source }) => source)).size} sources; ${answered.size} of ${questions} questions answered, ${questions - answered.size} blanks shown`,
      ok: true,
    },
    {
      line: `countries ${countries.length}, subdivisions ${subdivisions.length} (floor 5,000)`,
      ok: countries.length >= 250 && subdivisions.length >= 5000,
    },
    {
      line: `treaty statuses ${treaties.length} of ${new Set(treaties.map(({ place }) => place)).size} places`,
      ok: true,
    },
    { line: `helplines ${helplines.length} in ${new Set(helplines.map(({ place }) => place)).size} places`, ok: true },
    { line: `glossary concepts ${concepts.length}`, ok: true },
  ];
}
