// axe-core finds nothing on any page type in any language, and contrast holds in all themes in English and Arabic.

import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGS } from '../../src/kernel/locale.ts';
import { SIZES, THEMES } from '../../src/kernel/page.ts';
import type { Size, Theme } from '../../src/kernel/page.ts';
import { BROWSER, openBrowser } from './browser.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';

describe.skipIf(!BROWSER)('accessibility', () => {
  let site: TestObservatory;
  let browser: Browser;
  beforeAll(async () => {
    site = await openTestObservatory();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function contextWith(theme: Theme, size: Size): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
    await context.addCookies([{ name: 'ojjo', value: `${theme}.${size}`, url: site.base }]);
    return context;
  }

  async function faultsOf(context: BrowserContext, path: string, rules?: string[]): Promise<string[]> {
    const page = await context.newPage();
    await page.goto(site.base + path);
    const builder = new AxeBuilder({ page });
    const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
    await page.close();
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${path} ${id} ${node.target.join(' ')}`));
  }

  for (const [langIndex, lang] of LANGS.entries()) {
    test(`axe finds no violation in ${lang}`, { timeout: 240_000 }, async () => {
      const contexts = await Promise.all(THEMES.map((theme, index) => contextWith(theme, SIZES[index % SIZES.length]!)));
      const faults: string[] = [];
      for (const [index, page] of PAGE_TYPES.entries()) {
        const context = contexts[(index + langIndex) % THEMES.length]!;
        faults.push(...(await faultsOf(context, `/${lang}${page === '/' ? '' : page}`)));
      }
      await Promise.all(contexts.map((context) => context.close()));
      expect(faults).toEqual([]);
    });
  }

  const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];
  const LOOKS = ['/', '/places/ESP', '/laws/ESP', '/standards/crc', '/search?q=diversion', '/help-now/ESP', '/contact'];
  for (const lang of ['en', 'ar']) {
    for (const theme of THEMES) {
      test(`contrast holds in the theme ${theme} in ${lang}`, { timeout: 120_000 }, async () => {
        const context = await contextWith(theme, 'm');
        const faults: string[] = [];
        for (const page of LOOKS) {
          faults.push(...(await faultsOf(context, `/${lang}${page === '/' ? '' : page}`, theme === 'bw' ? CONTRAST : CONTRAST.slice(0, 1))));
        }
        await context.close();
        expect(faults).toEqual([]);
      });
    }
  }
});
