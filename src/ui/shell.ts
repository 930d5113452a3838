// The document around every page: head, help link, name, search, menu, languages, display controls, trail, title and footer.

import { directionOf } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { PageView, Translate } from '#kernel/page.ts';
import { addressOf, encodeAddress } from './address.ts';
import { escapeText, textOf } from './html.ts';
import { bannerOf } from './shell/banner.ts';
import { footerOf } from './shell/footer.ts';
import { headOf } from './shell/head.ts';
import type { ShellInput } from './shell/input.ts';

export type { ShellInput } from './shell/input.ts';

/** Renders the whole document; pure, and cheap because what does not depend on the page is remembered. */
export function renderDocument(input: ShellInput): string {
  const { lang, display, t, view } = input;
  const path = encodeAddress(view.canonical ?? input.path);
  return (
    `<!DOCTYPE html>\n<html lang="${lang}" dir="${directionOf(lang)}" class="t-${display.theme} s-${display.size}">\n` +
    headOf(input, path) +
    `<body>\n` +
    bannerOf(input, path) +
    `<main id="main" class="wrap" tabindex="-1">\n` +
    trailOf(lang, t, view) +
    `<h1>${escapeText(view.title)}</h1>\n` +
    textOf(view.body) +
    `\n</main>\n` +
    footerOf(input, path) +
    `</body>\n</html>\n`
  );
}

function trailOf(lang: Lang, t: Translate, view: PageView): string {
  if (!view.crumbs || view.crumbs.length === 0) return '';
  const items = view.crumbs.map(
    ({ label, path }) =>
      `<li><a href="${escapeText(encodeAddress(addressOf(lang, path)))}">${escapeText(label)}</a></li>`,
  );
  return `<nav class="crumbs" aria-label="${escapeText(t('ui.crumbs'))}"><ol>${items.join('')}</ol></nav>\n`;
}
