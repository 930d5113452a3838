// The commands of the observatory: reads the words given, runs one, and turns every failure into a sentence and an exit code.

import { loadConfig } from '#platform/config.ts';
import { UsageFailure } from './commands/usage.ts';
import type { Command } from './commands/usage.ts';

/** Each command is loaded when it is called, so that one does not wait for the modules of another. */
const serving = () => import('./commands/serve.ts');
const archiving = () => import('./commands/archive.ts');
const examining = () => import('./commands/doctor.ts');
const ofModules = () => import('./commands/of-modules.ts');

const COMMANDS: Record<string, Command> = {
  start: {
    summary: 'web pages and background jobs, on one machine',
    run: async (_words, config) => (await serving()).serve(config, { web: true, jobs: true }, true),
  },
  serve: {
    summary: 'web pages only',
    run: async (_words, config) => (await serving()).serve(config, { web: true, jobs: false }, false),
  },
  work: {
    summary: 'background jobs only',
    run: async (_words, config) => (await serving()).serve(config, { web: false, jobs: true }, false),
  },
  backup: {
    arguments: '<file>',
    summary: 'writes everything, tables and files, into one checked archive',
    run: async (words, config) => (await archiving()).backup(words, config),
  },
  restore: {
    arguments: '<file>',
    summary: 'reads such an archive into an empty database',
    run: async (words, config) => (await archiving()).restore(words, config),
  },
  'check-text': {
    summary: 'reads one text per line, says whether it could single out a child, as JSON',
    run: async () => (await import('./commands/check-text.ts')).checkLines(),
  },
  'opinion-map': {
    arguments: '<votes.csv>',
    summary: 'draws groups and what unites or divides them from votes (participant, statement, -1/0/1), as JSON',
    run: async (words) => (await import('./commands/opinion-map.ts')).printOpinionMap(words),
  },
  doctor: {
    summary: 'looks at versions, folders, server, migrations and space, and changes nothing',
    run: async (_words, config) => (await examining()).examineAll(config),
  },
};

/** The list of commands for people, those of the modules included. */
export async function helpText(): Promise<string> {
  const { moduleCommands } = await ofModules();
  const own = Object.entries(COMMANDS).map(([name, { arguments: given = '', summary }]) => ({
    use: `${name} ${given}`.trim(),
    summary,
  }));
  const declared = moduleCommands().map(({ name, arguments: given, summary }) => ({
    use: `${name} ${given}`.trim(),
    summary,
  }));
  const rows = [...own, ...declared].map(({ use, summary }) =>
    use.length > 16 ? `  ${use}\n${' '.repeat(20)}${summary}` : `  ${use.padEnd(18)}${summary}`,
  );
  return [
    'Open Juvenile Justice Observatory',
    '',
    'npm start, npm test, npm run check, npm run bench, or npm run observatory -- <command>:',
    '',
    ...rows,
    '',
  ].join('\n');
}

/** Runs the command named by the first word and answers the exit code: 0 done, 1 failed with a sentence, 2 not understood. */
export async function runCommand(words: readonly string[], env: Record<string, string | undefined>): Promise<number> {
  const [name = 'help', ...rest] = words;
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(await helpText());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (command) return await command.run(rest, loadConfig(env));
    const { moduleCommands, runModuleCommand } = await ofModules();
    if (moduleCommands().some((declared) => declared.name === name))
      return await runModuleCommand(name, rest, loadConfig(env));
    process.stderr.write(`There is no command "${name}".\n\n${await helpText()}`);
    return 2;
  } catch (error) {
    process.stderr.write(`${sentenceFor(error, env)}\n`);
    return error instanceof UsageFailure ? 2 : 1;
  }
}

function sentenceFor(error: unknown, env: Record<string, string | undefined>): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `The port ${port ?? env['PORT'] ?? 4040} is taken by another program; stop it, or set PORT to another number.`;
  if (code === 'EACCES' && port !== undefined)
    return `The port ${port} may not be used by this account; set PORT to a number above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${env['HOST'] ?? ''}; correct HOST.`;
  if (code === 'ENOSPC')
    return 'The disk is full; free some space and start again. Nothing that was confirmed is lost.';
  const known = error instanceof UsageFailure || /^[A-Z].*\.$/s.test(error.message);
  return known && env['LOG_LEVEL'] !== 'debug' ? error.message : (error.stack ?? error.message);
}

if (import.meta.main) {
  process.exitCode = await runCommand(process.argv.slice(2), process.env);
  setTimeout(() => process.exit(), 3000).unref();
}
