// Reads the imports of the whole tree with dependency-cruiser and reports what breaks the ten rules, or what could not be read.

import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IModule, IViolation } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listScripts, listTree, readText, ROOMS } from './finding.ts';
import type { Finding } from './finding.ts';
import { DOORS, RULES } from './rules.ts';

/** Reads every module of the rooms and what it imports. */
export async function readImports(root: string, rooms: readonly string[] = ROOMS): Promise<ICruiseResult> {
  const present = rooms.filter((room) => existsSync(join(root, room)));
  const { output } = await cruise(
    present,
    {
      baseDir: root,
      ruleSet: { forbidden: [...RULES] },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      detectProcessBuiltinModuleCalls: true,
      detectJSDocImports: true,
      combinedDependencies: false,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'types', 'default'],
        extensions: ['.ts', '.mjs', '.js', '.json'],
      },
    },
    {},
    { tsConfig: { options: { allowImportingTsExtensions: true } } },
  );
  if (typeof output === 'string') throw new Error('The import checker gave no result.');
  return output;
}

/** Findings of the ten rules, of modules that no rule knows, and of files that were not read. */
export async function checkDoors(root: string, rooms: readonly string[] = ROOMS): Promise<Finding[]> {
  const result = await readImports(root, rooms);
  return [...unread(root, result.modules), ...unknownModules(root), ...result.summary.violations.map(asFinding)];
}

/** A checker that reads nothing reports "no violations": so what was read is compared with the tree. */
function unread(root: string, modules: readonly IModule[]): Finding[] {
  const read = new Map(modules.map((module) => [module.source, module]));
  return listScripts(root).flatMap((file): Finding[] => {
    const module = read.get(file);
    if (!module) return [{ rule: 'read-too-few', file, message: 'The import checker did not read this file.' }];
    const imports = /^(?:import|export) [^;'"]*from ['"]/m.test(readText(root, file));
    if (imports && module.dependencies.length === 0)
      return [{ rule: 'read-too-few', file, message: 'The import checker saw none of the imports of this file.' }];
    return [];
  });
}

function unknownModules(root: string): Finding[] {
  const folders = new Set(listTree(root, 'src/modules').map((path) => path.split('/')[2]!));
  return [...folders]
    .filter((name) => !(name in DOORS))
    .map((name) => ({
      rule: '5-unknown-module',
      file: `src/modules/${name}`,
      message: 'No door rule names this module: add it to DOORS in scripts/check/rules.ts.',
    }));
}

function asFinding(violation: IViolation): Finding {
  const why = RULES.find((rule) => rule.name === violation.rule.name)?.comment ?? '';
  const path = violation.cycle ?? violation.via;
  const through = path
    ? ` through ${path.map((step) => (typeof step === 'string' ? step : step.name)).join(' → ')}`
    : '';
  return { rule: violation.rule.name, file: violation.from, message: `imports ${violation.to}${through}. ${why}` };
}
