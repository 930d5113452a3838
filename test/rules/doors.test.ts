// Tests of the rule checker: a sound house passes, and one planted violation of each of the ten rules is reported by its name.

import { describe, expect, test } from 'vitest';
import { checkDoors } from '../../scripts/check/doors.ts';
import { houseTable } from '../../scripts/house-table.ts';
import { inHouse, source } from './tree.ts';

/** What is reported of a house with these files planted: rule and file, each once, in order. */
async function reported(planted: Record<string, string | null>): Promise<string[]> {
  const findings = await inHouse(planted, (root) => checkDoors(root));
  return [...new Set(findings.map(({ rule, file }) => `${rule} ${file}`))].sort();
}

const use = (what: string, from: string) =>
  source(
    `import { ${what} } from '${from}';`,
    '/** Uses it. */',
    `export function used(): unknown { return ${what}; }`,
  );
const useType = (what: string, from: string) =>
  source(`import type { ${what} } from '${from}';`, `export type Used = ${what};`);

test('a sound house has no findings', async () => {
  expect(await reported({})).toEqual([]);
});

describe('one planted violation of each rule is reported by its name', () => {
  const planted: [string, Record<string, string>, string[]][] = [
    [
      '1 a loop of types',
      {
        'src/modules/forum/model.ts': useType('Reply', './reply.ts') + 'export type Thread = string;\n',
        'src/modules/forum/reply.ts': useType('Thread', './model.ts') + 'export type Reply = string;\n',
      },
      ['1-no-loops src/modules/forum/model.ts'],
    ],
    ['2 the kernel opens a package', { 'src/kernel/hash.ts': use('z', 'zod') }, ['2-kernel-alone src/kernel/hash.ts']],
    [
      '2 the kernel opens a built-in',
      { 'src/kernel/hash.ts': use('createHash', 'node:crypto') },
      ['2-kernel-alone src/kernel/hash.ts'],
    ],
    [
      '3 the platform opens the looks',
      { 'src/platform/mail.ts': use('page', '#ui/page.ts') },
      ['3-platform-below src/platform/mail.ts'],
    ],
    [
      '3 the platform opens a module',
      { 'src/platform/mail.ts': useType('Place', '#modules/places/index.ts') },
      ['3-platform-below src/platform/mail.ts'],
    ],
    [
      '4 the looks open a module',
      { 'src/ui/map.ts': useType('Place', '#modules/places/index.ts') },
      ['4-ui-below src/ui/map.ts'],
    ],
    [
      '5 a module reached past its door',
      { 'src/modules/forum/pages.ts': use('mayShow', '#modules/places/rules.ts') },
      ['5-doors-by-index src/modules/forum/pages.ts'],
    ],
    [
      '5 a door that is not open',
      { 'src/modules/places/pages.ts': useType('Thread', '#modules/forum/index.ts') },
      ['5-doors-of-places src/modules/places/pages.ts'],
    ],
    [
      '5 a module that no rule knows',
      { 'src/modules/surprise/index.ts': source('export type Surprise = string;') },
      ['5-unknown-module src/modules/surprise'],
    ],
    [
      '5 a manifest that opens an engine',
      { 'src/modules/places/module.ts': use('read', '#platform/clock.ts').replace('used', 'placesModule') },
      ['5-thin-manifest src/modules/places/module.ts'],
    ],
    [
      '5 the app reaches inside a module',
      { 'src/app/report.ts': use('placeName', '#modules/places/read.ts') },
      ['5-manifests-for-app src/app/report.ts'],
    ],
    [
      '6 a rule that reaches the platform',
      { 'src/modules/places/rules.ts': use('read', '#platform/clock.ts') },
      ['6-pure-reach src/modules/places/rules.ts'],
    ],
    [
      '6 a model that reaches a query through another file',
      {
        'src/modules/forum/model.ts': use('used', './between.ts').replace('used()', 'modelled()'),
        'src/modules/forum/between.ts': use('rows', './read.ts'),
        'src/modules/forum/read.ts': source('export const rows = 1;'),
      },
      ['6-pure-reach src/modules/forum/model.ts'],
    ],
    [
      '6 an engine that uses a built-in',
      { 'src/modules/forum/disclosure.ts': use('randomInt', 'node:crypto') },
      ['6-pure-reach src/modules/forum/disclosure.ts'],
    ],
    [
      '7 the tables of another module',
      { 'src/modules/forum/read.ts': useType('PlacesTables', '#modules/places/tables.ts') },
      ['5-doors-by-index src/modules/forum/read.ts', '7-tables-at-home src/modules/forum/read.ts'],
    ],
    [
      '7 tables used by the app',
      { 'src/app/report.ts': useType('PlacesTables', '#modules/places/tables.ts') },
      ['5-manifests-for-app src/app/report.ts', '7-tables-at-home src/app/report.ts'],
    ],
    [
      '8 a script opens the app',
      { 'scripts/report.ts': use('start', '../src/app/start.ts') },
      ['8-app-on-top scripts/report.ts'],
    ],
    [
      '9 a module opens a file',
      { 'src/modules/forum/pages.ts': use('readFile', 'node:fs/promises') },
      ['9-outside-by-platform src/modules/forum/pages.ts'],
    ],
    ['9 the looks open a socket', { 'src/ui/map.ts': use('connect', 'net') }, ['9-outside-by-platform src/ui/map.ts']],
    [
      '9 a module starts a process',
      { 'src/modules/forum/pages.ts': use('spawn', 'node:child_process') },
      ['9-outside-by-platform src/modules/forum/pages.ts'],
    ],
    [
      '10 a test is imported',
      {
        'src/modules/forum/views.test.ts': source('export const example = 1;'),
        'src/modules/forum/seed.ts': use('example', './views.test.ts'),
      },
      ['10-tests-are-leaves src/modules/forum/seed.ts'],
    ],
    [
      'an import that leads nowhere',
      { 'src/modules/forum/pages.ts': use('gone', './gone.ts') },
      ['resolves src/modules/forum/pages.ts'],
    ],
  ];
  test.each(planted)('%s', async (_what, files, expected) => {
    expect(await reported(files)).toEqual(expected);
  });
});

