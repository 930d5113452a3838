// opinion-map: a file of votes in, the map of opinions as JSON out; no database, no files written.

import { drawOpinionMap, readVotes } from '#modules/forum/index.ts';
import { readGivenText } from '#platform/given-file.ts';
import { oneWord, UsageFailure } from './usage.ts';

const MOST_BYTES = 500_000_000;

/** Prints the map of the votes in the named file. A file that cannot be used ends with a sentence and exit code 2. */
export async function printOpinionMap(words: readonly string[]): Promise<number> {
  const { seed, file } = readWords(words);
  const text = await readGivenText(file, MOST_BYTES);
  let votes;
  try {
    votes = readVotes(text);
  } catch (error) {
    throw new UsageFailure(error instanceof Error ? error.message : String(error));
  }
  const map = drawOpinionMap(votes, { seed });
  await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(map)}\n`, () => resolve()));
  return 0;
}

function readWords(words: readonly string[]): { seed: number; file: string } {
  const at = words.findIndex((word) => word === '--seed' || word.startsWith('--seed='));
  if (at < 0) return { seed: 1, file: oneWord(words, USE) };
  const inline = words[at]!.includes('=');
  const given = inline ? words[at]!.slice('--seed='.length) : (words[at + 1] ?? '');
  if (!/^\d{1,9}$/.test(given)) throw new UsageFailure('The seed is a whole number from 0 to 999999999.');
  return { seed: Number(given), file: oneWord(words.toSpliced(at, inline ? 1 : 2), USE) };
}

const USE = 'opinion-map <votes.csv> [--seed <number>]';
