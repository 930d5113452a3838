// The world map: every place is there once, in its class, and the file of shapes stays small.

import { brotliCompressSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { loadTexts, translator } from '#platform/i18n.ts';
import { buildWorld } from '../../scripts/world/draw.ts';
import { worldMap } from './map.ts';

const t = translator(loadTexts([new URL('./texts/', import.meta.url)]), 'en', { strict: true });
const codes: Record<string, string> = { '724': 'ESP', '706': 'SOM', '643': 'RUS', '336': 'VAT' };
const world = buildWorld({
  codeOf: ({ m49, name }) => (m49 === null ? (name === 'Somaliland' ? 'SOM' : null) : (codes[m49] ?? null)),
  places: [
    { code: 'ESP', centre: [-3.6, 40.4] },
    { code: 'SOM', centre: [46, 6] },
    { code: 'RUS', centre: [96, 62] },
    { code: 'VAT', centre: [12.45, 41.9] },
    { code: 'TUV', centre: [178, -8] },
  ],
});

describe('buildWorld', () => {
  it('draws what is large enough and makes points of the rest', () => {
    expect(world.shapes).toEqual(['ESP', 'SOM', 'RUS']);
    expect(world.dots.map(({ code }) => code)).toEqual(['VAT', 'TUV']);
    expect(world.other).toBe(true);
  });

  it('gives each code one outline, joining shapes that share it', () => {
    expect([...world.svg.matchAll(/id="(\w+)"/g)].map((match) => match[1]).sort()).toEqual([
      'ESP',
      'RUS',
      'SOM',
      'other',
    ]);
  });

  it('stays below 60 kB compressed with the whole world in it', () => {
    expect(brotliCompressSync(world.svg).byteLength).toBeLessThan(60_000);
  });

  it('places points on the sheet', () => {
    const [vatican] = world.dots;
    expect({ east: vatican!.x > 4400 && vatican!.x < 4900, north: vatican!.y > 900 && vatican!.y < 1300 }).toEqual({
      east: true,
      north: true,
    });
  });
});

describe('worldMap', () => {
  const markup = (hrefOf?: (code: string) => string) =>
    worldMap({
      t,
      id: 'm',
      title: 'Ages',
      asset: '/assets/world.1.svg',
      world,
      classOf: (code) => ({ ESP: 'meets' as const, TUV: 'below' as const })[code],
      labelOf: (code) => `${code} <14>`,
      hrefOf,
      legend: [
        { class: 'meets', label: 'Meets' },
        { class: 'below', label: 'Falls short' },
      ],
      source: 'Source',
      tableHref: '#table',
    }).toString();

  it('puts each place in its class and what has none in "no data"', () => {
    const groups = Object.fromEntries(
      [...markup().matchAll(/<g class="m-([\w-]+)">([^]*?)<\/g>/g)].map((match) => [
        match[1],
        [...match[2]!.matchAll(/<title>(\w+)/g)].map((title) => title[1]),
      ]),
    );
    expect(groups).toEqual({ meets: ['ESP'], below: ['TUV'], 'no-data': ['SOM', 'RUS', 'VAT'] });
  });

  it('links places when asked, outside the order of the tab key', () => {
    expect(markup((code) => `/en/places/${code}`)).toContain(
      '<a href="/en/places/ESP" tabindex="-1"><title>ESP &lt;14&gt;</title><use href="/assets/world.1.svg#ESP"/></a>',
    );
    expect(markup()).toContain('<use href="/assets/world.1.svg#ESP"><title>ESP &lt;14&gt;</title></use>');
  });

  it('validates', async () => {
    const page = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main><h1>x</h1>${markup((code) => `/${code}`)}</main></body></html>`;
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(page);
    expect(
      report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message}`)),
    ).toEqual([]);
  });
});
