// The foot of every document: last change, citation, contact, support, licence, sources note and feeds.

import { isoDay } from '#kernel/clock.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf } from '../address.ts';
import { escapeText } from '../html.ts';
import type { ShellInput } from './input.ts';

const remembered = new WeakMap<ShellInput['menu'], Map<string, string>>();

/** The footer; `path` is canonical and encoded. */
export function footerOf(input: ShellInput, path: string): string {
  const { lang, t, base, view } = input;
  const updatedAt = view.updatedAt ?? input.updatedAt;
  const own = escapeText(base + addressOf(lang, path));
  const site = escapeText(t('ui.site_name'));
  let page = '';
  if (updatedAt) {
    page += `<p>${escapeText(t('ui.footer.last_changed'))} <time datetime="${isoDay(updatedAt)}">${escapeText(formatDate(lang, updatedAt))}</time></p>`;
  }
  if (!view.noIndex) {
    const year = updatedAt ? ` (${updatedAt.getUTCFullYear()})` : '';
    page +=
      `<details class="cite" id="cite"><summary>${escapeText(t('ui.footer.cite'))}</summary>` +
      `<p>${site}${year}. <cite>${escapeText(view.title)}</cite>. <span class="url" dir="ltr">${own}</span></p></details>`;
  }
  if (view.feeds && view.feeds.length > 0) {
    const links = view.feeds.map(
      ({ title, path: to }) =>
        `<li><a href="${escapeText(to)}" type="application/atom+xml">${escapeText(title)}</a></li>`,
    );
    page += `<div class="feeds"><span>${escapeText(t('ui.footer.feeds'))}</span><ul>${links.join('')}</ul></div>`;
  }
  return `<footer class="foot"><div class="wrap">\n<div class="of-page">${page}</div>\n${ofSite(input)}</div></footer>\n`;
}

function ofSite(input: ShellInput): string {
  const { lang, menu, supportUrl, t } = input;
  let known = remembered.get(menu);
  if (!known) remembered.set(menu, (known = new Map()));
  const key = `${lang} ${supportUrl ?? ''}`;
  let built = known.get(key);
  if (built === undefined) known.set(key, (built = buildOfSite(lang, t, supportUrl)));
  return built;
}

function buildOfSite(lang: string, t: ShellInput['t'], supportUrl: string | null): string {
  const say = (key: string) => escapeText(t(key));
  const support =
    supportUrl !== null && /^(https?:\/\/|mailto:)/.test(supportUrl)
      ? `<li><a href="${escapeText(supportUrl)}" rel="external">${say('ui.footer.support')}</a></li>`
      : '';
  return (
    `<div class="of-site"><nav aria-label="${say('ui.footer.about')}"><ul>` +
    `<li><a href="/${lang}/help-now">${say('ui.help_now')}</a></li>` +
    `<li><a href="/${lang}/contact">${say('ui.footer.contact')}</a></li>${support}</ul></nav>\n` +
    `<p>${say('ui.footer.sources')}</p>\n` +
    `<p>${say('ui.footer.licence')} <a href="https://www.apache.org/licenses/LICENSE-2.0" rel="license">Apache-2.0</a> · ` +
    `<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a></p></div>\n`
  );
}
