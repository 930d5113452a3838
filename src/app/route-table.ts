// Which page an address belongs to: the routes of all modules in one table per method, without the web framework around it.

import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { LANGS } from '#kernel/locale.ts';
import type { PageRoute } from '#kernel/page.ts';

const LANG_PATTERN = `:lang{(?:${LANGS.join('|')})}`;
const REMEMBERED = 4000;
const LONGEST = 200;

/** A page found by its address. */
export type RouteMatch = { route: PageRoute; params: Readonly<Record<string, string>>; allowed: readonly string[] };

/** The pattern of a route as the routers read it. */
export function patternOf(route: PageRoute): string {
  return route.bare ? route.path : `/${LANG_PATTERN}${route.path === '/' ? '' : route.path}`;
}

/** The table of the routes of one method; answers undefined for an address that no page has. */
export function createRouteTable(
  pages: readonly PageRoute[],
  method: PageRoute['method'],
): (pathname: string) => RouteMatch | undefined {
  type Entry = { route: PageRoute; allowed: readonly string[] };
  const router = new SmartRouter<Entry>({ routers: [new RegExpRouter(), new TrieRouter()] });
  for (const route of pages) {
    if (route.method === method)
      router.add(method, patternOf(route), { route, allowed: [...(route.query ?? []), 'open'] });
  }
  const known = new Map<string, RouteMatch>();

  function find(pathname: string): RouteMatch | undefined {
    const [matches, stash] = router.match(method, pathname);
    const first = matches[0];
    if (!first) return undefined;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(first[1])) {
      const raw = typeof value === 'number' ? stash?.[value] : value;
      if (typeof raw === 'string') params[name] = decodeOnce(raw);
    }
    return { ...first[0], params };
  }

  return (pathname) => {
    const seen = known.get(pathname);
    if (seen) return seen;
    const match = find(pathname);
    if (match && pathname.length <= LONGEST) {
      if (known.size >= REMEMBERED) known.clear();
      known.set(pathname, match);
    }
    return match;
  };
}

function decodeOnce(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
