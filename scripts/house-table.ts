// Writes the import table of docs/house.md from the imports themselves (`--check` only compares), so that it cannot drift.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readImports } from './check/doors.ts';
import { isTest, readText } from './check/finding.ts';
import type { Finding } from './check/finding.ts';

const PAGE = 'docs/house.md';
const BEGIN = '<!-- imports: begin -->';
const END = '<!-- imports: end -->';

type Edges = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The table in Markdown: each room or module, its files, and what it opens with the number of imports. */
export async function houseTable(root: string): Promise<string> {
  const { modules } = await readImports(root, ['bin', 'src']);
  const files = new Map<string, number>();
  const edges = new Map<string, Map<string, number>>();
  for (const { source, dependencies } of modules) {
    const from = partOf(source);
    if (from === undefined || isTest(source)) continue;
    files.set(from, (files.get(from) ?? 0) + 1);
    for (const dependency of dependencies) {
      const to = partOf(dependency.resolved);
      if (to === undefined || to === from) continue;
      const opened = edges.get(from) ?? new Map<string, number>();
      opened.set(to, (opened.get(to) ?? 0) + 1);
      edges.set(from, opened);
    }
  }
  return tableOf(files, edges);
}

/** Findings when the page does not hold the table of today's imports. */
export async function checkHouseTable(root: string): Promise<Finding[]> {
  if (!existsSync(join(root, PAGE))) return [{ rule: 'house-table', file: PAGE, message: 'The page is missing.' }];
  const page = readText(root, PAGE);
  const next = withTable(page, await houseTable(root));
  if (next === undefined)
    return [{ rule: 'house-table', file: PAGE, message: `The page has no place for the table (${BEGIN} … ${END}).` }];
  return next === page
    ? []
    : [
        {
          rule: 'house-table',
          file: PAGE,
          message: 'The import table is not of today: run `node scripts/house-table.ts`.',
        },
      ];
}

function partOf(path: string): string | undefined {
  const [room, part, name] = path.split('/');
  if (room === 'bin') return 'bin';
  if (room !== 'src' || part === undefined) return undefined;
  return part === 'modules' && name !== undefined ? `modules/${name}` : part;
}

function tableOf(files: ReadonlyMap<string, number>, edges: Edges): string {
  const rows = [...files.keys()].sort().map((part) => {
    const opened = [...(edges.get(part) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([to, count]) => `${to} (${count})`);
    return `| ${part} | ${files.get(part)} | ${opened.join(', ') || '–'} |`;
  });
  return ['| part | files | opens (imports) |', '|---|---|---|', ...rows].join('\n');
}

function withTable(page: string, table: string): string | undefined {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  return begin < 0 || end < begin ? undefined : `${page.slice(0, begin + BEGIN.length)}\n${table}\n${page.slice(end)}`;
}

/** Writes the table into the page. */
export async function writeHouseTable(root: string): Promise<void> {
  const next = withTable(readText(root, PAGE), await houseTable(root));
  if (next === undefined) throw new Error(`${PAGE} has no place for the table (${BEGIN} … ${END}).`);
  writeFileSync(join(root, PAGE), next);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const findings = process.argv.includes('--check') ? await checkHouseTable(root) : (await writeHouseTable(root), []);
  for (const { message } of findings) console.error(message);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
