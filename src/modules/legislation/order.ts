// The order of countries in the table of an attribute. Pure.

import { leastNumber } from './alignment.ts';
import { GRADES } from './model.ts';
import type { Position } from './rules.ts';

type Row = { name: string; position: Position };

/** Rows by country, value, grade or date; blanks always last, equals by name. */
export function orderRows<R extends Row>(
  rows: readonly R[],
  sort: { by: string; descending: boolean },
  lang: string,
): R[] {
  const collator = new Intl.Collator(lang);
  const turn = sort.descending ? -1 : 1;
  const byName = (a: R, b: R) => collator.compare(a.name, b.name);
  if (sort.by === 'country') return [...rows].sort((a, b) => turn * byName(a, b));
  const keyOf = KEYS[sort.by] ?? (() => null);
  const keyed = rows.map((row) => ({ row, key: keyOf(row.position) }));
  return keyed
    .sort((a, b) => {
      if (a.key === null || b.key === null)
        return Number(a.key === null) - Number(b.key === null) || byName(a.row, b.row);
      const difference =
        typeof a.key === 'string' && typeof b.key === 'string'
          ? a.key.localeCompare(b.key)
          : Number(a.key) - Number(b.key);
      return turn * difference || byName(a.row, b.row);
    })
    .map(({ row }) => row);
}

const KEYS: Readonly<Record<string, (position: Position) => number | string | null>> = {
  value: ({ shown }) => (shown ? valueKey(shown.value) : null),
  grade: ({ shown, grade }) => (shown ? GRADES.indexOf(grade) : null),
  date: ({ shown }) => shown?.validFrom ?? shown?.asOf ?? null,
};

/** No minimum stands before every figure; codes and sets are ordered by their words. */
function valueKey(value: NonNullable<Position['shown']>['value']): number | string {
  if (value.kind === 'none-set') return -1;
  if (value.kind === 'boolean') return Number(value.boolean);
  if (value.kind === 'code') return value.code;
  return value.kind === 'set' ? value.codes.length : leastNumber(value)!;
}
