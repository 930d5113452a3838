// Who may open an address: the first gate, before the module's own rules.

import type { Access, PageRequest, Redirect } from '#kernel/page.ts';
import { mayOpen } from '#kernel/permission.ts';
import { Problem } from '#kernel/problem.ts';

/** Null when the viewer may open it; the way to the sign-in page, or a refusal, when not. */
export function barredBy(access: Access, { viewer, lang, path, method }: PageRequest): Problem | Redirect | null {
  if (mayOpen(access, viewer)) return null;
  if (viewer.id === null) {
    const back = method === 'GET' ? `?back=${encodeURIComponent(`/${lang}${path}`)}` : '';
    return { kind: 'redirect', to: `/${lang}/sign-in${back}`, status: 303 };
  }
  return new Problem(403, 'ui.not_allowed');
}
