// The components: what they put out, what they escape, and that all of them together validate.

import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import type { CardView } from '#kernel/card.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import { safeAddress } from './address.ts';
import { confidenceMark, gradeBadge, markedText } from './badge.ts';
import { cardList } from './card-list.ts';
import { asksOpen, detailsPart, openAll } from './details.ts';
import { emptyState } from './empty-state.ts';
import { factList } from './facts.ts';
import { formView } from './form.ts';
import { html, join } from './html.ts';
import { notice } from './notice.ts';
import { pagination } from './pagination.ts';
import { renderProse } from './prose.ts';
import { quickLeave } from './quick-leave.ts';
import { sourceLine } from './source.ts';
import { dataTable, readSort, writeSort } from './table.ts';
import { timeline } from './timeline.ts';

const texts = loadTexts([new URL('./texts/', import.meta.url)]);
const t = translator(texts, 'en', { strict: true });
const card: CardView = {
  ref: { kind: 'document', id: '1' },
  path: '/library/1',
  title: 'Medidas <alternativas>',
  summary: 'Resumen',
  lang: 'es',
  langs: ['es'],
  year: 2020,
  updatedAt: new Date('2026-10-02T00:00:00Z'),
};
const people = [
  { name: 'A & B', n: 1234 },
  { name: 'C', n: 5 },
];
const table = dataTable({
  t,
  id: 'x',
  caption: 'People',
  stack: true,
  rows: people,
  columns: [
    { key: 'name', label: 'Name', header: true, sortable: true, cell: (row) => row.name },
    {
      key: 'n',
      label: 'Number',
      numeric: true,
      sortable: true,
      cell: (row) => row.n.toLocaleString('en'),
      sortValue: (row) => row.n,
    },
  ],
  sort: { by: 'n', descending: false },
  sortHref: (sort) => `?sort=${writeSort(sort)}`,
});
const form = formView({
  t,
  id: 'f',
  action: '/en/contact',
  trap: 'website',
  values: new URLSearchParams({ text: '<b>', who: 'b' }),
  errors: { mail: 'Please give an e-mail address.' },
  fields: [
    {
      name: 'mail',
      label: 'E-mail',
      kind: 'email',
      hint: 'Not shown',
      required: true,
      public: false,
      autocomplete: 'email',
    },
    {
      name: 'who',
      label: 'Who',
      kind: 'select',
      choices: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    },
    { name: 'how', label: 'How', kind: 'radios', choices: [{ value: 'a', label: 'A' }] },
    { name: 'yes', label: 'Agree', kind: 'check', required: true },
    { name: 'text', label: 'Text', kind: 'textarea', maxLength: 2000, public: true },
  ],
});

