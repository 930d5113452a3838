// The ten rules of the house as dependency-cruiser reads them, each with the reason why it is held.

import { builtinModules } from 'node:module';
import type { IFlattenedRuleSet } from 'dependency-cruiser';

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

/** Which doors each module may open; a module that is not named here may not exist. */
export const DOORS: Readonly<Record<string, readonly string[]>> = {
  vocabulary: [],
  places: ['vocabulary'],
  standards: ['vocabulary', 'places'],
  accounts: ['vocabulary', 'places', 'standards'],
  catalogue: ['vocabulary', 'places', 'standards', 'accounts'],
  moderation: ['vocabulary', 'places', 'standards', 'accounts'],
  forum: ['accounts', 'places', 'vocabulary', 'standards'],
  proposals: ['accounts', 'places', 'vocabulary', 'standards', 'legislation'],
  network: ['accounts', 'places', 'vocabulary', 'standards'],
  analysis: ['accounts', 'places', 'vocabulary', 'standards'],
  solutions: ['accounts', 'places', 'vocabulary', 'standards', 'library'],
  legislation: ['accounts', 'places', 'vocabulary', 'standards', 'library'],
  library: ['accounts', 'places', 'vocabulary', 'standards'],
  assistance: ['accounts', 'places', 'vocabulary', 'standards', 'network'],
  awareness: ['accounts', 'places', 'vocabulary', 'standards'],
  gatherings: ['accounts', 'places', 'vocabulary', 'standards', 'network'],
};

/** Files that only decide: the three fixed names and the pure engines. */
export const PURE_FILES = [
  'model',
  'rules',
  'input',
  'series',
  'disclosure',
  'pooling',
  'alignment',
  'grading',
  'verdict',
  'opinion-map',
];

const TEST = '(\\.test\\.ts$|^test/)';
const PURE = `^src/modules/[^/]+/(${PURE_FILES.join('|')})(\\.ts$|/)`;
const BUILT_IN = `^(node:.+|${builtinModules.map((name) => name.replaceAll('/', '\\/')).join('|')})$`;
const OUTSIDE = [
  'fs',
  'net',
  'http',
  'http2',
  'https',
  'tls',
  'dgram',
  'dns',
  'child_process',
  'cluster',
  'worker_threads',
  'inspector',
  'sqlite',
];
const OUTSIDE_BUILT_IN = `^(node:)?(${OUTSIDE.join('|')})(/|$)`;
const OUTSIDE_PACKAGES =
  '^node_modules/(postgres|pg|pg-boss|nodemailer|@hono/node-server|esbuild|pino|kysely-postgres-js)/';

/** The rules in the order of the design; names start with their number. */
export const RULES: readonly Rule[] = [
  {
    name: '1-no-loops',
    comment:
      'What stands in a circle can be neither understood nor changed one piece at a time; types count, since readers follow them too.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: '2-kernel-alone',
    comment: 'The kernel is the words everything else is written in; what it imported, everything would depend on.',
    severity: 'error',
    from: { path: '^src/kernel/', pathNot: TEST },
    to: { pathNot: '^src/kernel/' },
  },
  {
    name: '3-platform-below',
    comment: 'Engines that know no module can be replaced or lifted out without touching what the observatory says.',
    severity: 'error',
    from: { path: '^src/platform/', pathNot: TEST },
    to: { path: '^src/(ui|browser|modules|app)/' },
  },
  {
    name: '4-ui-below',
    comment: 'Looks that know no module serve every module alike.',
    severity: 'error',
    from: { path: '^src/(ui|browser)/', pathNot: TEST },
    to: { path: '^src/(modules|app)/' },
  },
  {
    name: '5-doors-by-index',
    comment: 'A module shows what it promises in its index; everything behind it may change without asking.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
  },
  {
    name: '5-manifests-for-app',
    comment:
      'The app wires modules by what their manifests declare, so that no feature needs a line in a central list.',
    severity: 'error',
    from: { path: '^(src/app|bin)/', pathNot: TEST },
    to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/(index|module)\\.ts$' },
  },
  {
    name: '5-thin-manifest',
    comment: 'A manifest only declares; what it needs of the platform comes with the services it is opened with.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/module\\.ts$' },
    to: { pathNot: ['^src/modules/$1/', '^src/kernel/', '^src/platform/services\\.ts$', '^[.#]'] },
  },
  ...Object.entries(DOORS).map(([name, doors]): Rule => ({
    name: `5-doors-of-${name}`,
    comment: `The towers stay towers: ${name} may open ${doors.length > 0 ? doors.join(', ') : 'no other module'}; anything else goes through a Ref or a port.`,
    severity: 'error',
    from: { path: `^src/modules/${name}/`, pathNot: TEST },
    to: { path: '^src/modules/', pathNot: `^src/modules/(${[name, ...doors].join('|')})/` },
  })),
  {
    name: '6-pure-reach',
    comment:
      'Decisions that reach no database and no clock of the machine can be tested, explained and reused anywhere.',
    severity: 'error',
    from: { path: PURE, pathNot: TEST },
    to: { path: `^src/platform/|^src/modules/[^/]+/(read|write|tables)(\\.ts$|/)|${BUILT_IN}`, reachable: true },
  },
  {
    name: '7-tables-at-home',
    comment: 'Only the module that owns a table may know its shape, so that a migration concerns one folder.',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: { path: '^src/modules/[^/]+/(tables|migrations)(\\.ts$|/)', pathNot: '^src/modules/$1/' },
  },
  {
    name: '7-tables-at-home',
    comment: 'Only the module that owns a table may know its shape, so that a migration concerns one folder.',
    severity: 'error',
    from: { pathNot: `^src/modules/|${TEST}` },
    to: { path: '^src/modules/[^/]+/(tables|migrations)(\\.ts$|/)' },
  },
  {
    name: '8-app-on-top',
    comment: 'The app puts everything together; what imported it would have everything below itself.',
    severity: 'error',
    from: { pathNot: `^(src/app|bin)/|${TEST}` },
    to: { path: '^src/app/' },
  },
  {
    name: '9-outside-by-platform',
    comment: 'Files, sockets and child processes are reached in one room, where limits, clean-up and secrets are kept.',
    severity: 'error',
    from: { path: '^src/(?!platform/)', pathNot: TEST },
    to: { path: [OUTSIDE_BUILT_IN, OUTSIDE_PACKAGES] },
  },
  {
    name: '10-tests-are-leaves',
    comment: 'A test that others import cannot be changed for the sake of what it tests.',
    severity: 'error',
    from: {},
    to: { path: '\\.test\\.ts$' },
  },
  {
    name: '10-tests-are-leaves',
    comment: 'What serves tests only must not reach the running observatory.',
    severity: 'error',
    from: { pathNot: `${TEST}|/(testing|vitest-setup)(\\.ts$|/)` },
    to: { path: '^test/|/testing(\\.ts$|/)' },
  },
  {
    name: 'resolves',
    comment: 'An import that leads nowhere hides from every other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^(node:|[@a-z])' },
  },
];
