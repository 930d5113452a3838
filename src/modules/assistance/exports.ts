// The helplines as open data, one row per number and source.

import type { Export } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { helplines } from './index.ts';

/** The datasets of assistance; messages are none of them. */
export function assistanceExports(services: Services): Export[] {
  const help = helplines(services);
  return [
    {
      name: 'helplines',
      openData: true,
      async *rows() {
        for (const lines of (await help.book()).ofPlace.values()) for (const line of lines) yield { ...line };
      },
    },
  ];
}
