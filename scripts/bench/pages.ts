// Speed of pages against a bare node:http server that writes the same bytes: uncached and from the page cache.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds, familyOf, postgresPid, ROOT, runForPort, runObservatory, stop } from './processes.ts';
import type { Running } from './processes.ts';
import type { LoadResult } from './load.ts';

/** One comparison; ratios are ours divided by the bare server's (CPU: the bare server's divided by ours). */
export type PageFigure = {
  page: string;
  cache: boolean;
  bytes: number;
  perSecond: number;
  barePerSecond: number;
  ratio: number;
  cpuRatio: number;
};

const PAGES = ['/en/places/ESP', '/en/standards/crc/40.3.a'];
const SECONDS = 5;

/** Measures every page both ways on a loaded data folder. */
export async function benchPages(dataDir: string): Promise<PageFigure[]> {
  const figures: PageFigure[] = [];
  for (const cache of [false, true]) {
    const site = await runObservatory(dataDir, cache ? {} : { PAGE_CACHE_MB: '0' });
    try {
      for (const page of PAGES) figures.push(await compare(site, dataDir, page, cache));
    } finally {
      await stop(site);
    }
  }
  return figures;
}

async function compare(site: Running, dataDir: string, page: string, cache: boolean): Promise<PageFigure> {
  const body = Buffer.from(
    await (
      await fetch(`http://127.0.0.1:${site.port}${page}`, { headers: { 'accept-encoding': 'identity' } })
    ).arrayBuffer(),
  );
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'body.html');
  writeFileSync(file, body);
  const bare = await runForPort(['scripts/bench/bare-server.ts', file]);
  try {
    const database = postgresPid(dataDir);
    const ours = familyOf(site.process.pid!, database ? [database] : []);
    runLoad(site.port, page, 2);
    runLoad(bare.port, page, 1);
    const own = measured(site.port, page, ours);
    const plain = measured(bare.port, page, [bare.process.pid!]);
    return {
      page,
      cache,
      bytes: body.length,
      perSecond: own.perSecond,
      barePerSecond: plain.perSecond,
      ratio: own.perSecond / plain.perSecond,
      cpuRatio: plain.cpuPerRequest / own.cpuPerRequest,
    };
  } finally {
    await stop(bare);
  }
}

function measured(port: number, page: string, pids: readonly number[]): { perSecond: number; cpuPerRequest: number } {
  const before = cpuSeconds(pids);
  const result = runLoad(port, page, SECONDS);
  if (result.failures > 0) throw new Error(`${result.failures} answers of ${page} were not 200.`);
  return { perSecond: result.perSecond, cpuPerRequest: (cpuSeconds(pids) - before) / result.requests };
}

/** The loader is a process of its own, so that it does not take the server's time. */
function runLoad(port: number, page: string, seconds: number): LoadResult {
  return JSON.parse(
    execFileSync(process.execPath, ['scripts/bench/load.ts', String(port), page, String(seconds)], {
      cwd: ROOT,
    }).toString(),
  ) as LoadResult;
}
