// Kills the writer, its PostgreSQL or both with SIGKILL in the middle of writing, again and again, and counts what was lost.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createLog } from '../log.ts';
import { openDatabase } from './index.ts';
import { readPlace } from './managed/place.ts';
import { findPostmaster } from './managed/server.ts';

/** What is killed. */
export type Victim = 'app' | 'postgres' | 'both';
/** What came of it: `torn` counts rows whose twin of the same transaction is missing. */
export type Trial = { rounds: number; confirmed: number; lost: number; torn: number; failedOpens: number };

const WRITER = fileURLToPath(new URL('kill-writer.ts', import.meta.url));

/** Runs as many rounds as `victims` names on one data folder, then opens it once more and looks. */
export async function tryKills(dataDir: string, victims: readonly Victim[]): Promise<Trial> {
  const confirmed: string[] = [];
  let failedOpens = 0;
  for (const [round, victim] of victims.entries()) {
    const opened = await runRound(dataDir, round, victim, confirmed);
    if (!opened) failedOpens += 1;
  }
  const db = await openDatabase({ dataDir, databaseUrl: null, replicaUrl: null }, createLog({ logLevel: 'silent' }));
  try {
    const { rows } = await db.execute('select id, twin from kills_row');
    const kept = new Set(rows.map(({ id }) => id as string));
    return {
      rounds: victims.length,
      confirmed: confirmed.length,
      lost: confirmed.filter((id) => !kept.has(id)).length,
      torn: rows.filter(({ id, twin }) => !kept.has(id === twin ? `${twin as string}-twin` : (twin as string))).length,
      failedOpens,
    };
  } finally {
    await db.close();
  }
}

/** Writes until enough is confirmed (another number each round), kills, and answers whether the folder opened at all. */
async function runRound(dataDir: string, round: number, victim: Victim, confirmed: string[]): Promise<boolean> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, dataDir, `${round}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const killAfter = 20 + ((round * 37) % 90);
  let opened = false;
  let count = 0;
  let stopAfter = Number.POSITIVE_INFINITY;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line === 'ready') opened = true;
    if (!line.startsWith('confirmed ')) return;
    confirmed.push(line.slice('confirmed '.length));
    count += 1;
    if (count === killAfter) {
      const server = findPostmaster(readPlace(dataDir)!.cluster)!.pid;
      if (victim !== 'postgres') child.kill('SIGKILL');
      if (victim !== 'app') process.kill(server, 'SIGKILL');
      stopAfter = count + 25;
    }
    if (count === stopAfter) child.kill('SIGTERM');
  });
  await ended;
  return opened;
}
