// npm run bench: the figures the observatory promises, each as a ratio or against its budget, measured in one run on this machine.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { countFacts } from './bench/facts.ts';
import { FURTHER } from './bench/further.ts';
import { benchPages } from './bench/pages.ts';
import { familyOf, memoryMegabytes, postgresPid, ROOT, runObservatory, stop } from './bench/processes.ts';
import type { Running } from './bench/processes.ts';
import type { SearchFigures } from './bench/search.ts';
import { weighPages } from './bench/weight.ts';

const wanted = new Set(process.argv.slice(2));
const wants = (name: string) => wanted.size === 0 || wanted.has(name);
const missed: string[] = [];

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function judge(line: string, ok: boolean): void {
  say(`${ok ? 'ok    ' : 'MISSED'}  ${line}`);
  if (!ok) missed.push(line);
}

async function firstPage(site: Running, since: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${site.port}/en/places/ESP`);
  await response.text();
  if (!response.ok) throw new Error(`The first page answered ${response.status}.`);
  return (performance.now() - since) / 1000;
}

say(
  `Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
);
say(`Revision: ${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim()}`);

const dataDir = mkdtempSync(join(tmpdir(), 'observatory-bench-'));
try {
  say('\nStart');
  let since = performance.now();
  let site = await runObservatory(dataDir);
  const cold = await firstPage(site, since);
  judge(`cold start, empty data folder, to the first page: ${cold.toFixed(2)} s (budget 15)`, cold < 15);
  await stop(site);
  since = performance.now();
  site = await runObservatory(dataDir);
  const warm = await firstPage(site, since);
  judge(`restart to the first page: ${warm.toFixed(2)} s (budget 2)`, warm < 2);
  const database = postgresPid(dataDir);
  const memory = memoryMegabytes(familyOf(site.process.pid!, database ? [database] : []));
  judge(`memory after start, app and database (PSS): ${memory.toFixed(0)} MB (budget 250)`, memory < 250);

  if (wants('weight')) {
    say('\nBytes, brotli: HTML + styles against 30 kB, scripts against 15 kB');
    for (const { page, html, styles, scripts, within } of await weighPages(site)) {
      judge(`${page.padEnd(62)} ${html} + ${styles} = ${html + styles}, scripts ${scripts}`, within);
    }
  }
  await stop(site);

  if (wants('pages')) {
    say('\nPages against a bare node:http server writing the same bytes (identity, 16 connections)');
    for (const figure of await benchPages(dataDir)) {
      const floor = figure.cache ? 0.75 : 0.06;
      const how = figure.cache ? 'from the page cache' : 'uncached';
      judge(
        `${figure.page} ${how}: ${figure.perSecond.toFixed(0)}/s of ${figure.barePerSecond.toFixed(0)}/s, ratio ${figure.ratio.toFixed(3)} (floor ${floor}), ${figure.bytes} bytes`,
        figure.ratio >= floor,
      );
      judge(
        `${figure.page} ${how}: CPU per request, ratio ${figure.cpuRatio.toFixed(3)} (floor ${floor})`,
        figure.cpuRatio >= floor,
      );
    }
  }

  if (wants('search')) {
    say('\nSearch over generated cards in six scripts, facets on, nothing cached');
    const figures = JSON.parse(
      execFileSync(process.execPath, ['scripts/bench/search.ts', '--json'], { cwd: ROOT, maxBuffer: 1e7 }).toString(),
    ) as SearchFigures;
    say(`${figures.cards} cards loaded in ${figures.loadSeconds.toFixed(0)} s`);
    judge(`median ${figures.median.toFixed(1)} ms (budget 40)`, figures.median < 40);
    judge(`p95 ${figures.p95.toFixed(1)} ms (budget 150)`, figures.p95 < 150);
    judge(
      `from 10,000 to ${figures.cards} cards at equal hits: × ${figures.ratio.toFixed(2)} (budget 2)`,
      figures.ratio < 2,
    );
  }

  for (const { name, title, load } of FURTHER) {
    if (!wants(name)) continue;
    say(`\n${title}`);
    for await (const { line, ok } of (await load())()) {
      if (ok === null) say(`        ${line}`);
      else judge(line, ok);
    }
  }

  say('\nFirst content');
  for (const { line, ok } of await countFacts()) judge(line, ok);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

say(missed.length === 0 ? '\nEvery figure was reached.' : `\n${missed.length} missed:\n${missed.join('\n')}`);
process.exitCode = missed.length === 0 ? 0 : 1;
