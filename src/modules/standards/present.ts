// The public JSON shapes of instruments and provisions.

import { z } from 'zod';
import type { Lang } from '#kernel/locale.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Instrument, Provision } from './model.ts';
import { provisionKey } from './model.ts';

/** A provision as the API gives it; `gist` is ours and has no legal force. */
export const provisionSchema = z.object({
  key: z.string(),
  label: z.string(),
  topic: z.string(),
  gist: z.string(),
  gistBy: z.literal('observatory'),
  confidence: z.string(),
  section: z.string().nullable(),
  url: z.string(),
});

/** An instrument as the API gives it. */
export const instrumentSchema = z.object({
  id: z.string(),
  title: z.string(),
  symbol: z.string().nullable(),
  adopted: z.string().nullable(),
  inForce: z.string().nullable(),
  force: z.string(),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  officialText: z.string(),
  confidence: z.string(),
  url: z.string(),
});

/** Turns an instrument into its public JSON. */
export function presentInstrument(instrument: Instrument, lang: Lang, base: string): z.infer<typeof instrumentSchema> {
  return {
    id: instrument.id,
    title: pickLabel(instrument.titles, lang).text,
    symbol: instrument.symbol,
    adopted: instrument.adopted,
    inForce: instrument.inForce,
    force: instrument.force,
    replaces: instrument.replaces,
    replacedBy: instrument.replacedBy,
    officialText: instrument.url,
    confidence: instrument.confidence,
    url: `${base}/${lang}/standards/${instrument.id}`,
  };
}

/** Turns a provision into its public JSON. */
export function presentProvision(provision: Provision, lang: Lang, base: string): z.infer<typeof provisionSchema> {
  return {
    key: provisionKey(provision),
    label: provision.label,
    topic: provision.topic,
    gist: provision.gist,
    gistBy: 'observatory',
    confidence: provision.confidence,
    section: provision.section,
    url: `${base}/${lang}/standards/${provision.instrument}/${provision.n}`,
  };
}
