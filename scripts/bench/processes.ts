// Starting programs for measurements, and what the kernel says of their time and memory.

import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export const ROOT = new URL('../../', import.meta.url).pathname;

/** A program under measurement. */
export type Running = { process: ChildProcess; port: number; readyAfter: number };

/** Runs a script under this Node and waits for a port number in its output. */
export async function runForPort(args: readonly string[], env: Record<string, string> = {}): Promise<Running> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /(?:localhost:)?(\d{2,5})\s*\n/.exec(text)?.[1];
      if (found) resolve(Number(found));
    });
    child.on('exit', (code) => reject(new Error(`The program ended with ${code} before it was ready: ${text}`)));
  });
  return { process: child, port, readyAfter: performance.now() - start };
}

/** Starts the observatory as `npm start` does, on a free port. */
export function runObservatory(dataDir: string, env: Record<string, string> = {}): Promise<Running> {
  return runForPort(['bin/observatory.mjs', 'start'], {
    OBSERVATORY_DATA: dataDir,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    ...env,
  });
}

/** Asks a program to end and waits for it. */
export async function stop({ process: child }: Running): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** The process and everything it started. */
export function familyOf(pid: number, extra: readonly number[] = []): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(Number(name));
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
  }
  const family = [pid, ...extra];
  for (const member of family) family.push(...(children.get(member) ?? []).filter((child) => !family.includes(child)));
  return family;
}

/** Pid of the managed PostgreSQL of a data folder. */
export function postgresPid(dataDir: string): number | null {
  try {
    const { cluster } = JSON.parse(readFileSync(`${dataDir}/postgres.json`, 'utf8')) as { cluster?: string };
    const pidFile = `${cluster ?? `${dataDir}/postgres`}/postmaster.pid`;
    return Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

function readStat(pid: number): { parent: number; ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

const TICKS = Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** Processor seconds used so far by these processes. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.ticks ?? 0), 0) / TICKS;
}

/** Proportional set size in megabytes of these processes. */
export function memoryMegabytes(pids: readonly number[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // The process has ended meanwhile.
    }
  }
  return kilobytes / 1024;
}
