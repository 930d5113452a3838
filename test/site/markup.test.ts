// Every page type in every language is valid HTML, says its language and direction, and links only to pages that exist by pattern.

import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directionOf, LANGS } from '../../src/kernel/locale.ts';
import type { Lang } from '../../src/kernel/locale.ts';
import { SIZES, THEMES } from '../../src/kernel/page.ts';
import type { Display } from '../../src/kernel/page.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory();
});
afterAll(() => site.close());

// Long titles are for readers, and the case of DOCTYPE and the form of void elements are a matter of taste.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
  },
});

/** The full product: every page in every language in every theme and size, else the looks take turns. */
const FULL = process.env['FULL_PRODUCT'] === '1';

for (const [langIndex, lang] of LANGS.entries()) {
  test(`every page type is valid HTML in ${lang}`, { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const [index, page] of PAGE_TYPES.entries()) {
      const turn = index + langIndex;
      const looks = FULL
        ? THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, size })))
        : [{ theme: THEMES[turn % THEMES.length]!, size: SIZES[turn % SIZES.length]! }];
      const path = `/${lang}${page === '/' ? '' : page}`;
      for (const look of looks) faults.push(...(await faultsOf(path, lang, look)));
    }
    expect(faults).toEqual([]);
  });
}

async function faultsOf(path: string, lang: Lang, { theme, size }: Display): Promise<string[]> {
  const faults: string[] = [];
  const response = await fetch(site.base + path, { headers: { cookie: `ojjo=${theme}.${size}` } });
  const html = await response.text();
  const opening = `<html lang="${lang}" dir="${directionOf(lang)}" class="t-${theme} s-${size}">`;
  if (!html.includes(opening)) faults.push(`${path}: does not begin with ${opening}`);
  if (/ style="|<style|<script>| on[a-z]+="/.test(html)) faults.push(`${path}: holds inline style or script`);
  const report = await validator.validateString(html, path);
  for (const result of report.results) {
    for (const message of result.messages.filter(({ severity }) => severity === 2))
      faults.push(`${path}:${message.line} ${message.ruleId} ${message.message}`);
  }
  return faults;
}