test('every finding says why the rule is held', async () => {
  const findings = await inHouse({ 'src/kernel/hash.ts': use('createHash', 'node:crypto') }, (root) =>
    checkDoors(root),
  );
  expect(findings.map(({ message }) => message)).toEqual([
    'imports crypto. The kernel is the words everything else is written in; what it imported, everything would depend on.',
  ]);
});

test('what a test needs is allowed to it: any file of its module, built-ins, other manifests', async () => {
  const files = {
    'src/modules/forum/forum.test.ts': source(
      "import { readFileSync } from 'node:fs';",
      "import { placesModule } from '#modules/places/module.ts';",
      'readFileSync(placesModule().name);',
    ),
  };
  expect(await reported(files)).toEqual([]);
});

test('a checker that reads too little says so instead of finding nothing', async () => {
  const findings = await inHouse({}, (root) => checkDoors(root, ['src/kernel']));
  expect(findings.filter(({ rule }) => rule !== 'read-too-few')).toEqual([]);
  expect(findings.map(({ file }) => file)).toEqual([
    'bin/observatory.mjs',
    'src/app/start.ts',
    'src/modules/forum/index.ts',
    'src/modules/forum/views.ts',
    'src/modules/places/index.ts',
    'src/modules/places/model.ts',
    'src/modules/places/module.ts',
    'src/modules/places/read.ts',
    'src/modules/places/rules.ts',
    'src/modules/places/tables.ts',
    'src/platform/clock.ts',
    'src/platform/services.ts',
    'src/ui/page.ts',
  ]);
});

test('the import table counts what each part opens', async () => {
  expect(await inHouse({}, houseTable)).toBe(
    [
      '| part | files | opens (imports) |',
      '|---|---|---|',
      '| app | 1 | modules/places (1) |',
      '| bin | 1 | app (1) |',
      '| kernel | 1 | – |',
      '| modules/forum | 2 | modules/places (1), ui (1) |',
      '| modules/places | 6 | kernel (1), platform (2) |',
      '| platform | 2 | – |',
      '| ui | 1 | kernel (1) |',
    ].join('\n'),
  );
});
