// The public JSON shape of helplines.

import { z } from 'zod';
import { dialled } from './model.ts';
import type { Helpline } from './model.ts';

const line = z.object({
  id: z.string(),
  name: z.string(),
  area: z.string().nullable(),
  number: z.string().nullable(),
  dial: z.string().nullable(),
  alsoText: z.string().nullable(),
  chat: z.string().nullable(),
  hours: z.string().nullable(),
  languages: z.array(z.string()).nullable(),
  free: z.boolean().nullable(),
  audience: z.enum(['children', 'everyone-in-danger']),
  source: z.object({ title: z.string(), url: z.string(), seen: z.string().nullable(), cites: z.string().nullable() }),
});

/** The helplines of one country. */
export const helplinesAnswer = z.object({ country: z.string(), name: z.string(), helplines: z.array(line) });

/** One line for machines; null where the source states nothing. */
export function presentHelpline({ place: _, source, ...rest }: Helpline): z.infer<typeof line> {
  return {
    ...rest,
    dial: dialled(rest),
    languages: rest.languages ? [...rest.languages] : null,
    source: { title: source.title, url: source.url, seen: source.seen, cites: source.cites },
  };
}
