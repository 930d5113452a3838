// Walks through the whole site as a reader's links lead: every page of one language and a seeded sample of the others.
// Use: node scripts/crawl.ts [--lang=en] [--sample=80] [--seed=1] [--base=http://localhost:4040]; without --base it starts an observatory of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isLang, LANGS } from '../src/kernel/locale.ts';
import { runObservatory, stop } from './bench/processes.ts';
import type { Running } from './bench/processes.ts';
import { faultsOf, idsOf, linksOf, sampleOf, typeFault } from './crawl/page.ts';

const CONCURRENCY = 8;
const REDIRECTS = 5;
/** Addresses with a query that are tried per path, and per kind of page: filters make endlessly many. */
const QUERIES_PER_PATH = 3;
const QUERIES_PER_ROOM = 400;

type Walk = {
  base: string;
  /** The address the site gives itself; a made-up one when it is our own, so that links made from any other are seen. */
  publicBase: string;
  queue: string[];
  seen: Set<string>;
  cameFrom: Map<string, string>;
  queries: Map<string, number>;
  ids: Map<string, Set<string>>;
  fragments: Map<string, string>;
  outside: Set<string>;
  faults: string[];
  counts: Map<string, number>;
  slowest: { address: string; ms: number };
};

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    lang: { type: 'string', default: 'en' },
    sample: { type: 'string', default: '80' },
    seed: { type: 'string', default: '1' },
  },
});

function count(walk: Walk, what: string): void {
  walk.counts.set(what, (walk.counts.get(what) ?? 0) + 1);
}

/** Fetches without leaving the site; says how the way ended. */
async function fetchOnward(
  walk: Walk,
  address: string,
): Promise<{ response: Response; body: string; at: string } | null> {
  let at = address;
  for (let step = 0; step <= REDIRECTS; step += 1) {
    const response = await fetch(walk.base + at, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    const body = await response.text();
    const to = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !to) return { response, body, at };
    const next = new URL(to, walk.base + at);
    if (next.origin !== walk.base) {
      walk.faults.push(`${address} leads away to ${to}`);
      return null;
    }
    count(walk, 'redirects');
    at = next.pathname + next.search;
  }
  walk.faults.push(`${address} is led on more than ${REDIRECTS} times`);
  return null;
}

async function visit(walk: Walk, address: string, follow: (target: string) => boolean): Promise<void> {
  const begun = performance.now();
  const found = await fetchOnward(walk, address).catch((error: unknown) => {
    walk.faults.push(`${address} did not answer: ${String(error)}`);
    return null;
  });
  const ms = performance.now() - begun;
  if (ms > walk.slowest.ms) walk.slowest = { address, ms };
  if (!found) return;
  const { response, at } = found;
  const [pathname = ''] = at.split('?');
  const type = response.headers.get('content-type') ?? '';
  const from = walk.cameFrom.get(address);
  const say = (fault: string) => walk.faults.push(`${address}${from ? ` (linked from ${from})` : ''} ${fault}`);
  count(walk, type.split(';')[0]!);
  if (response.status !== 200) return void say(`answered ${response.status}`);
  const wrongType = typeFault(pathname, type);
  if (wrongType) say(wrongType);
  if (!type.startsWith('text/html')) return;
  if (walk.publicBase !== walk.base && found.body.includes(walk.base))
    say('names the address it was asked at, not its public one');
  const body = found.body.replaceAll(walk.publicBase, walk.base);
  for (const fault of faultsOf(body, pathname, response.headers)) say(fault);
  walk.ids.set(address, idsOf(body));
  const { inside, fragments, outside } = linksOf(body, at, walk.base);
  for (const href of outside) {
    walk.outside.add(href);
    if (!/^(?:https?:\/\/|mailto:|tel:|sms:)/.test(href)) say(`links to ${href}`);
  }
  for (const fragment of fragments) if (!walk.fragments.has(fragment)) walk.fragments.set(fragment, address);
  for (const target of inside) {
    if (
      walk.seen.has(target) ||
      !follow(target) ||
      (at.includes('?') && target.includes('?')) ||
      !mayTake(walk, target)
    )
      continue;
    walk.seen.add(target);
    walk.cameFrom.set(target, address);
    walk.queue.push(target);
  }
}

/** Bounds the addresses with a query. */
function mayTake(walk: Walk, target: string): boolean {
  const at = target.indexOf('?');
  if (at < 0) return true;
  const path = target.slice(0, at);
  const room = path.split('/').slice(0, 3).join('/');
  const [ofPath = 0, ofRoom = 0] = [walk.queries.get(path), walk.queries.get(`${room} *`)];
  if (ofPath >= QUERIES_PER_PATH || ofRoom >= QUERIES_PER_ROOM) return false;
  walk.queries.set(path, ofPath + 1);
  walk.queries.set(`${room} *`, ofRoom + 1);
  return true;
}

