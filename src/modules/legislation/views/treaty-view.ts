// Which treaties a country has joined: status, act and date, with the lists this is taken from.

import type { Lang } from '#kernel/locale.ts';
import type { Markup, Translate } from '#kernel/page.ts';
import { formatDate } from '#platform/i18n.ts';
import { addressOf } from '#ui/address.ts';
import { escapeText, html, raw } from '#ui/html.ts';
import { sourceLine } from '#ui/source.ts';
import type { TreatySource, TreatyStatus } from '../model.ts';

/** A treaty with what the country has done about it; no status is a blank. */
export type TreatyLine = {
  label: string;
  title: string;
  path: string | null;
  status: TreatyStatus | null;
  source: TreatySource | null;
};

/** The block on treaties. */
export function treatyView(lang: Lang, t: Translate, lines: readonly TreatyLine[]): Markup {
  const used = [...new Map(lines.flatMap(({ source }) => (source ? [[source.id, source] as const] : []))).values()];
  return html`${raw(table(lang, t, lines))}
${
  used.length === 0
    ? ''
    : sourceLine(
        t,
        lang,
        used.map((source) => ({ title: source.publisher, href: source.url, asOf: source.asOf })),
      )
}
<p class="note">${t('legislation.treaty.note')}</p>`;
}

/** What was done, in words: `Party since 6 December 1990 (ratification)`. */
export function treatyText(lang: Lang, t: Translate, status: TreatyStatus | null): string {
  if (status === null) return t('ui.no_data');
  if (status.withdrawn) return t('legislation.treaty.withdrawn', { date: formatDate(lang, status.withdrawn) });
  if (status.status === 'none') return t('legislation.treaty.none');
  if (status.status === 'signatory') {
    return status.signed
      ? t('legislation.treaty.signed', { date: formatDate(lang, status.signed) })
      : t('legislation.treaty.signatory');
  }
  if (status.date === null) return t('legislation.treaty.party');
  const date = formatDate(lang, status.date);
  return status.action
    ? t('legislation.treaty.party_by', { date, action: t(`legislation.treaty.${status.action}`) })
    : t('legislation.treaty.party_since', { date });
}

function table(lang: Lang, t: Translate, lines: readonly TreatyLine[]): string {
  const rows = lines.map(({ label, title, path, status }) => {
    const short = path ? `<a href="${escapeText(addressOf(lang, path))}">${escapeText(label)}</a>` : escapeText(label);
    const name = title === label ? short : `${short} <span class="note">${escapeText(title)}</span>`;
    const blank = status === null ? ' class="blank"' : '';
    return `<tr><th scope="row">${name}</th><td${blank}>${escapeText(treatyText(lang, t, status))}</td></tr>`;
  });
  return `<section class="scroll" aria-labelledby="treaty-caption" tabindex="0"><table id="treaty-table"><caption id="treaty-caption">${escapeText(t('legislation.treaty.caption'))}</caption><thead><tr><th scope="col">${escapeText(t('legislation.treaty.instrument'))}</th><th scope="col">${escapeText(t('legislation.treaty.status'))}</th></tr></thead><tbody>\n${rows.join('\n')}</tbody></table></section>`;
}
