// Takes the picture of the README from a running observatory, or with a folder as argument a set of pictures to look at.
// Use: node scripts/screenshot.ts [folder] [--base=http://localhost:4040]; without --base it starts an observatory of its own.

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { ROOT, runObservatory, stop } from './bench/processes.ts';
import type { Running } from './bench/processes.ts';

const PICTURE = join(ROOT, 'docs/screenshot.png');
const LARGEST = 300_000;

type Shot = { name: string; path: string; width: number; look?: string; full?: boolean };

const PAGES: readonly [string, string][] = [
  ['home', ''],
  ['country', '/places/ESP'],
  ['region', '/places/150'],
  ['subdivision', '/places/ES-CT'],
  ['places', '/places'],
  ['standards', '/standards'],
  ['instrument', '/standards/crc'],
  ['replaced', '/standards/gc10'],
  ['provision', '/standards/crc/40.3.a'],
  ['disciplines', '/disciplines'],
  ['discipline', '/disciplines/legal'],
  ['theme', '/themes/diversion'],
  ['glossary', '/glossary'],
  ['laws', '/laws'],
  ['law', '/laws/ESP'],
  ['answer', '/laws/ESP/Q01'],
  ['attribute', '/laws/attributes/minimum-age-criminal-responsibility'],
  ['indicators', '/indicators'],
  ['indicator', '/indicators/2'],
  ['search', '/search?q=diversion'],
  ['nothing', '/search?q=zzzzqqqq'],
  ['help', '/help-now'],
  ['help-country', '/help-now/ESP'],
  ['contact', '/contact'],
  ['assistance', '/assistance'],
  ['missing', '/places/SPAN'],
];

/** Every page on a desk and on a telephone in English, some in Arabic and Chinese, some in every theme. */
function listShots(): Shot[] {
  const some = ['home', 'country', 'law', 'provision', 'search', 'help-country'];
  const looks = PAGES.filter(([name]) => some.includes(name));
  return [
    ...PAGES.flatMap(([name, path]): Shot[] => [
      { name: `en-${name}-1280`, path: `/en${path}`, width: 1280, full: true },
      { name: `en-${name}-360`, path: `/en${path}`, width: 360 },
    ]),
    ...looks.flatMap(([name, path]): Shot[] => [
      { name: `ar-${name}-1280`, path: `/ar${path}`, width: 1280, full: true },
      { name: `ar-${name}-360`, path: `/ar${path}`, width: 360 },
      { name: `zh-${name}-1280`, path: `/zh${path}`, width: 1280 },
    ]),
    ...['green.m', 'bw.m', 'dark.m', 'dark.xl'].flatMap((look) =>
      looks.map(([name, path]): Shot => ({
        name: `en-${name}-${look.replace('.', '-')}`,
        path: `/en${path}`,
        width: 1280,
        look,
      })),
    ),
  ];
}

async function take(browser: Browser, base: string, { path, width, look, full }: Shot): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 1800 : 900 },
    deviceScaleFactor: 1,
    locale: path.slice(1, 3),
  });
  try {
    if (look) await context.addCookies([{ name: 'ojjo', value: look, url: base }]);
    const page = await context.newPage();
    await page.goto(base + path, { waitUntil: 'networkidle' });
    return await page.screenshot({ fullPage: full ?? false, animations: 'disabled' });
  } finally {
    await context.close();
  }
}

const { values, positionals } = parseArgs({ options: { base: { type: 'string' } }, allowPositionals: true });
const dataDir = mkdtempSync(join(tmpdir(), 'observatory-screenshot-'));
let running: Running | null = null;
let browser: Browser | null = null;
try {
  if (!values.base) running = await runObservatory(dataDir);
  const base = values.base ? new URL(values.base).origin : `http://localhost:${running!.port}`;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const [folder] = positionals;
  if (folder) {
    mkdirSync(folder, { recursive: true });
    for (const shot of listShots()) {
      writeFileSync(join(folder, `${shot.name}.png`), await take(browser, base, shot));
      console.log(`${shot.name}.png`);
    }
  } else {
    writeFileSync(PICTURE, await take(browser, base, { name: 'home', path: '/en', width: 1280 }));
    const { size } = statSync(PICTURE);
    console.log(`docs/screenshot.png, ${Math.round(size / 1000)} kB`);
    if (size > LARGEST) throw new Error(`The picture has ${size} bytes; at most ${LARGEST} are wanted.`);
  }
} finally {
  await browser?.close();
  if (running) await stop(running);
  rmSync(dataDir, { recursive: true, force: true });
}
