// What a command is, and the failure of using one wrongly.

import type { Config } from '#platform/config.ts';

/** A command; `run` answers the exit code. */
export type Command = {
  arguments?: string;
  summary: string;
  run(words: readonly string[], config: Config): Promise<number>;
};

/** The words given do not make a command; shown with exit code 2. */
export class UsageFailure extends Error {}

/** The one word a command needs, or a sentence saying what is missing. */
export function oneWord(words: readonly string[], use: string): string {
  if (words.length !== 1 || !words[0]) throw new UsageFailure(`Use: npm run observatory -- ${use}`);
  return words[0];
}
