// A request with nothing in it but a language, for pages of failures met before routing.

import type { Lang } from '#kernel/locale.ts';
import { ANONYMOUS } from '#kernel/page.ts';
import type { PageRequest, Translate } from '#kernel/page.ts';
import type { Assets } from '#platform/assets.ts';
import { displayOf } from '#platform/http/index.ts';
import type { Services } from '#platform/services.ts';

/** Makes the request of an early error page. */
export function barePageRequest(services: Services, t: Translate, lang: Lang, assets: Assets): PageRequest {
  return {
    method: 'GET',
    lang,
    display: displayOf(undefined),
    viewer: ANONYMOUS,
    path: '/',
    params: {},
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    files: [],
    base: services.config.baseUrl,
    requestId: '',
    header: () => undefined,
    address: '',
    now: services.now(),
    t,
    kindLabel: (kind) => kind,
    asset: assets.url,
    panels: async () => [],
  };
}

/** The problem code of a status that the server itself answers with. */
export function codeOf(status: number): string {
  const codes: Record<number, string> = {
    400: 'bad_request',
    403: 'forbidden',
    404: 'not_found',
    405: 'method',
    408: 'timeout',
    413: 'too_large',
    414: 'too_long',
    415: 'file_type',
    429: 'too_many',
    431: 'too_long',
    503: 'not_ready',
  };
  return `ui.${codes[status] ?? 'internal'}`;
}
