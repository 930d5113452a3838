// audit verify: reads the whole audit and says whether a line was changed, is missing or was cut off at the end.

import { migrate, openDatabase } from '#platform/db/index.ts';
import { createLog } from '#platform/log.ts';
import type { Config } from '#platform/config.ts';
import { verifyAudit } from '#modules/moderation/index.ts';
import { listModules } from '../modules.ts';
import { UsageFailure } from './usage.ts';

const USE = 'Use: npm run observatory -- audit verify [<line>:<hash>]';

/** Answers 0 for a sound audit with its last line to write down, 1 for a broken one with the first broken link. */
export async function auditCommand(words: readonly string[], config: Config): Promise<number> {
  const [verb, remembered, ...rest] = words;
  if (verb !== 'verify' || rest.length > 0) throw new UsageFailure(USE);
  const match = remembered === undefined ? null : /^(\d{1,9}):([0-9a-f]{64})$/.exec(remembered);
  if (remembered !== undefined && !match) throw new UsageFailure(USE);
  const db = await openDatabase(config, createLog(config));
  try {
    await migrate(db, listModules());
    const found = await verifyAudit(db, match ? { line: Number(match[1]), hash: match[2]! } : undefined);
    if (found.ok) {
      process.stdout.write(`The audit is sound: ${found.lines} lines, the last is ${found.lines}:${found.head}\n`);
      return 0;
    }
    const sentences = {
      line: `The audit is broken at line ${found.line}: it is missing, or it is not as it was written.`,
      end: `The audit is broken at line ${found.line}: its end does not agree with the head of the chain.`,
      remembered: `The audit no longer holds line ${found.line} as you remember it: it was written anew.`,
    };
    process.stdout.write(`${sentences[found.why]}\n`);
    return 1;
  } finally {
    await db.close();
  }
}
