// The reader's theme and text size, kept in one cookie `ojjo=<theme>.<size>` so that pages arrive in the chosen look.

import { SIZES, THEMES } from '#kernel/page.ts';
import type { Display } from '#kernel/page.ts';

/** The look of a first visit. */
export const DEFAULT_DISPLAY: Display = { theme: 'standard', size: 'm' };
/** Name of the cookie that marks a signed-in person; answers to such requests are never cached. */
const SESSION_COOKIE = 'ojjo_session';

const COOKIE = /(?:^|;\s*)ojjo=([a-z]{1,12})\.([a-z]{1,4})\s*(?:;|$)/;
const SESSION = new RegExp(`(?:^|[;,]\\s*)(?:__Host-|__Secure-)?${SESSION_COOKIE}=`);

/** Reads the display cookie; anything unknown in it gives the default look. */
export function displayOf(cookieHeader: string | null | undefined): Display {
  if (!cookieHeader) return DEFAULT_DISPLAY;
  const match = COOKIE.exec(cookieHeader);
  if (!match) return DEFAULT_DISPLAY;
  const theme = THEMES.find((name) => name === match[1]);
  const size = SIZES.find((name) => name === match[2]);
  return theme && size ? { theme, size } : DEFAULT_DISPLAY;
}

/** The display as the cookie carries it: `standard.m`. */
export function displayCode(cookieHeader: string | undefined): string {
  if (!cookieHeader) return 'standard.m';
  const { theme, size } = displayOf(cookieHeader);
  return `${theme}.${size}`;
}

/** True when the request carries a session cookie, valid or not. */
export function hasSession(cookieHeader: string | undefined): boolean {
  return cookieHeader !== undefined && SESSION.test(cookieHeader);
}
