// Tests of the wording check: what is missing, unused, wrongly written or left in English is reported by name.

import { expect, test } from 'vitest';
import { LANGS } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { checkTexts } from '../../scripts/check/texts.ts';
import { inHouse, source } from './tree.ts';

const TITLE = { 'forum.title': 'Форум 论坛 منتدى' };

/** Catalogues of the forum: the title everywhere, and these further texts by language. */
function texts(more: Partial<Record<Lang, Record<string, string>>>): Record<string, string> {
  return Object.fromEntries(
    LANGS.map((lang) => [`src/modules/forum/texts/${lang}.json`, JSON.stringify({ ...TITLE, ...more[lang] })]),
  );
}

function everywhere(key: string, text: string): Partial<Record<Lang, Record<string, string>>> {
  return Object.fromEntries(LANGS.map((lang) => [lang, { [key]: text }]));
}

/** A file of the forum that asks for keys in these ways. */
function asking(...lines: string[]): Record<string, string> {
  return { 'src/modules/forum/pages.ts': source(...lines) };
}

async function reported(planted: Record<string, string | null>): Promise<string[]> {
  const findings = await inHouse(planted, checkTexts);
  return findings
    .map(({ rule, file, message }) => `${rule} ${file.replace('src/modules/forum/', '')} ${message}`)
    .sort();
}

test('whole texts have no findings', async () => {
  expect(await reported({})).toEqual([]);
});

test('a key that one language lacks', async () => {
  const { zh: _zh, ...five } = everywhere('forum.open', 'Открыть 打开 افتح');
  expect(await reported({ ...texts(five), ...asking("t('forum.open');") })).toEqual([
    'text-missing texts/zh.json There is no text for forum.open.',
  ]);
});

test('a language without a file, and a file that is not JSON', async () => {
  expect(await reported({ 'src/modules/forum/texts/ru.json': null, 'src/modules/forum/texts/ar.json': '{' })).toEqual([
    'text-missing texts/ru.json The language has no file.',
    'text-syntax texts/ar.json The file is not JSON.',
  ]);
});

test('keys that code asks for and no texts have: plain, in a condition, as a label, as a problem', async () => {
  const code = asking(
    "request.t('forum.gone');",
    "t(kind === 'forum.kind' ? 'forum.yes' : 'forum.no');",
    "const entry = { label: 'forum.menu' };",
    "throw new Problem(409, 'forum.closed');",
  );
  expect(await reported(code)).toEqual([
    'text-missing pages.ts No texts have the key forum.gone.',
    'text-missing pages.ts No texts have the key forum.menu.',
    'text-missing pages.ts No texts have the key forum.no.',
    'text-missing pages.ts No texts have the key forum.yes.',
    'text-missing pages.ts The problem forum.closed has no sentence forum.problem.closed.detail.',
    'text-missing pages.ts The problem forum.closed has no sentence forum.problem.closed.title.',
  ]);
});

test('a key that nobody asks for, unless its beginning is asked for', async () => {
  const more = everywhere('forum.state.open', 'Открыт 开 مفتوح');
  expect(await reported(texts(more))).toEqual(['text-unused texts/en.json Nobody asks for forum.state.open.']);
  expect(await reported({ ...texts(more), ...asking('t(`forum.state.${state}`);') })).toEqual([]);
});

test('broken syntax, other arguments and missing plural forms', async () => {
  const planted = {
    ...texts({
      en: { 'forum.count': '{n, plural, one {# thread} other {# threads}}' },
      fr: { 'forum.count': '{n, plural, one {# fil} other {# fils}' },
      es: { 'forum.count': '{count, plural, one {# hilo} other {# hilos}}' },
      ar: { 'forum.count': '{n, plural, =1 {موضوع} =2 {موضوعان} few {# مواضيع} many {# موضوعًا} other {# موضوع}}' },
      ru: { 'forum.count': '{n, plural, one {# тема} other {# темы}}' },
      zh: { 'forum.count': '{n, plural, other {# 个主题}}' },
    }),
    ...asking("t('forum.count', { n: 2 });"),
  };
  expect(await reported(planted)).toEqual([
    'text-arguments texts/es.json forum.count asks for {count}, English for {n}.',
    'text-plural texts/ru.json forum.count has no plural form for: few, many.',
    'text-syntax texts/fr.json forum.count: EXPECT_ARGUMENT_CLOSING_BRACE.',
  ]);
});

test('a key under another name, and a sentence left in English', async () => {
  const planted = { ...texts(everywhere('places.help', 'Help for every child here')), ...asking("t('places.help');") };
  expect(await reported(planted)).toEqual([
    'text-prefix texts/en.json The key places.help does not begin with forum.',
    'text-untranslated texts/ar.json places.help is not in the script of the language.',
    'text-untranslated texts/ru.json places.help is not in the script of the language.',
    'text-untranslated texts/zh.json places.help is not in the script of the language.',
  ]);
});
