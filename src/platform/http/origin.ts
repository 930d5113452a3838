// Refuses changes that another site sends in a reader's name: unsafe methods must come from our own pages.

/** What of the configuration decides which origins are ours. */
export type OriginConfig = { baseUrl: string; host: string };

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** True for methods that change nothing. */
export function isSafeMethod(method: string): boolean {
  return SAFE.has(method);
}

/** The origins our own pages may have: the public base and, while listening on loopback, its names on `port`. */
export function ownOrigins(config: OriginConfig, port: number): Set<string> {
  const origins = new Set([new URL(config.baseUrl).origin]);
  if (LOOPBACK.has(config.host)) {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) origins.add(new URL(`http://${name}:${port}`).origin);
  }
  return origins;
}

/** Decides whether an unsafe request comes from our own pages, by Origin and Sec-Fetch-Site. */
export function isFromOwnPages(
  headers: { origin?: string; 'sec-fetch-site'?: string | string[] },
  own: ReadonlySet<string>,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (headers.origin !== undefined) return own.has(headers.origin);
  return site === 'same-origin';
}
