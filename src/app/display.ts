// Changes the reader's look: theme and text size in one cookie, and back to the page, never to another site.

import type { Context } from 'hono';
import { SIZES, THEMES } from '#kernel/page.ts';
import { displayOf } from '#platform/http/index.ts';

/** Stands for this site when an address is taken apart. */
const NOWHERE = 'http://observatory.invalid';

/** Answers `/{lang}/display?theme=…&size=…&back=…`. */
export function setDisplay(context: Context): Response {
  const current = displayOf(context.req.header('cookie'));
  const theme = THEMES.find((name) => name === context.req.query('theme')) ?? current.theme;
  const size = SIZES.find((name) => name === context.req.query('size')) ?? current.size;
  const back = context.req.query('back') ?? '';
  const to = /^\/[a-z]{2}(?:[/?]|$)/.test(back) && URL.canParse(back, NOWHERE) ? new URL(back, NOWHERE) : null;
  // Dot segments and characters that browsers leave out could turn the path into the name of another host.
  const inside = to !== null && to.origin === NOWHERE && !to.pathname.includes('//') && !back.includes('\\');
  return new Response(null, {
    status: 303,
    headers: {
      location: inside ? to.pathname + to.search : `/${context.req.param('lang')}`,
      'set-cookie': `ojjo=${theme}.${size}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
      'cache-control': 'no-store',
    },
  });
}
