// Licences of everything the lockfile names, held against the list of the project.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './finding.ts';
import type { Finding } from './finding.ts';

/** Licences that go with Apache-2.0 without conditions on the whole. */
const ALLOWED = new Set(
  (
    'MIT MIT-0 ISC 0BSD BSD BSD-2-Clause BSD-3-Clause Apache-2.0 MPL-2.0 BlueOak-1.0.0 ' +
    'PostgreSQL CC0-1.0 Unlicense Python-2.0 Unicode-3.0 OFL-1.1'
  ).split(' '),
);

/** Packages whose licence is not on the list, each with the reason why it may stay. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  argparse: 'PSF-2.0 is the first part of Python-2.0, which is on the list; it came from Python itself.',
};

/** libvips in binary form under sharp: LGPL, linked at run time and replaceable; the one such exception of the project. */
const IMAGE_LIBRARY = /^@img\/sharp-(?:libvips-|wasm32$|win32-)/;

type Locked = { license?: string | { type?: string }; link?: boolean };

/** Findings for packages without a licence or with one that is not on the list. */
export function checkLicences(root: string): Finding[] {
  const file = 'package-lock.json';
  if (!existsSync(join(root, file)))
    return [{ rule: 'licence', file, message: 'There is no lockfile to read licences from.' }];
  const { packages = {} } = JSON.parse(readText(root, file)) as { packages?: Record<string, Locked> };
  return Object.entries(packages)
    .filter(([path, locked]) => path !== '' && !locked.link)
    .flatMap(([path, locked]): Finding[] => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = typeof locked.license === 'string' ? locked.license : locked.license?.type;
      if (name in EXCEPTIONS || IMAGE_LIBRARY.test(name)) return [];
      if (!licence) return [{ rule: 'licence', file, message: `${name} names no licence.` }];
      return isAllowed(licence)
        ? []
        : [{ rule: 'licence', file, message: `${name} is under ${licence}, which is not on the list.` }];
    });
}

/** Reads an SPDX expression without nested brackets: one choice of an OR, all parts of an AND. */
function isAllowed(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, ' ')
    .split(/\bOR\b/)
    .some((choice) => choice.split(/\bAND\b/).every((part) => ALLOWED.has(part.trim())));
}
