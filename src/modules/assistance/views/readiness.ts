// The page of the objective: what assistance is, what exists now, and how ready the data of each country are.

import type { Markup, PageRequest } from '#kernel/page.ts';
import { formatNumber } from '#platform/i18n.ts';
import { asksOpen, detailsPart, openAll } from '#ui/details.ts';
import { html } from '#ui/html.ts';
import { dataTable } from '#ui/table.ts';
import type { CountryReadiness, Readiness } from '../readiness.ts';
import type { HelpRegion } from './help.ts';

/** The page; regions hold the countries in the reader's order. */
export function assistanceView(request: PageRequest, readiness: Readiness, regions: readonly HelpRegion[]): Markup {
  const { t, lang, query } = request;
  const open = asksOpen(query);
  const { attributes, indicators, byPlace } = readiness;
  return html`<p class="lead">${t('assistance.page.lead')}</p>
<h2>${t('assistance.page.now')}</h2>
<ul><li><a href="/${lang}/help-now">${t('ui.help_now')}</a>: ${t('assistance.page.now.help')}</li><li><a href="/${lang}/contact?topic=assistance">${t('assistance.contact.title')}</a>: ${t('assistance.page.now.contact')}</li></ul>
<p>${t('assistance.page.not_yet')}</p>
<h2 id="readiness">${t('assistance.page.readiness')}</h2>
<p>${t('assistance.page.readiness.lead', { attributes, indicators })}</p>
${openAll(t, `/${lang}/assistance`)}
${regions.map((region) => {
  const rows = region.countries.map(({ code, name }) => ({ name, ...byPlace.get(code)! }));
  return detailsPart({
    summary: region.name,
    heading: 3,
    count: t('assistance.help.countries', { n: rows.length }),
    id: `ready-${region.code}`,
    open,
    body: dataTable<CountryReadiness & { name: string }>({
      t,
      id: `blanks-${region.code}`,
      caption: t('assistance.page.caption', { region: region.name }),
      rows,
      columns: [
        {
          key: 'place',
          label: t('assistance.page.country'),
          header: true,
          cell: (row) => html`<a href="/${lang}/places/${row.code}">${row.name}</a>`,
        },
        {
          key: 'law',
          label: t('assistance.page.law'),
          numeric: true,
          cell: (row) => formatNumber(lang, row.lawBlanks),
        },
        {
          key: 'figures',
          label: t('assistance.page.figures'),
          numeric: true,
          cell: (row) => formatNumber(lang, row.figureBlanks),
        },
        { key: 'line', label: t('assistance.page.line'), cell: (row) => (row.helpline ? t('ui.yes') : t('ui.no')) },
      ],
    }),
  });
})}`;
}
