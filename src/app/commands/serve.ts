// start, serve and work: runs the observatory until it is asked to stop, then finishes what is in flight.

import type { Config } from '#platform/config.ts';
import { ownServer } from '#platform/db/index.ts';
import { createLog } from '#platform/log.ts';
import { startObservatory } from '../start.ts';
import type { Role } from '../start.ts';

/** Runs until SIGINT or SIGTERM. `alone` refuses a second one on the same data folder. */
export async function serve(config: Config, role: Role, alone: boolean): Promise<number> {
  const stopping = stopSignal();
  const owned = alone ? await ownServer(config, createLog(config)) : null;
  try {
    const observatory = await startObservatory(config, role);
    const line = role.web
      ? `The observatory is open at ${addressOf(config, observatory.port)}`
      : 'The observatory works in the background.';
    process.stdout.write(`${line}\n`);
    await stopping;
    await observatory.close();
  } finally {
    await owned?.close();
  }
  return 0;
}

/** The public address when one is set, else where this process listens. */
function addressOf(config: Config, port: number | null): string {
  return process.env['OBSERVATORY_URL'] ? config.baseUrl : `http://localhost:${port ?? config.port}`;
}

/**
 * Resolves at the first signal, or when the program that started us is gone and npm, which does not pass every signal on,
 * was behind it. A signal a second later ends at once; sooner it is the same wish told twice, as npm and a terminal do.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked > 0 && Date.now() - asked > 1000) process.exit(130);
        asked ||= Date.now();
        resolve();
      });
    }
    const parent = process.ppid;
    if (process.env['npm_lifecycle_event'] === process.argv[2]) {
      setInterval(() => process.ppid !== parent && resolve(), 1000).unref();
    }
  });
}
