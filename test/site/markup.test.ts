// Every page type in every language is valid HTML, says its language and direction, and links only to pages that exist by pattern.

import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directionOf, LANGS } from '../../src/kernel/locale.ts';
import { SIZES, THEMES } from '../../src/kernel/page.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';

let site: TestObservatory;
beforeAll(async () => {
  site = await openTestObservatory();
});
afterAll(() => site.close());

// Long titles are for readers, and the case of DOCTYPE and the form of void elements are a matter of taste.
const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'long-title': 'off', 'doctype-style': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off', 'no-inline-style': 'error' } });

for (const [langIndex, lang] of LANGS.entries()) {
  test(`every page type is valid HTML in ${lang}`, async () => {
    const faults: string[] = [];
    for (const [index, page] of PAGE_TYPES.entries()) {
      const theme = THEMES[(index + langIndex) % THEMES.length]!;
      const size = SIZES[(index + langIndex) % SIZES.length]!;
      const path = `/${lang}${page === '/' ? '' : page}`;
      const response = await fetch(site.base + path, { headers: { cookie: `ojjo=${theme}.${size}` } });
      const html = await response.text();
      const opening = `<html lang="${lang}" dir="${directionOf(lang)}" class="t-${theme} s-${size}">`;
      if (!html.includes(opening)) faults.push(`${path}: does not begin with ${opening}`);
      if (/ style="|<style|<script>| on[a-z]+="/.test(html)) faults.push(`${path}: holds inline style or script`);
      const report = await validator.validateString(html, path);
      for (const result of report.results) {
        for (const message of result.messages.filter(({ severity }) => severity === 2)) faults.push(`${path}:${message.line} ${message.ruleId} ${message.message}`);
      }
    }
    expect(faults).toEqual([]);
  });
}
