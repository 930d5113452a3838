// axe-core finds nothing on any page type in any language, and contrast holds in all themes in English and Arabic.

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGS } from '../../src/kernel/locale.ts';
import { SIZES, THEMES } from '../../src/kernel/page.ts';
import type { Size, Theme } from '../../src/kernel/page.ts';
import { BROWSER, openBrowser } from './browser.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';

/** The full product: every page in every language in every theme, else the themes take turns. */
const FULL = process.env['FULL_PRODUCT'] === '1';

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

  async function faultsOf(page: Page, path: string, rules?: string[]): Promise<string[]> {
    await page.goto(site.base + path);
    // Legacy mode spares a second page for frames, which no page has; only what is wrong is described.
    const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${path} ${id} ${node.target.join(' ')}`),
    );
  }

  for (const [langIndex, lang] of LANGS.entries()) {
    test(`axe finds no violation in ${lang}`, { timeout: FULL ? 600_000 : 240_000 }, async () => {
      const contexts = await Promise.all(
        THEMES.map((theme, index) => contextWith(theme, SIZES[index % SIZES.length]!)),
      );
      const pages = await Promise.all(contexts.map((context) => context.newPage()));
      const faults: string[] = [];
      for (const [index, address] of PAGE_TYPES.entries()) {
        const shown = FULL ? pages : [pages[(index + langIndex) % THEMES.length]!];
        for (const page of shown) faults.push(...(await faultsOf(page, `/${lang}${address === '/' ? '' : address}`)));
      }
      await Promise.all(contexts.map((context) => context.close()));
      expect([...new Set(faults)]).toEqual([]);
    });
  }

  const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];
  const LOOKS = ['/', '/places/ESP', '/laws/ESP', '/standards/crc', '/search?q=diversion', '/help-now/ESP', '/contact'];
  for (const lang of ['en', 'ar']) {
    for (const theme of THEMES) {
      test(`contrast holds in the theme ${theme} in ${lang}`, { timeout: 120_000 }, async () => {
        const context = await contextWith(theme, 'm');
        const page = await context.newPage();
        const faults: string[] = [];
        for (const address of LOOKS) {
          faults.push(
            ...(await faultsOf(
              page,
              `/${lang}${address === '/' ? '' : address}`,
              theme === 'bw' ? CONTRAST : CONTRAST.slice(0, 1),
            )),
          );
        }
        await context.close();
        expect(faults).toEqual([]);
      });
    }
  }
});
