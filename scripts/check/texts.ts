// The wording is whole: the same keys in six languages, every key that code asks for, and no key that nobody asks for.

import { LANGS } from '../../src/kernel/locale.ts';
import type { Lang } from '../../src/kernel/locale.ts';
import { isTest, lineAt, listScripts, listTree, readText } from './finding.ts';
import type { Finding } from './finding.ts';
import { readMessage } from './icu.ts';

type Catalogue = { folder: string; prefix: string; texts: Partial<Record<Lang, Record<string, string>>> };

const SCRIPTS: Partial<Record<Lang, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  ru: /\p{Script=Cyrillic}/u,
  zh: /\p{Script=Han}/u,
};

/** Findings over every `texts/` folder below src and every key named in code. */
export function checkTexts(root: string): Finding[] {
  const findings: Finding[] = [];
  const catalogues = readCatalogues(root, findings);
  for (const catalogue of catalogues) checkCatalogue(catalogue, findings);
  const known = new Set(catalogues.flatMap(({ texts }) => Object.keys(texts.en ?? {})));
  checkUse(root, catalogues, known, findings);
  return findings;
}

function readCatalogues(root: string, findings: Finding[]): Catalogue[] {
  const files = listTree(root, 'src').filter((path) => /\/texts\/[^/]+\.json$/.test(path));
  const folders = [...new Set(files.map((path) => path.slice(0, path.lastIndexOf('/'))))];
  return folders.map((folder) => {
    const texts: Catalogue['texts'] = {};
    for (const lang of LANGS) {
      const file = `${folder}/${lang}.json`;
      if (!files.includes(file)) {
        findings.push({ rule: 'text-missing', file, message: 'The language has no file.' });
        continue;
      }
      try {
        texts[lang] = JSON.parse(readText(root, file)) as Record<string, string>;
      } catch {
        findings.push({ rule: 'text-syntax', file, message: 'The file is not JSON.' });
      }
    }
    return { folder, prefix: folder.split('/').at(-2) ?? '', texts };
  });
}

function checkCatalogue({ folder, prefix, texts }: Catalogue, findings: Finding[]): void {
  const keys = new Set(Object.values(texts).flatMap((catalogue) => Object.keys(catalogue)));
  for (const key of keys) {
    if (!key.startsWith(`${prefix}.`))
      findings.push({
        rule: 'text-prefix',
        file: `${folder}/en.json`,
        message: `The key ${key} does not begin with ${prefix}.`,
      });
    const english = texts.en?.[key];
    const wanted = typeof english === 'string' ? readMessage(english, 'en') : undefined;
    for (const lang of LANGS) {
      const file = `${folder}/${lang}.json`;
      const text = texts[lang]?.[key];
      if (!texts[lang]) continue;
      if (typeof text !== 'string' || text.trim() === '') {
        findings.push({ rule: 'text-missing', file, message: `There is no text for ${key}.` });
        continue;
      }
      const message = readMessage(text, lang);
      if ('error' in message) {
        findings.push({ rule: 'text-syntax', file, message: `${key}: ${message.error}.` });
        continue;
      }
      if (message.missingForms.length > 0)
        findings.push({
          rule: 'text-plural',
          file,
          message: `${key} has no plural form for: ${message.missingForms.join(', ')}.`,
        });
      if (wanted && !('error' in wanted) && wanted.arguments.join() !== message.arguments.join()) {
        findings.push({
          rule: 'text-arguments',
          file,
          message: `${key} asks for {${message.arguments.join('}, {')}}, English for {${wanted.arguments.join('}, {')}}.`,
        });
      }
      if (english !== undefined && isLeftInEnglish(english, text, lang))
        findings.push({ rule: 'text-untranslated', file, message: `${key} is not in the script of the language.` });
    }
  }
}

/** A sentence of three English words or more without one letter of the language's own script. */
function isLeftInEnglish(english: string, text: string, lang: Lang): boolean {
  const script = SCRIPTS[lang];
  const words = english.replaceAll(/\{[^{}]*\}/g, '').match(/\b[a-z]{4,}\b/g) ?? [];
  return script !== undefined && words.length >= 3 && !script.test(text);
}

function checkUse(
  root: string,
  catalogues: readonly Catalogue[],
  known: ReadonlySet<string>,
  findings: Finding[],
): void {
  const prefixes = new Set(catalogues.map(({ prefix }) => prefix));
  const sources = listScripts(root)
    .filter((file) => file.startsWith('src/') && !isTest(file))
    .map((file) => ({ file, text: readText(root, file) }));
  const literals = new Set<string>();
  const starts = new Set<string>();
  for (const { file, text } of sources) {
    for (const [, literal = ''] of text.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)) literals.add(literal);
    for (const [, start = ''] of text.matchAll(/`([a-z][\w-]*\.(?:[\w-]+\.)*[\w-]*)\$\{/g)) starts.add(start);
    for (const asked of keysAsked(text)) {
      if (!known.has(asked.key))
        findings.push({
          rule: 'text-missing',
          file,
          line: lineAt(text, asked.index),
          message: `No texts have the key ${asked.key}.`,
        });
    }
    for (const problem of text.matchAll(
      /(?:new Problem\(\s*\d+,|\bnotFound\(|\bbadRequest\(|\brefused\()\s*'([\w-]+)\.([\w.-]+)'/g,
    )) {
      const [, owner = '', rest = ''] = problem;
      // A problem is shown as a title and a detail (see src/app/problem-view.ts).
      for (const key of [`${owner}.problem.${rest}.title`, `${owner}.problem.${rest}.detail`]) {
        literals.add(key);
        if (prefixes.has(owner) && !known.has(key)) {
          findings.push({
            rule: 'text-missing',
            file,
            line: lineAt(text, problem.index),
            message: `The problem ${owner}.${rest} has no sentence ${key}.`,
          });
        }
      }
    }
  }
  for (const { folder, texts } of catalogues) {
    for (const key of Object.keys(texts.en ?? {})) {
      // A problem's code, wherever it stands, asks for its title and its detail.
      const code = key.replace(/^([\w-]+)\.problem\.(.+)\.(?:title|detail)$/, '$1.$2');
      const asked = literals.has(key) || literals.has(code) || [...starts].some((start) => key.startsWith(start));
      if (!asked) findings.push({ rule: 'text-unused', file: `${folder}/en.json`, message: `Nobody asks for ${key}.` });
    }
  }
}

/** Keys in the first argument of t(…) and after `label:`, alternatives of a condition included. */
function* keysAsked(text: string): Generator<{ key: string; index: number }> {
  for (const call of text.matchAll(/\bt\(|\blabel: (?=')/g)) {
    const from = call.index + call[0].length;
    const argument = firstArgument(text, from);
    for (const match of argument.matchAll(/(?<![\w$!=]==? ?)'([a-z][\w-]*(?:\.[\w-]+)+)'/g))
      yield { key: match[1]!, index: from + match.index };
  }
}

function firstArgument(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at]!;
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    if (depth < 0 || (depth === 0 && (char === ',' || char === ';'))) return text.slice(from, at);
  }
  return text.slice(from);
}
