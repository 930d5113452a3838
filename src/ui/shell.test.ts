// The shell: what every page carries, what it escapes, and that it validates in every language.

import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { directionOf, LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { ANONYMOUS } from '#kernel/page.ts';
import type { PageView } from '#kernel/page.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import { html } from './html.ts';
import { renderDocument } from './shell.ts';
import type { ShellInput } from './shell.ts';

const texts = loadTexts([new URL('./texts/', import.meta.url)]);
const validator = new HtmlValidate({ extends: ['html-validate:recommended'] });
const menu = [
  { path: '/places', label: 'Places' },
  { path: '/standards', label: 'Standards & rules' },
];

function input(lang: Lang, view: Partial<PageView> = {}, more: Partial<ShellInput> = {}): ShellInput {
  return {
    lang,
    display: { theme: 'standard', size: 'm' },
    t: translator(texts, lang, { strict: true }),
    base: 'https://observatory.example',
    path: '/places/ESP',
    view: { kind: 'view', title: 'Spain', body: html`<p>Text</p>`, ...view },
    menu,
    assets: { css: '/assets/site.1.css', script: (name) => `/assets/${name}.1.js` },
    viewer: ANONYMOUS,
    supportUrl: null,
    updatedAt: new Date('2026-11-23T12:00:00Z'),
    ...more,
  };
}

async function errorsOf(page: string): Promise<string[]> {
  const report = await validator.validateString(page);
  return report.results.flatMap((result) =>
    result.messages.map((message) => `${message.ruleId} ${message.line}: ${message.message}`),
  );
}

function linksOf(page: string): string[] {
  return [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map((match) => match[1]!);
}

describe('renderDocument', () => {
  it('validates in every language and carries direction, theme and size', async () => {
    for (const lang of LANGS) {
      const page = renderDocument(
        input(lang, {
          crumbs: [{ label: 'World', path: '/places/001' }],
          feeds: [{ title: 'Spain', path: '/feeds/x.atom?a=1&b=2' }],
        }),
      );
      expect(await errorsOf(page)).toEqual([]);
      expect(page).toContain(`<html lang="${lang}" dir="${directionOf(lang)}" class="t-standard s-m">`);
    }
  });

  it('offers the skip link, then help for a child, before anything else', () => {
    expect(linksOf(renderDocument(input('fr'))).slice(0, 2)).toEqual(['#main', '/fr/help-now']);
  });

  it('switches the language on the same page, by the canonical path when there is one', () => {
    const page = renderDocument(input('en', { canonical: '/search?q=école libre' }));
    const links = linksOf(page).filter((link) => link.includes('/search?'));
    expect(links).toEqual(LANGS.map((lang) => `/${lang}/search?q=%C3%A9cole%20libre`));
    expect(page).toContain('<link rel="canonical" href="https://observatory.example/en/search?q=%C3%A9cole%20libre">');
    expect(page).toContain(
      '<link rel="alternate" hreflang="zh" href="https://observatory.example/zh/search?q=%C3%A9cole%20libre">',
    );
  });

  it('gives the home page its short address', () => {
    const page = renderDocument(input('ar', {}, { path: '/' }));
    expect(page).toContain('<link rel="canonical" href="https://observatory.example/ar">');
    expect(page.match(/name="back" value="\/ar"/g)?.length).toBe(2);
  });

  it('keeps the remembered pieces apart by language, look, section and page', () => {
    const places = renderDocument(input('en'));
    const standards = renderDocument(
      input('en', {}, { path: '/standards/crc', display: { theme: 'dark', size: 'xl' } }),
    );
    const current = (page: string) => page.match(/href="([^"]*)" aria-current="true">/g);
    expect(current(places)?.at(-1)).toBe('href="/en/places" aria-current="true">');
    expect(current(standards)?.at(-1)).toBe('href="/en/standards" aria-current="true">');
    expect(standards).toContain('value="dark" aria-pressed="true"');
    expect(standards).toContain('name="back" value="/en/standards/crc"');
    expect(renderDocument(input('en'))).toBe(places);
  });

  it('escapes titles, labels, addresses and the data block', async () => {
    const page = renderDocument(
      input('en', {
        title: '<script>"x"</script>',
        description: '"><img>',
        jsonLd: { name: '</script><script>alert(1)</script>' },
        crumbs: [{ label: '<b>', path: '/places/"x' }],
      }),
    );
    expect(await errorsOf(page)).toEqual([]);
    expect(page).toContain('<h1>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</h1>');
    expect(page).toContain('<meta name="description" content="&quot;&gt;&lt;img&gt;">');
    expect(page).toContain('{"name":"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>"}');
    expect(page).toContain('<a href="/en/places/&quot;x">&lt;b&gt;</a>');
  });

  it('keeps the window title within 70 characters', () => {
    const titleOf = (lang: Lang, title: string) => /<title>([^<]*)</.exec(renderDocument(input(lang, { title })))![1]!;
    expect(titleOf('en', 'Spain')).toBe('Spain – Open Juvenile Justice Observatory');
    expect(titleOf('ru', 'Испания')).toBe('Испания – Обсерватория');
    expect(titleOf('en', 'x'.repeat(69))).toBe('x'.repeat(69));
    expect(titleOf('en', '&'.repeat(90))).toBe(`${'&amp;'.repeat(13)}…`);
  });

  it('shows a plain string as text, not as markup', () => {
    expect(renderDocument(input('en', { body: '<i>' }))).toContain('\n&lt;i&gt;\n</main>');
  });

  it('keeps pages that are not to be indexed out of the index', () => {
    const page = renderDocument(input('en', { noIndex: true }));
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toContain('rel="canonical"');
    expect(page).not.toContain('hreflang="fr" href="https');
  });

  it('has no inline script, style or event attribute', () => {
    const page = renderDocument(input('en', { scripts: ['map', 'shell'] }));
    expect(page.match(/<script[^>]*>/g)).toEqual([
      '<script src="/assets/shell.1.js" defer>',
      '<script src="/assets/map.1.js" defer>',
    ]);
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  it('links the support page only when there is a web address', () => {
    const link = 'href="https://give.example/"';
    expect(renderDocument(input('en', {}, { supportUrl: 'https://give.example/', menu: [...menu] }))).toContain(link);
    expect(renderDocument(input('en', {}, { supportUrl: 'data:text/html,x', menu: [...menu] }))).not.toContain('data:');
  });
});
