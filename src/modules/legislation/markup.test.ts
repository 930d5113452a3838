// Pages of legislation, and the pages of others that carry its panels: valid markup and a weight under the budget, in six languages.

import { brotliCompressSync, constants } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import { openTestObservatory } from '../../../test/site/observatory.ts';
import type { TestObservatory } from '../../../test/site/observatory.ts';

const PAGES = [
  '/laws',
  '/laws/ESP',
  '/laws/IRL?open=all',
  '/laws/ATA',
  '/laws/USA/Q01',
  '/laws/BLZ/Q01',
  '/laws/ATA/Q16',
  '/laws/attributes/minimum-age-criminal-responsibility',
  '/laws/attributes/minimum-age-criminal-responsibility?grade=below&region=150&sort=-value',
  '/laws/attributes/restorative-justice-stages',
  '/places/IRL',
  '/places/ATA',
  '/places/TTO',
  '/places/150',
  '/places/001',
  '/standards/crc',
  '/standards/crc/40.3.a',
  '/themes/diversion',
  '/disciplines/legal',
  '',
];
const BUDGET = 30_000;

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'require-sri': 'off', 'no-inline-style': 'error' },
});

let site: TestObservatory;
let styles: number;

beforeAll(async () => {
  site = await openTestObservatory();
  const home = await (await fetch(`${site.base}/en`)).text();
  const [, sheet = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(home)!;
  styles = compressed(await (await fetch(site.base + sheet)).text());
}, 180_000);

afterAll(() => site.close());

function compressed(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

describe.each(LANGS)('in %s', (lang) => {
  test.each(PAGES)('/%s', async (path) => {
    const response = await fetch(`${site.base}/${lang}${path}`);
    const markup = await response.text();
    const report = await validator.validateString(markup);
    const problems = report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    );
    expect([response.status, problems]).toEqual([200, []]);
    expect(compressed(markup) + styles).toBeLessThan(BUDGET);
  });
});
