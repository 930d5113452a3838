// Raw SQL stands only in platform/db, in migrations and in the files of a list with a reason each; own tables only.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isTest, lineAt, listScripts, listTree, readText } from './finding.ts';
import type { Finding } from './finding.ts';
import { DOORS } from './rules.ts';

const LIST = 'scripts/check/raw-sql.json';
const RAW =
  /import \{[^}]*\bsql\b[^}]*\} from '(?:kysely|#platform\/db\/[^']*|(?:\.\.?\/)+(?:db\/)?sql\.ts)'|from 'postgres'|\.unsafe\(|\bCompiledQuery\.raw\(|\.executeQuery\(/g;

/** Findings for raw SQL outside its places, for stale entries of the list and for tables under another module's name. */
export function checkRawSql(root: string): Finding[] {
  const allowed = existsSync(join(root, LIST)) ? (JSON.parse(readText(root, LIST)) as Record<string, string>) : {};
  const used = new Set<string>();
  const found = listScripts(root)
    .filter((file) => file.startsWith('src/') && !isTest(file) && !isHome(file))
    .flatMap((file) => {
      const text = readText(root, file);
      const first = [...text.matchAll(RAW)][0];
      if (!first) return [];
      used.add(file);
      if (allowed[file]) return [];
      return [
        {
          rule: 'raw-sql',
          file,
          line: lineAt(text, first.index),
          message: `Raw SQL outside platform/db and migrations: the compiler cannot see which tables it touches. Use Kysely, or name the file in ${LIST} with a reason.`,
        },
      ];
    });
  const stale = Object.keys(allowed)
    .filter((file) => !used.has(file))
    .map((file) => ({ rule: 'raw-sql', file: LIST, message: `${file} is on the list but writes no raw SQL.` }));
  return [...found, ...stale, ...foreignTables(root)];
}

function isHome(file: string): boolean {
  return file.startsWith('src/platform/db/') || /^src\/(platform|modules)\/(.+\/)?migrations(\.ts$|\/)/.test(file);
}

/** A migration creates tables under its module's name only. */
function foreignTables(root: string): Finding[] {
  return Object.keys(DOORS)
    .flatMap((name) => listTree(root, `src/modules/${name}`).map((file) => ({ name, file })))
    .filter(({ file }) => /\/migrations(\.ts$|\/)/.test(file))
    .flatMap(({ name, file }) => {
      const text = readText(root, file);
      return [
        ...text.matchAll(
          /\b(?:create table|alter table|drop table|references)\s+(?:if (?:not )?exists\s+)?"?([a-z_]+)/gi,
        ),
      ]
        .filter(([, table = '']) => !table.startsWith(`${name}_`) && table !== name)
        .map((match) => ({
          rule: 'own-tables',
          file,
          line: lineAt(text, match.index),
          message: `The table ${match[1]} does not carry the name of its module (${name}_…).`,
        }));
    });
}
