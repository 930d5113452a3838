// The long trial of kills: at least twenty of the app, of PostgreSQL and of both during writes; ends with an error when a confirmed write is lost.

import { rmSync } from 'node:fs';
import { tryKills } from '#platform/db/kill-trial.ts';
import type { Victim } from '#platform/db/kill-trial.ts';
import { temporaryDataFolder } from '#platform/db/temporary-folder.ts';

const each = Number(process.argv[2] ?? 20);
if (!Number.isInteger(each) || each < 1) {
  process.stderr.write('Use: node scripts/kills.ts [kills of each kind]\n');
  process.exit(2);
}

const victims: readonly Victim[] = ['app', 'postgres', 'both'];
let good = true;
for (const victim of victims) {
  const dataDir = temporaryDataFolder('kills');
  const started = performance.now();
  const { rounds, confirmed, lost, torn, failedOpens } = await tryKills(
    dataDir,
    Array.from({ length: each }, () => victim),
  );
  rmSync(dataDir, { recursive: true, force: true });
  good &&= lost === 0 && torn === 0 && failedOpens === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `kill -9 of ${victim.padEnd(8)}  ${rounds} kills  ${confirmed} confirmed  ${lost} lost  ${torn} torn  ${failedOpens} failed opens  ${seconds} s\n`,
  );
}
process.exitCode = good ? 0 : 1;
