// Reads the raw request line: refuses what no page can have and gives every address one canonical spelling.

import { isLang, negotiateLang } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';

/** Longest request target that is read; longer ones are answered with 414. */
export const MAX_TARGET = 8000;

/** A canonical target, or the status that refuses it. */
export type Target = { ok: true; pathname: string; search: string } | { ok: false; status: 400 | 414 };

const PLAIN = /^[\w\-.~!$&'()*+,;=:@/%]*$/;
const REFUSED: Target = { ok: false, status: 400 };

/**
 * Checks a raw target. Refused: absolute-form, `//`, backslashes, null bytes, fragments, broken percent-encoding
 * and anything over MAX_TARGET characters. Raw UTF-8 bytes are percent-encoded, dot segments resolved.
 */
export function readTarget(raw: string): Target {
  if (raw.length > MAX_TARGET) return { ok: false, status: 414 };
  const target = isAscii(raw) ? raw : encodeRaw(raw);
  if (target === null || target.charCodeAt(0) !== 47 || target.includes('#')) return REFUSED;
  const at = target.indexOf('?');
  const pathname = at < 0 ? target : target.slice(0, at);
  const search = at < 0 ? '' : target.slice(at);
  if (pathname.includes('//') || pathname.includes('\\') || !decodes(pathname) || !decodes(search)) return REFUSED;
  const canonical =
    PLAIN.test(pathname) && !pathname.includes('/.') && !pathname.includes('%') ? pathname : canonicalPath(pathname);
  if (canonical === null || canonical.includes('//')) return REFUSED;
  return { ok: true, pathname: canonical, search: search === '?' ? '' : search };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 126 || code < 33) return false;
  }
  return true;
}

function encodeRaw(raw: string): string | null {
  const text = Buffer.from(raw, 'latin1').toString('utf8');
  if (/[\u0000- \u007f\ufffd]/.test(text)) return null;
  return text.replace(/[^\u0021-\u007e]+/gu, (part) => encodeURIComponent(part));
}

function decodes(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    return !decodeURIComponent(text).includes('\0');
  } catch {
    return false;
  }
}

function canonicalPath(pathname: string): string | null {
  try {
    const resolved = new URL(`http://x${pathname}`).pathname;
    return resolved.replace(/%[0-9a-f]{2}/gi, (code) => {
      const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[\w.~-]/.test(char) ? char : code.toUpperCase();
    });
  } catch {
    return null;
  }
}

/** The language to speak before routing: that of the path, else the one the reader asks for. */
export function languageOf(target: string, acceptLanguage: string | undefined): Lang {
  const first = target.slice(1, 3);
  const next = target.charAt(3);
  return isLang(first) && (next === '' || next === '/' || next === '?') ? first : negotiateLang(acceptLanguage);
}
