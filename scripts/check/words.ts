// Words that no committed file may hold: hosts of package registries, paths of one machine, and labels for children.

import { lineAt, listKept, readText } from './finding.ts';
import type { Finding } from './finding.ts';

type Ban = { rule: string; pattern: RegExp; message: string; except?: RegExp };

// Patterns are written so that this file does not match itself.
const BANS: readonly Ban[] = [
  {
    rule: 'registry-host',
    pattern:
      /\bregistry\.[a-z-]+\.(?:org|com|dev)\b|\bnpm[.-]?mirror\b|\bartif[a]ctory\b|\bverd[a]ccio\b|\bnpm\.p[k]g\.github\b/i,
    message: 'names the host of a package registry, which differs from place to place',
  },
  {
    rule: 'machine-path',
    pattern:
      /(?<![\w.~-])\/(?:home|Users)\/[a-z][\w-]+\/|(?<![\w./~-])\/work\/[a-z]+|\/tmp\/[a-z]+_jobs|[A-Z]:\\\\?Users\\/,
    message: 'holds a path of one machine',
  },
  {
    rule: 'label-for-child',
    pattern:
      /\b(?:juvenile|young|youth(?:ful)?|child|minor)\s+(?:delinq[u]ents?|off[e]nders?|crimin[a]ls?|inm[a]tes?)\b|\binm[a]tes?\b/i,
    message: 'labels a child; say "child in conflict with the law" or "deprived of liberty"',
    except: /\/facts\/|\/(?:seed|glossary)/,
  },
];

const READ = /\.(?:ts|mjs|js|json|md|css|html|svg|sql|txt|ya?ml|sh)$|(?:^|\/)(?:\.[\w.-]+|LICENSE|run|CODEOWNERS)$/;

/** Findings for banned words in files that are or would be committed. */
export function checkWords(root: string): Finding[] {
  return listKept(root)
    .filter((file) => READ.test(file))
    .flatMap((file) => {
      const text = readText(root, file);
      return BANS.filter(({ except }) => !except?.test(file)).flatMap(({ rule, pattern, message }): Finding[] => {
        const match = pattern.exec(text);
        return match ? [{ rule, file, line: lineAt(text, match.index), message: `The file ${message}.` }] : [];
      });
    });
}
