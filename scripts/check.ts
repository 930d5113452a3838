// The one check of the project: format, lint, types, rules, texts, licences and dead code, each in turn with its time.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDoors } from './check/doors.ts';
import type { Finding } from './check/finding.ts';
import { checkLicences } from './check/licences.ts';
import { checkRawSql } from './check/raw-sql.ts';
import { checkSentences } from './check/sentences.ts';
import { checkTexts } from './check/texts.ts';
import { checkWords } from './check/words.ts';
import { checkHouseTable, writeHouseTable } from './house-table.ts';

type Outcome = { ok: boolean; lines: string[] };
type Step = { name: string; run(): Promise<Outcome> };

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const SHOWN = 200;

/** Runs a tool of node_modules under this same Node; everything it says is kept for the report. */
function tool(script: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`${ROOT}/node_modules/${script}`, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer) => (said += chunk.toString('utf8'));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve({ ok: false, lines: [error.message] }));
    child.on('close', (code) => resolve({ ok: code === 0, lines: said.trimEnd().split('\n') }));
  });
}

async function own(check: (root: string) => Finding[] | Promise<Finding[]>): Promise<Outcome> {
  const findings = await check(ROOT);
  return {
    ok: findings.length === 0,
    lines: findings.map(({ rule, file, line, message }) => `${file}${line ? `:${line}` : ''}  ${rule}  ${message}`),
  };
}

const FORMATTED = ['{bin,src,scripts,test}/**/*.{ts,mjs,js,css,json}', '*.{ts,json}', '.*.json'];

const STEPS: readonly Step[] = [
  {
    name: 'format',
    run: () =>
      tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--no-error-on-unmatched-pattern', ...FORMATTED),
  },
  { name: 'lint', run: () => tool('oxlint/bin/oxlint', '--format=unix', '--deny-warnings') },
  { name: 'types', run: () => tool('typescript/bin/tsc', '--noEmit', '--pretty', 'false') },
  { name: 'doors', run: () => own(checkDoors) },
  { name: 'sentences', run: () => own(checkSentences) },
  { name: 'raw SQL', run: () => own(checkRawSql) },
  { name: 'texts', run: () => own(checkTexts) },
  { name: 'words', run: () => own(checkWords) },
  { name: 'licences', run: () => own(checkLicences) },
  { name: 'house table', run: () => own(checkHouseTable) },
  { name: 'dead code', run: () => tool('knip/bin/knip.js', '--no-progress', '--no-config-hints') },
];

async function mend(): Promise<void> {
  await tool('oxlint/bin/oxlint', '--fix');
  await tool(
    'prettier/bin/prettier.cjs',
    '--write',
    '--log-level=warn',
    '--no-error-on-unmatched-pattern',
    ...FORMATTED,
  );
  if (existsSync(`${ROOT}/docs/house.md`)) await writeHouseTable(ROOT);
}

/** Runs the steps that are named, or all; `--fix` mends what can be mended first. Returns the number that failed. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--fix')) await mend();
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  let failed = 0;
  for (const { name, run } of steps) {
    const started = performance.now();
    const { ok, lines } = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.padStart(5)} s`);
    if (ok) continue;
    failed += 1;
    for (const line of lines.slice(0, SHOWN)) console.log(`        ${line}`);
    if (lines.length > SHOWN) console.log(`        … and ${lines.length - SHOWN} more`);
  }
  console.log(failed === 0 ? `All ${steps.length} checks passed.` : `${failed} of ${steps.length} checks failed.`);
  return failed;
}

process.exitCode = (await main(process.argv.slice(2))) > 0 ? 1 : 0;
