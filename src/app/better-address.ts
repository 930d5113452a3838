// Mends an address: a known page asked for without its language, in another language's tag or with a final slash.

import { isLang, negotiateLang } from '#kernel/locale.ts';

/** The address meant, with its query, or null when no page fits; `exists` tells whether a page has a path. */
export function betterAddress(
  address: URL,
  acceptLanguage: string | undefined,
  exists: (pathname: string) => boolean,
): string | null {
  const segments = address.pathname.split('/').slice(1);
  const trimmed = segments.filter((segment, index) => segment !== '' || index < segments.length - 1);
  const [first = '', ...rest] = trimmed;
  const tag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(first);
  const primary = first.toLowerCase().split('-')[0]!;
  const negotiated = isLang(primary) ? primary : negotiateLang(acceptLanguage);
  const candidates = isLang(first) ? [trimmed] : [[negotiated, ...trimmed], ...(tag ? [[negotiated, ...rest]] : [])];
  for (const candidate of candidates) {
    const pathname = `/${candidate.join('/')}`;
    if (pathname !== address.pathname && exists(pathname)) return pathname + address.search;
  }
  return null;
}
