// Who may open an address: the first gate, before the module's own rules.

import type { Access, PageRequest, Redirect } from '#kernel/page.ts';
import { Problem } from '#kernel/problem.ts';

/** Null when the viewer may open it; the way to the sign-in page, or a refusal, when not. */
export function barredBy(
  access: Access | undefined,
  { viewer, lang, path, method }: PageRequest,
): Problem | Redirect | null {
  if (access === undefined || access === 'everyone') return null;
  if (viewer.id === null) {
    const back = method === 'GET' ? `?back=${encodeURIComponent(`/${lang}${path}`)}` : '';
    return { kind: 'redirect', to: `/${lang}/sign-in${back}`, status: 303 };
  }
  if (access === 'member') return null;
  const allowed = viewer.grants.some(
    ({ role, module }) =>
      access.roles.includes(role) && (module === null || access.module === undefined || module === access.module),
  );
  return allowed ? null : new Problem(403, 'ui.not_allowed');
}
