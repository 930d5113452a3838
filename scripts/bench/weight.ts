// Bytes of each page type as a reader on a weak line gets them: HTML and styles against 30 kB, scripts against 15 kB.

import { brotliCompressSync } from 'node:zlib';
import type { Running } from './processes.ts';

/** Compressed bytes of one page. */
export type Weight = { page: string; html: number; styles: number; scripts: number; within: boolean };

const BUDGET = { page: 30_000, scripts: 15_000 };
const PAGES = [
  '/en',
  '/ar',
  '/ru',
  '/en/places',
  '/en/places/ESP',
  '/ru/places/FRA',
  '/ar/places/GBR',
  '/en/places/ES-CT',
  '/en/places/001',
  '/en/standards',
  '/en/standards/crc',
  '/en/standards/havana',
  '/en/standards/crc/40.3.a',
  '/en/laws',
  '/en/laws/ESP',
  '/ru/laws/ESP',
  '/en/laws/attributes/minimum-age-criminal-responsibility',
  '/ar/laws/attributes/minimum-age-criminal-responsibility',
  '/en/indicators',
  '/en/indicators/2',
  '/en/themes',
  '/en/themes/diversion',
  '/en/disciplines/legal',
  '/en/glossary',
  '/zh/glossary',
  '/en/help-now',
  '/ru/help-now',
  '/en/contact',
  '/en/search?q=diversion',
  '/ar/search?q=diversion',
];

/** Weighs every page type. */
export async function weighPages({ port }: Running): Promise<Weight[]> {
  const base = `http://127.0.0.1:${port}`;
  const weights: Weight[] = [];
  for (const page of PAGES) {
    const response = await fetch(base + page, { headers: { 'accept-encoding': 'identity' } });
    const html = await response.text();
    if (!response.ok) throw new Error(`${page} answered ${response.status}.`);
    const styles = await weighAll(
      base,
      [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]!),
    );
    const scripts = await weighAll(
      base,
      [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map((match) => match[1]!),
    );
    const bytes = brotliCompressSync(html).length;
    weights.push({
      page,
      html: bytes,
      styles,
      scripts,
      within: bytes + styles <= BUDGET.page && scripts <= BUDGET.scripts,
    });
  }
  return weights;
}

async function weighAll(base: string, paths: readonly string[]): Promise<number> {
  let sum = 0;
  for (const path of paths)
    sum += brotliCompressSync(Buffer.from(await (await fetch(base + path)).arrayBuffer())).length;
  return sum;
}
