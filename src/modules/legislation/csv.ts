// The table of an attribute as CSV: one line per reading, so that sources that disagree stay side by side; blanks have a line too.

import type { Lang } from '#kernel/locale.ts';
import type { Bytes } from '#kernel/page.ts';
import type { Value } from './alignment.ts';
import type { LawBook } from './book.ts';
import type { Attribute, Reading } from './model.ts';
import type { CountryRow } from './views/attribute-view.ts';
import { valueText } from './words.ts';

const HEAD = [
  'country',
  'name',
  'attribute',
  'value',
  'low',
  'high',
  'no_minimum',
  'text',
  'grade',
  'commended',
  'state',
  'qualifier',
  'article',
  'source',
  'source_title',
  'source_url',
  'as_of',
  'valid_from',
  'valid_to',
  'checked_on',
  'sources_disagree',
  'note',
];

/** The file of an attribute in a language. */
export function attributeCsv(input: {
  attribute: Attribute;
  rows: readonly CountryRow[];
  book: LawBook;
  lang: Lang;
}): Bytes {
  const { attribute, rows } = input;
  const lines = rows.flatMap(({ code, name, position }) => {
    const { current, coming, earlier, disagree } = position;
    const line = (reading: Reading, state: string) => readingCells(input, reading, state, { code, name, disagree });
    const readings = [
      ...current.map((reading) => line(reading, reading === position.shown ? 'shown' : 'current')),
      ...coming.map((reading) => line(reading, 'coming')),
      ...earlier.map((reading) => line(reading, 'earlier')),
    ];
    return readings.length > 0
      ? readings
      : [[code, name, attribute.id, '', '', '', '', '', 'no-data', ...HEAD.slice(9).map(() => '')]];
  });
  return {
    kind: 'bytes',
    type: 'text/csv; charset=utf-8',
    body: [HEAD, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join(''),
    fileName: `${attribute.slug}.csv`,
  };
}

function readingCells(
  { attribute, book, lang }: { attribute: Attribute; book: LawBook; lang: Lang },
  reading: Reading,
  state: string,
  of: { code: string; name: string; disagree: boolean },
): string[] {
  const source = book.sources.get(reading.source);
  return [
    of.code,
    of.name,
    attribute.id,
    ...figures(reading.value),
    valueText(attribute, reading.value, lang),
    reading.grade,
    String(reading.commended),
    state,
    reading.qualifier ?? '',
    reading.article ?? '',
    reading.source,
    source?.title ?? '',
    source?.url ?? '',
    reading.asOf ?? '',
    reading.validFrom ?? '',
    reading.validTo ?? '',
    reading.checkedOn ?? '',
    String(of.disagree),
    reading.note?.[lang] ?? reading.note?.en ?? '',
  ];
}

/** value, low, high, no_minimum */
function figures(value: Value): string[] {
  switch (value.kind) {
    case 'number':
      return [String(value.number), String(value.number), String(value.number), 'false'];
    case 'range':
      return ['', String(value.min), String(value.max), 'false'];
    case 'none-set':
      return ['', '', '', 'true'];
    case 'boolean':
      return [String(value.boolean), '', '', 'false'];
    case 'code':
      return [value.code, '', '', 'false'];
    case 'set':
      return [value.codes.join(' '), '', '', 'false'];
  }
}

function cellText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
