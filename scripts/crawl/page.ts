// What a crawl reads in one answer: where it leads, and what is visibly wrong with it.

/** Links of a page by what they are. */
export type Links = { inside: string[]; fragments: string[]; outside: string[] };

const LINK = /<(?:a|link|script|img|use|form|source)\b[^>]*?\s(?:href|src|action)="([^"]*)"/g;
const ID = /\sid="([^"]+)"/g;
const KEY =
  />\s*((?:ui|places|standards|vocabulary|catalogue|legislation|analysis|assistance)\.[a-z0-9_]+(?:\.[a-z0-9_]+)*)\s*</;
const LEFT_OVER = [
  /\[object [A-Z]\w*\]/,
  />\s*undefined\s*</,
  />\s*NaN\s*</,
  /\bInvalid Date\b/,
  />[^<]*\{\w+, (?:plural|select|number|date)/,
];
const TYPES: readonly [RegExp, RegExp][] = [
  [/\.csv$/, /^text\/csv/],
  [/\.atom$/, /^application\/atom\+xml/],
  [/\.css$/, /^text\/css/],
  [/\.js$/, /^text\/javascript/],
  [/\.svg$/, /^image\/svg\+xml/],
  [/\.(?:png|ico)$/, /^image\//],
  [/^\/opensearch\.xml$/, /^application\/opensearchdescription\+xml/],
  [/\.xml$/, /^application\/xml/],
  [/\.webmanifest$/, /^application\/manifest\+json/],
  [/^\/api\//, /^application\/json/],
  [/\.txt$/, /^text\/plain/],
  [/^\/[a-z]{2}(?:\/|$)/, /^text\/html/],
];

/** The links of a page at `address`; addresses of `base` are given without it. */
export function linksOf(html: string, address: string, base: string): Links {
  const links: Links = { inside: [], fragments: [], outside: [] };
  for (const [, raw] of html.matchAll(LINK)) {
    const href = raw!.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const url = URL.canParse(href, base + address) ? new URL(href, base + address) : null;
    if (!url || url.origin !== base) {
      links.outside.push(href);
      continue;
    }
    const target = url.pathname + url.search;
    links.inside.push(target);
    if (url.hash.length > 1 && !url.pathname.startsWith('/assets/'))
      links.fragments.push(`${target}${decodeURIComponent(url.hash)}`);
  }
  return links;
}

/** The ids a link may point at. */
export function idsOf(html: string): Set<string> {
  return new Set([...html.matchAll(ID)].map(([, id]) => id!));
}

/** What is wrong with a page by itself: another language than its address says, texts that were not filled in. */
export function faultsOf(html: string, path: string, headers: Headers): string[] {
  const faults: string[] = [];
  const lang = path.slice(1, 3);
  const said = /<html lang="([^"]*)"/.exec(html)?.[1];
  if (said !== lang) faults.push(`says it is in ${said ?? 'no language'}`);
  if (headers.get('content-language') !== lang) faults.push(`content-language is ${headers.get('content-language')}`);
  if ((html.match(/<h1[\s>]/g) ?? []).length !== 1) faults.push('has not exactly one main heading');
  if (/<h1[^>]*>\s*<\/h1>|<title>\s*<\/title>/.test(html)) faults.push('has an empty title');
  const key = KEY.exec(html)?.[1];
  if (key) faults.push(`shows the key ${key} in place of a text`);
  for (const pattern of LEFT_OVER) {
    const found = pattern.exec(html)?.[0];
    if (found) faults.push(`shows ${JSON.stringify(found.slice(0, 60))}`);
  }
  return faults;
}

/** A sentence when the content type is not what the address promises. */
export function typeFault(pathname: string, type: string): string | null {
  const expected = TYPES.find(([pattern]) => pattern.test(pathname))?.[1];
  return expected && !expected.test(type) ? `is ${type || 'of no type'}` : null;
}

/** A repeatable choice of `count` of the given. */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  const pool = [...all];
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const chosen: T[] = [];
  while (chosen.length < count && pool.length > 0) chosen.push(...pool.splice(Math.floor(random() * pool.length), 1));
  return chosen;
}
