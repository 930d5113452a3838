// The browser of the tests: the system's Chromium, closed to everything but loopback.

import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Path of the browser, set by `npm test` when it finds one. */
export const BROWSER = process.env['CHROMIUM_PATH'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser headless. */
export function openBrowser(): Promise<Browser> {
  if (!BROWSER) throw new Error('There is no browser: run the tests with npm test.');
  return chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
}
