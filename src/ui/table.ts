// Data tables: caption, scroll region, headers that sort by a link, numeric columns, and rows that stack on a phone.

import type { Markup, Translate } from '#kernel/page.ts';
import { html } from './html.ts';
import type { Content } from './html.ts';

/** One column of a table of `Row`. */
export type Column<Row> = {
  key: string;
  label: string;
  cell(row: Row): Content;
  /** Figures: aligned at the end, tabular digits. */
  numeric?: boolean;
  /** This column names its row. */
  header?: boolean;
  sortable?: boolean;
  /** What the cell is ordered by in the browser, where that is not its text: `1234` for `1,234`. */
  sortValue?(row: Row): string | number;
};

/** The order rows are in. */
export type Sort = { by: string; descending: boolean };

/** What a table is made of. */
export type TableInput<Row> = {
  t: Translate;
  /** Unique on the page. */
  id: string;
  caption: Content;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Order of `rows`, and the address of the same page in another order. */
  sort?: Sort;
  sortHref?(sort: Sort): string;
  /** Cells one under another on a phone; otherwise the table scrolls. */
  stack?: boolean;
  empty?: string;
};

/** Reads `?sort=name` or `?sort=-name`; undefined when it names no sortable column. */
export function readSort(
  value: string | null,
  columns: readonly { key: string; sortable?: boolean }[],
): Sort | undefined {
  if (!value) return undefined;
  const descending = value.startsWith('-');
  const by = descending ? value.slice(1) : value;
  return columns.some((column) => column.sortable && column.key === by) ? { by, descending } : undefined;
}

/** The value of `?sort=` for an order. */
export function writeSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}

/** A table inside a region that scrolls and can be focused. */
export function dataTable<Row>(input: TableInput<Row>): Markup {
  const { t, id, columns, rows } = input;
  const body =
    rows.length === 0
      ? html`<tr><td colspan="${columns.length}">${input.empty ?? t('ui.table.empty')}</td></tr>`
      : rows.map((row) => html`<tr>${columns.map((column) => cellOf(column, row, input.stack === true))}</tr>\n`);
  return html`<section class="scroll" aria-labelledby="${id}-caption" tabindex="0"><table id="${id}"${input.stack ? html` class="stack"` : ''}>
<caption id="${id}-caption">${input.caption}</caption>
<thead><tr>${columns.map((column) => headOf(column, input))}</tr></thead>
<tbody>${body}</tbody></table></section>`;
}

function headOf<Row>(column: Column<Row>, { t, sort, sortHref }: TableInput<Row>): Markup {
  const numeric = column.numeric ? html` class="num"` : '';
  if (!column.sortable || !sortHref) return html`<th scope="col"${numeric}>${column.label}</th>`;
  const now = sort?.by === column.key;
  const order = now ? html` aria-sort="${sort.descending ? 'descending' : 'ascending'}"` : '';
  const href = sortHref({ by: column.key, descending: now && !sort.descending });
  return html`<th scope="col"${numeric}${order}><a href="${href}" title="${t('ui.table.sort', { column: column.label })}">${column.label}</a></th>`;
}

function cellOf<Row>(column: Column<Row>, row: Row, stack: boolean): Markup {
  const numeric = column.numeric ? html` class="num"` : '';
  const content = column.cell(row);
  const key = column.sortValue ? html` data-sort="${column.sortValue(row)}"` : '';
  if (column.header) return html`<th scope="row"${numeric}${key}>${content}</th>`;
  const label = stack ? html` data-label="${column.label}"` : '';
  return html`<td${numeric}${label}${key}>${content}</td>`;
}
