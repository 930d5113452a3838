// Tests of the smaller checks: opening sentences, raw SQL, banned words, licences and the import table of the house page.

import { expect, test } from 'vitest';
import type { Finding } from '../../scripts/check/finding.ts';
import { checkLicences } from '../../scripts/check/licences.ts';
import { checkRawSql } from '../../scripts/check/raw-sql.ts';
import { checkSentences } from '../../scripts/check/sentences.ts';
import { checkWords } from '../../scripts/check/words.ts';
import { checkHouseTable, writeHouseTable } from '../../scripts/house-table.ts';
import { inHouse, source } from './tree.ts';

type Check = (root: string) => Finding[] | Promise<Finding[]>;

async function reported(check: Check, planted: Record<string, string | null>): Promise<string[]> {
  const findings = await inHouse(planted, check);
  return findings.map(({ rule, file, line }) => `${rule} ${file}${line ? `:${line}` : ''}`).sort();
}

test('a sound house passes every check', async () => {
  for (const check of [checkRawSql, checkSentences, checkWords]) expect(await reported(check, {})).toEqual([]);
});

test('files without an opening sentence and functions without a doc line', async () => {
  const planted = {
    'src/ui/bare.ts': "import { page } from './page.ts';\n",
    'src/ui/short.ts': '// Page stuff\nexport const a = 1;\n',
    'src/ui/theme.css': 'body { margin: 0; }\n',
    'src/ui/good.css': '/* The look of the whole house, in logical directions. */\nbody { margin: 0; }\n',
    'src/ui/plain.ts': source('export function undescribed(): void {}'),
  };
  expect(await reported(checkSentences, planted)).toEqual([
    'doc-line src/ui/plain.ts:3',
    'opening-sentence src/ui/bare.ts:1',
    'opening-sentence src/ui/short.ts:1',
    'opening-sentence src/ui/theme.css:1',
  ]);
});

test('raw SQL outside its places, entries of the list that are stale, tables under another name', async () => {
  const planted = {
    'scripts/check/raw-sql.json': JSON.stringify({
      'src/modules/places/read.ts': 'a tree',
      'src/modules/forum/write.ts': 'nothing',
    }),
    'src/modules/places/read.ts': source(
      "import { sql } from '#platform/db/sql.ts';",
      '/** Its name. */',
      'export function placeName() { return sql`select 1`; }',
    ),
    'src/modules/forum/read.ts': source("import { Kysely, sql } from 'kysely';", 'export const one = sql`select 1`;'),
    'src/platform/db/sql.ts': source("export { sql } from 'kysely';"),
    'src/modules/forum/migrations/first.ts': source(
      'export const first = `',
      '  create table forum_thread (id text);',
      '  create table if not exists places_thread (id text);',
      '`;',
    ),
  };
  expect(await reported(checkRawSql, planted)).toEqual([
    'own-tables src/modules/forum/migrations/first.ts:5',
    'raw-sql scripts/check/raw-sql.json',
    'raw-sql src/modules/forum/read.ts:3',
  ]);
});

test('hosts of registries, paths of one machine and labels for children', async () => {
  // Put together here, so that this file does not hold what it plants.
  const planted = {
    'docs/install.md': `Fetch it from https://${['registry', 'npmjs', 'org'].join('.')}/x.\n`,
    'docs/paths.md': `See ${['', 'home', 'someone', 'observatory'].join('/')}.\n`,
    'src/ui/words.ts': source(`export const a = '${['Young', 'offenders'].join(' ')}';`),
    'src/modules/vocabulary/facts/glossary.json': JSON.stringify({ old: ['young', 'offender'].join(' ') }),
  };
  expect(await reported(checkWords, planted)).toEqual([
    'label-for-child src/ui/words.ts:3',
    'machine-path docs/paths.md:1',
    'registry-host docs/install.md:1',
  ]);
});

test('licences that are not on the list, or missing', async () => {
  const packages = {
    '': { license: 'Apache-2.0' },
    'node_modules/fine': { license: 'MIT' },
    'node_modules/either': { license: '(GPL-3.0 OR MIT)' },
    'node_modules/both': { license: 'MIT AND GPL-3.0' },
    'node_modules/fine/node_modules/strict': { license: 'AGPL-3.0' },
    'node_modules/silent': {},
  };
  const findings = await inHouse({ 'package-lock.json': JSON.stringify({ packages }) }, checkLicences);
  expect(findings.map(({ message }) => message)).toEqual([
    'both is under MIT AND GPL-3.0, which is not on the list.',
    'strict is under AGPL-3.0, which is not on the list.',
    'silent names no licence.',
  ]);
  expect(await reported(checkLicences, {})).toEqual(['licence package-lock.json']);
});

test('the house page holds the import table of today', async () => {
  const page = 'Before\n<!-- imports: begin -->\nold\n<!-- imports: end -->\nAfter\n';
  expect(await reported(checkHouseTable, { 'docs/house.md': page })).toEqual(['house-table docs/house.md']);
  expect(await reported(checkHouseTable, { 'docs/house.md': 'No table here\n' })).toEqual([
    'house-table docs/house.md',
  ]);
  expect(await reported(checkHouseTable, {})).toEqual(['house-table docs/house.md']);
  const after = await inHouse({ 'docs/house.md': page }, async (root) => {
    await writeHouseTable(root);
    return checkHouseTable(root);
  });
  expect(after).toEqual([]);
});
