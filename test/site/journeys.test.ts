// Journeys in a real browser: without script, with the keyboard alone, on a narrow screen, on paper, mirrored.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSER, openBrowser } from './browser.ts';
import { openTestObservatory } from './observatory.ts';
import type { TestObservatory } from './observatory.ts';
import { PAGE_TYPES } from './page-types.ts';

describe.skipIf(!BROWSER)('journeys', { timeout: 120_000 }, () => {
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

  const titleOf = async (page: Page) => (await page.textContent('h1'))?.trim();

  /** On a narrow screen languages and looks are folded away. */
  async function unfold(page: Page): Promise<void> {
    const summary = page.locator('details.prefs > summary');
    if (await summary.isVisible()) await summary.click();
  }

  for (const width of [1280, 390]) {
    test(`without script, ${width} pixels wide: home, search, country, law, standard, theme and size, help, language`, async () => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width, height: 800 },
        locale: 'en',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(`${site.base}/`);
      expect(new URL(page.url()).pathname).toBe('/en');
      await page.fill('main input[name="q"]', 'Spain');
      await page.press('main input[name="q"]', 'Enter');
      expect(new URL(page.url()).pathname).toBe('/en/search');
      await page.click('main a[href="/en/places/ESP"]');
      expect(await titleOf(page)).toBe('Spain');
      await page.click('main a[href^="/en/laws/ESP"]');
      expect(new URL(page.url()).pathname.startsWith('/en/laws/ESP')).toBe(true);
      await page.goto(`${site.base}/en/standards/crc/40(3)(a)`);
      expect(new URL(page.url()).pathname).toBe('/en/standards/crc/40.3.a');

      await page.goto(`${site.base}/en/places/ESP`);
      await unfold(page);
      await page.click('.themes button[value="dark"]');
      expect(new URL(page.url()).pathname).toBe('/en/places/ESP');
      expect(await page.getAttribute('html', 'class')).toBe('t-dark s-m');
      await unfold(page);
      await page.click('.sizes button.larger');
      expect(await page.getAttribute('html', 'class')).toBe('t-dark s-l');

      await page.click('a.help');
      expect(new URL(page.url()).pathname).toBe('/en/help-now');
      await page.selectOption('main select[name="place"]', 'ESP');
      await page.click('main form button[type="submit"]');
      expect(new URL(page.url()).pathname).toBe('/en/help-now/ESP');
      expect(await page.locator('main a[href^="tel:"]').count()).toBeGreaterThan(0);
      await page.goto(`${site.base}/en/places/ESP`);
      await unfold(page);
      await page.click('.langs a[lang="ar"]');
      expect(new URL(page.url()).pathname).toBe('/ar/places/ESP');
      expect(await page.getAttribute('html', 'dir')).toBe('rtl');
      expect(await page.getAttribute('html', 'class')).toBe('t-dark s-l');
      expect(await titleOf(page)).toBe('إسبانيا');
      await context.close();
    });
  }

  test('without script: a message to the operator is taken and answered with a receipt', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.base}/en/contact`);
    await page.selectOption('main select[name="topic"]', { index: 1 });
    await page.fill('main textarea[name="message"]', 'The minimum age of Spain is given with an old source.');
    await page.click('main form button[type="submit"]');
    const receipt = /^\/en\/contact\/sent\/([\w-]+)$/.exec(new URL(page.url()).pathname)?.[1];
    expect(receipt).toBeDefined();
    expect(await page.locator('main').innerText()).toContain(receipt!);
    await context.close();
  });

  test('without script: open all and close all on a long list', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${site.base}/en/places`);
    expect(await page.locator('main details[open]').count()).toBe(0);
    await page.click('a[data-open="all"]');
    const parts = await page.locator('main details').count();
    expect(parts).toBeGreaterThan(4);
    expect(await page.locator('main details[open]').count()).toBe(parts);
    await page.click('a[data-open="none"]');
    expect(await page.locator('main details[open]').count()).toBe(0);
    await context.close();
  });

  test('with the keyboard alone: skip link, focus seen everywhere, search by slash', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site.base}/en/places/ESP`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const seen = new Set<string>();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const style = getComputedStyle(element);
        return {
          name: element.tagName + (element.getAttribute('href') ?? element.id),
          outline: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      expect(focus).toEqual({ name: focus.name, outline: true });
      seen.add(focus.name);
    }
    expect(seen.size).toBeGreaterThan(20);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await page.keyboard.type('diversion');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=diversion');
    await context.close();
  });

  test('at 320 pixels no page scrolls sideways, in English and in Arabic', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const wide: string[] = [];
    for (const lang of ['en', 'ar']) {
      for (const path of PAGE_TYPES) {
        await page.goto(`${site.base}/${lang}${path === '/' ? '' : path}`);
        const [content, window] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        if (content! > window!) wide.push(`/${lang}${path}: ${content}`);
      }
    }
    expect(wide).toEqual([]);
    await context.close();
  });

  test('targets are at least 24 pixels high or spaced apart in the shell', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${site.base}/en`);
    const small = await page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>('.strip a, .strip summary, .menu summary, .find button'))
        .filter(
          (element) =>
            element.checkVisibility() &&
            element.getBoundingClientRect().height > 0 &&
            element.getBoundingClientRect().height < 24,
        )
        .map((element) => element.textContent),
    );
    expect(small).toEqual([]);
    await context.close();
  });

  test('a country page prints on two A4 sheets', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    for (const path of ['/en/places/ESP', '/ru/places/FRA', '/ar/places/BRA']) {
      await page.goto(site.base + path);
      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      const sheets = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
      expect({ path, fits: sheets > 0 && sheets <= 2, sheets }).toEqual({ path, fits: true, sheets });
    }
    await context.close();
  });

  test('no page sets a cookie, asks another host for anything or reports an error', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const foreign: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.base)) foreign.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404/.test(message.text())) errors.push(`${page.url()} ${message.text()}`);
    });
    page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`));
    for (const path of PAGE_TYPES) await page.goto(`${site.base}/en${path === '/' ? '' : path}`);
    expect(await context.cookies()).toEqual([]);
    expect(foreign).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});
