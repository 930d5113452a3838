// The measurements of single modules, in the order they are run; each is loaded when its turn comes.

import type { BenchRun } from './figure.ts';

/** `npm run bench -- <name>` runs one alone. */
export const FURTHER: readonly { name: string; title: string; load: () => Promise<BenchRun> }[] = [
  {
    name: 'opinion-map',
    title: 'Opinion map',
    load: async () => (await import('./opinion-map.ts')).benchOpinionMap,
  },
];
