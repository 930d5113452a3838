// The top of every document: help link, languages, text size and colours, name, search and main menu.

import { LANG_NAMES, LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { SIZES, THEMES } from '#kernel/page.ts';
import type { Display, Translate } from '#kernel/page.ts';
import { addressOf } from '../address.ts';
import { escapeText } from '../html.ts';
import type { ShellInput } from './input.ts';

/** The parts of the banner between which addresses of the page are put. */
type Frame = { beforeLanguages: string; afterLanguages: string; beforeBack: string; afterBack: string };

const frames = new WeakMap<ShellInput['menu'], Map<string, Frame>>();

/** Skip link and banner; all but the page's own address is built once per menu, look and section. */
export function bannerOf(input: ShellInput, path: string): string {
  const frame = frameOf(input);
  const back = `<input type="hidden" name="back" value="${escapeText(addressOf(input.lang, path))}">`;
  let languages = '';
  for (const lang of LANGS) {
    const mark = lang === input.lang ? ' aria-current="true"' : '';
    languages += `<li><a href="${escapeText(addressOf(lang, path))}" lang="${lang}" hreflang="${lang}"${mark}>${LANG_NAMES[lang]}</a></li>`;
  }
  return frame.beforeLanguages + languages + frame.afterLanguages + back + frame.beforeBack + back + frame.afterBack;
}

function frameOf(input: ShellInput): Frame {
  const { lang, display, menu, view } = input;
  const here = view.canonical ?? input.path;
  const section = menu.findIndex(
    ({ path }) => here === path || here.startsWith(`${path}/`) || here.startsWith(`${path}?`),
  );
  const key = `${lang}.${display.theme}.${display.size}.${section}.${input.viewer.id !== null}`;
  let known = frames.get(menu);
  if (!known) frames.set(menu, (known = new Map()));
  let frame = known.get(key);
  if (!frame) known.set(key, (frame = buildFrame(input, section)));
  return frame;
}

function buildFrame({ lang, display, t, menu, viewer }: ShellInput, section: number): Frame {
  const say = (key: string) => escapeText(t(key));
  const account = viewer.id === null ? '' : `<a class="own" href="/${lang}/me">${say('ui.own_page')}</a>`;
  const entries = menu.map(
    ({ path, label }, index) =>
      `<li><a href="${escapeText(addressOf(lang, path))}"${index === section ? ' aria-current="true"' : ''}>${escapeText(label)}</a></li>`,
  );
  return {
    beforeLanguages:
      `<a class="skip" href="#main">${say('ui.skip')}</a>\n<header class="banner">\n<div class="strip"><div class="wrap">` +
      `<a class="help" href="/${lang}/help-now">${say('ui.help_now')}</a>${account}` +
      `<details class="fold prefs"><summary>${say('ui.preferences')}</summary><div class="prefs-in">` +
      `<nav class="langs" aria-label="${say('ui.languages')}"><ul>`,
    afterLanguages: `</ul></nav>\n${formStart(lang, 'sizes', say('ui.size.label'))}`,
    beforeBack: `<input type="hidden" name="theme" value="${display.theme}">${sizeButtons(t, display)}</form>\n${formStart(lang, 'themes', say('ui.theme.label'))}`,
    afterBack:
      `<input type="hidden" name="size" value="${display.size}">${themeButtons(t, display)}</form></div></details></div></div>\n` +
      `<div class="wrap head"><a class="brand" href="/${lang}">${MARK}<span>${say('ui.site_name')}</span></a>\n` +
      `<form class="find" role="search" action="/${lang}/search" method="get"><label class="vh" for="site-q">${say('ui.search.label')}</label>` +
      `<input type="search" id="site-q" name="q" maxlength="300" autocomplete="off" aria-keyshortcuts="/" placeholder="${say('ui.search.label')}"><button type="submit">${say('ui.search.button')}</button></form></div>\n` +
      `<details class="fold menu"><summary>${say('ui.menu')}</summary><nav class="wrap" aria-label="${say('ui.menu')}"><ul>${entries.join('')}</ul></nav></details>\n</header>\n`,
  };
}

const MARK =
  '<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">' +
  '<path class="ring" d="M26.4 8.6A13 13 0 1 1 21 4"/><circle cx="16" cy="16" r="4.5"/><circle cx="25" cy="5" r="2.5"/></svg>';

function formStart(lang: Lang, name: string, label: string): string {
  return `<form class="${name}"${name === 'sizes' ? ' dir="ltr"' : ''} action="/${lang}/display" method="get" aria-label="${label}">`;
}

function sizeButtons(t: Translate, { size }: Display): string {
  const at = SIZES.indexOf(size);
  const choice = (to: number, sign: string, key: string, name: string) => {
    const target = SIZES[to];
    const off = target === undefined || target === size;
    const value = target ?? size;
    return `<button type="submit" name="size" value="${value}" class="${name}" aria-label="${escapeText(t(key))}"${off ? ' aria-disabled="true"' : ''}>${sign}</button>`;
  };
  return (
    choice(at - 1, 'A−', 'ui.size.smaller', 'smaller') +
    choice(SIZES.indexOf('m'), 'A', 'ui.size.normal', 'normal') +
    choice(at + 1, 'A+', 'ui.size.larger', 'larger')
  );
}

function themeButtons(t: Translate, { theme }: Display): string {
  return THEMES.map(
    (name) =>
      `<button type="submit" name="theme" value="${name}" aria-pressed="${name === theme}"><i class="swatch w-${name}"></i><span>${escapeText(t(`ui.theme.${name}`))}</span></button>`,
  ).join('');
}
