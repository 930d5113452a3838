// Addresses of pages: a path without language prefix becomes one in a language.

import type { Lang } from '#kernel/locale.ts';

/** The address of a path (with query) in a language: `/` is the home page `/en`. */
export function addressOf(lang: Lang, path: string): string {
  if (path === '/' || path === '') return `/${lang}`;
  return path.startsWith('/?') ? `/${lang}${path.slice(1)}` : `/${lang}${path}`;
}

/** Paths arrive decoded; addresses in markup must hold neither spaces nor letters outside ASCII. */
export function encodeAddress(path: string): string {
  return /[^\x21-\x7e]/.test(path)
    ? path.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()))
    : path;
}

/** A web address that may stand in a link; anything but http(s), mailto, tel and own paths becomes null. */
export function safeAddress(address: string): string | null {
  return /^(https?:\/\/|mailto:|tel:|\/(?!\/)|#|\?)/i.test(address) ? address : null;
}