async function work(walk: Walk, follow: (target: string) => boolean): Promise<void> {
  let busy = 0;
  await new Promise<void>((resolve) => {
    const next = () => {
      while (busy < CONCURRENCY && walk.queue.length > 0) {
        busy += 1;
        void visit(walk, walk.queue.shift()!, follow).finally(() => {
          busy -= 1;
          next();
        });
      }
      if (busy === 0 && walk.queue.length === 0) resolve();
    };
    next();
  });
}

/** Every address of the sitemap, without its base. */
async function readSitemap(base: string): Promise<string[]> {
  const locations = async (path: string): Promise<string[]> => {
    const response = await fetch(base + path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return [...(await response.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => {
      const url = new URL(address!.replaceAll('&amp;', '&'));
      return url.pathname + url.search;
    });
  };
  const first = await locations('/sitemap.xml');
  const parts = first.filter((path) => path.endsWith('.xml'));
  return parts.length === 0 ? first : (await Promise.all(parts.map(locations))).flat();
}

/** A port of loopback that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function crawl(base: string, publicBase: string, lang: string, sample: number, seed: number): Promise<number> {
  const walk: Walk = {
    base,
    publicBase,
    queue: [],
    seen: new Set(),
    cameFrom: new Map(),
    queries: new Map(),
    ids: new Map(),
    fragments: new Map(),
    outside: new Set(),
    faults: [],
    counts: new Map(),
    slowest: { address: '', ms: 0 },
  };
  const begun = performance.now();
  const listed = await readSitemap(base);
  // The sitemap names each page in one language; all others have it at the same place.
  const own = [...new Set(listed.map((address) => address.replace(/^\/[a-z]{2}(?=\/|$)/, `/${lang}`)))];
  const others = LANGS.filter((other) => other !== lang);
  const isOther = (target: string) => others.some((other) => target === `/${other}` || target.startsWith(`/${other}/`));
  for (const address of [
    '/',
    '/robots.txt',
    '/sitemap.xml',
    `/${lang}`,
    `/${lang}/search`,
    `/${lang}/contact`,
    ...own,
  ]) {
    if (walk.seen.has(address)) continue;
    walk.seen.add(address);
    walk.queue.push(address);
  }
  const startedWith = walk.queue.length;
  await work(walk, (target) => !isOther(target) && !target.startsWith(`/${lang}/display`));
  const pages = walk.ids.size;
  for (const [fragment, from] of walk.fragments) {
    const at = fragment.indexOf('#');
    const ids = walk.ids.get(fragment.slice(0, at));
    if (ids && !ids.has(fragment.slice(at + 1)))
      walk.faults.push(`${from} links to ${fragment}, which is not on that page`);
  }
  for (const other of others) {
    const theirs = own.map((address) => `/${other}${address.slice(3)}`);
    walk.queue.push(`/${other}`, ...sampleOf(theirs, sample, seed));
  }
  await work(walk, () => false);

  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(
    `${pages} pages in ${lang} (${startedWith} addresses to begin with), ${walk.ids.size - pages} in other languages, in ${seconds} s`,
  );
  console.log(
    [...walk.counts]
      .sort()
      .map(([what, n]) => `${what} ${n}`)
      .join(', '),
  );
  console.log(
    `${walk.outside.size} links lead to other sites. Slowest: ${walk.slowest.address} with ${walk.slowest.ms.toFixed(0)} ms`,
  );
  for (const fault of walk.faults.slice(0, 200)) console.log(`FAULT  ${fault}`);
  if (walk.faults.length > 200) console.log(`… and ${walk.faults.length - 200} more`);
  if (own.length < 5000) walk.faults.push(`the sitemap lists only ${own.length} addresses in ${lang}`);
  console.log(walk.faults.length === 0 ? 'No fault was found.' : `${walk.faults.length} faults were found.`);
  return walk.faults.length;
}

if (!isLang(values.lang)) throw new Error(`The language ${values.lang} is not one of ${LANGS.join(', ')}.`);
const dataDir = mkdtempSync(join(tmpdir(), 'observatory-crawl-'));
let running: Running | null = null;
try {
  let base = values.base ? new URL(values.base).origin : '';
  let publicBase = base;
  if (!values.base) {
    const port = await freePort();
    // The port is part of the made-up address too: the line that tells of the start ends with it.
    publicBase = `https://observatory.example:${port}`;
    running = await runObservatory(dataDir, { PORT: String(port), OBSERVATORY_URL: publicBase });
    base = `http://localhost:${port}`;
  }
  const faults = await crawl(base, publicBase, values.lang, Number(values.sample), Number(values.seed));
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  if (running) await stop(running);
  rmSync(dataDir, { recursive: true, force: true });
}
