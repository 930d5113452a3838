// The headers every answer carries: a strict content policy without nonces, and the other locks of the browser.

const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "script-src-attr 'none'",
  "style-src-attr 'none'",
];
const LOCKED: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  // Not `no-referrer`: with it browsers send `Origin: null` from our own forms.
  ['referrer-policy', 'same-origin'],
  [
    'permissions-policy',
    'browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  ],
  ['cross-origin-opener-policy', 'same-origin'],
];

/** The content policy; `ancestors` names who may frame the answer. */
export function contentPolicy(ancestors = "'none'"): string {
  return [...POLICY, `frame-ancestors ${ancestors}`].join('; ');
}

/** Adds the security headers to those an answer has; what the answer itself says stands, the content policy excepted. */
export function secure(headers: Map<string, string>, options: { ancestors: string | undefined; https: boolean }): void {
  headers.set('content-security-policy', contentPolicy(options.ancestors));
  for (const [name, value] of LOCKED) if (!headers.has(name)) headers.set(name, value);
  if (!headers.has('cross-origin-resource-policy')) {
    const open = options.ancestors !== undefined || headers.get('access-control-allow-origin') === '*';
    headers.set('cross-origin-resource-policy', open ? 'cross-origin' : 'same-origin');
  }
  if (options.https) headers.set('strict-transport-security', 'max-age=31536000');
}
