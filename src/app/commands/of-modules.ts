// The commands that modules declare: opens the observatory without web and jobs, runs one, closes it again.

import type { CommandName } from '#kernel/manifest.ts';
import type { Config } from '#platform/config.ts';
import { listModules } from '../modules.ts';
import { startObservatory } from '../start.ts';

/** What the modules declare, for the help and to know a name. */
export function moduleCommands(): CommandName[] {
  return listModules().flatMap(({ commands = [] }) => commands);
}

/** Runs a declared command with the words after its name; answers its exit code. */
export async function runModuleCommand(name: string, words: readonly string[], config: Config): Promise<number> {
  const observatory = await startObservatory(config, { web: false, jobs: false });
  try {
    const run = observatory.composed.commands[name];
    if (!run) throw new Error(`The command "${name}" is declared but no module runs it.`);
    return await run(words, {
      out: (line) => void process.stdout.write(`${line}\n`),
      err: (line) => void process.stderr.write(`${line}\n`),
    });
  } finally {
    await observatory.close();
  }
}