describe('components', () => {
  it('validate together', async () => {
    const parts = join([
      gradeBadge(t, 'below'),
      confidenceMark(t, 'recall'),
      table,
      form,
      cardList({ t, lang: 'en', cards: [card], kindLabel: () => 'Document' }),
      detailsPart({ summary: 'Part', heading: 3, body: 'x', id: 'part', count: 3 }),
      openAll(t, '/en/places/ESP'),
      factList([{ term: 'Region', value: 'Europe', note: 'UN' }]),
      notice(t, 'warning', 'x'),
      pagination({ t, page: 3, pages: 9, href: (n) => `?page=${n}` }),
      emptyState({ title: 'Nothing', body: 'x', action: { href: '/en', label: 'Start' } }),
      sourceLine(t, 'en', [{ title: 'A', href: 'https://example.org/', asOf: '2018' }]),
      timeline('en', [{ date: '2018-05', body: 'x' }]),
      quickLeave(t, 'en'),
    ]);
    const page = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><main><h1>x</h1><h2>y</h2>${parts.toString()}</main></body></html>`;
    const report = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(page);
    expect(
      report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message}`)),
    ).toEqual([]);
  });

  it('says grades in words', () => {
    expect(gradeBadge(t, 'no-data').toString()).toBe('<span class="badge g-no-data">No data</span>');
  });

  it('marks a text that is not in the reader’s language, and only then', () => {
    expect(markedText(t, { text: 'Loi <1>', lang: 'fr' }, 'en').toString()).toBe(
      '<span lang="fr" dir="ltr">Loi &lt;1&gt;</span> <span class="elsewhere">Shown in French</span>',
    );
    expect(markedText(t, { text: 'Law', lang: 'en' }, 'en').toString()).toBe('Law');
  });

  it('escapes cards and gives their language', () => {
    const list = cardList({ t, lang: 'en', cards: [card] }).toString();
    expect(list).toContain(
      '<h3><a href="/en/library/1"><span lang="es" dir="ltr">Medidas &lt;alternativas&gt;</span></a></h3>',
    );
    expect(list).toContain(
      '<time datetime="2026-10-02">2 October 2026</time><span class="elsewhere">Shown in Spanish</span>',
    );
  });

  it('sorts by links: the other direction on the sorted column', () => {
    const markup = table.toString();
    expect(markup).toContain('<th scope="col"><a href="?sort=name" title="Sort by Name">Name</a></th>');
    expect(markup).toContain(
      '<th scope="col" class="num" aria-sort="ascending"><a href="?sort=-n" title="Sort by Number">Number</a></th>',
    );
    expect(markup).toContain(
      '<tr><th scope="row">A &amp; B</th><td class="num" data-label="Number" data-sort="1234">1,234</td></tr>',
    );
  });

  it('reads an order only for columns that can be sorted', () => {
    const columns = [{ key: 'n', sortable: true }, { key: 'x' }];
    expect(readSort('-n', columns)).toEqual({ by: 'n', descending: true });
    expect([readSort('x', columns), readSort('zz', columns), readSort(null, columns)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps what was entered and puts errors in the summary and beside the field', () => {
    const markup = form.toString();
    expect(markup).toContain('<li><a href="#f-mail">E-mail: Please give an e-mail address.</a></li>');
    expect(markup).toContain('<p class="error" id="f-mail-error">Please give an e-mail address.</p>');
    expect(markup).toContain('aria-describedby="f-mail-hint f-mail-error" aria-invalid="true"');
    expect(markup).toContain('maxlength="2000">&lt;b&gt;</textarea>');
    expect(markup).toContain('<option value="b" selected>B</option>');
  });

  it('opens all parts by an address', () => {
    expect(asksOpen(new URLSearchParams('open=all'))).toBe(true);
    expect(openAll(t, '/en/x?sort=n').toString()).toContain('href="/en/x?sort=n&amp;open=all"');
    expect(detailsPart({ summary: 'a', body: 'b', open: true }).toString()).toBe(
      '<details class="part" open><summary>a</summary><div class="in">b</div></details>',
    );
  });

  it('lists the pages near the current one', () => {
    const markup = pagination({ t, page: 5, pages: 9, href: (n) => `?page=${n}` }).toString();
    expect([...markup.matchAll(/\?page=(\d)/g)].map((match) => match[1])).toEqual(['4', '1', '4', '6', '9', '6']);
    expect(pagination({ t, page: 1, pages: 1, href: String }).toString()).toBe('');
  });

  it('names source and date, and leaves out addresses that are none', () => {
    expect(
      sourceLine(t, 'en', {
        title: 'Law <1>',
        href: 'data:text/html,x',
        asOf: '2018-05',
        retrieved: '2026-11-23',
      }).toString(),
    ).toBe('<p class="source">Source: <span>Law &lt;1&gt;</span>, as of May 2018, retrieved 23 November 2026</p>');
    expect(sourceLine(t, 'en', []).toString()).toBe('<p class="source">No source given</p>');
    expect([safeAddress('//evil.example'), safeAddress('/en'), safeAddress('data:x')]).toEqual([null, '/en', null]);
  });

  it('joins markup without escaping it and texts with escaping', () => {
    expect(join([html`<b>${'<'}</b>`, '<', null, 3], ' & ').toString()).toBe('<b>&lt;</b> &amp; &lt; &amp;  &amp; 3');
  });

  it('makes prose without markup of its own', () => {
    expect(
      renderProse('# T\n\n<script>x</script> **b** [a](javascript:x) [c](https://e.org) [d](/en/x) ![i](x.png)'),
    ).toBe(
      '<h2>T</h2>\n<p>&lt;script&gt;x&lt;/script&gt; <strong>b</strong> [a](javascript:x) <a href="https://e.org" rel="external nofollow ugc">c</a> <a href="/en/x">d</a> </p>',
    );
  });
});
