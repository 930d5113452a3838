// doctor: says what the observatory stands on and what somebody should act on; exit code 1 when there is something.

import type { Config } from '#platform/config.ts';
import { examine } from '#platform/doctor.ts';
import { listModules } from '../modules.ts';

/** Prints one line per thing looked at. */
export async function examineAll(config: Config): Promise<number> {
  const observations = await examine(config, listModules());
  for (const { well, what, found } of observations)
    process.stdout.write(`${well ? 'well' : 'ACT '}  ${what}: ${found}\n`);
  return observations.every(({ well }) => well) ? 0 : 1;
}
