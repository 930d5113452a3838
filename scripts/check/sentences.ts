// Every source file opens with one sentence that says what it is, and every exported function says what it does.

import { lineAt, listScripts, listTree, readText } from './finding.ts';
import type { Finding } from './finding.ts';

/** Findings for files without an opening sentence and exported functions without a doc line. */
export function checkSentences(root: string): Finding[] {
  const styles = listTree(root, 'src').filter((path) => /\.(css|sql)$/.test(path));
  return [...listScripts(root), ...styles].flatMap((file) => {
    const text = readText(root, file);
    return [...opening(file, text), ...(isDocumented(file) ? undocumented(file, text) : [])];
  });
}

function opening(file: string, text: string): Finding[] {
  const source = text.replace(/^#!.*\n/, '');
  const comment = /^(?:\/\/ |-- |\/\*\*? ?)([^\n]*(?:\n(?:\/\/ |-- | \* )[^\n]*)*)/.exec(source)?.[1];
  const sentence = comment?.replaceAll(/\n(?:\/\/|--| \*) /g, ' ').replace(/\s*\*\/\s*$/, '');
  if (sentence !== undefined && /^\S.{18,}\.$/s.test(sentence.trim())) return [];
  return [
    {
      rule: 'opening-sentence',
      file,
      line: 1,
      message: 'The file does not open with a comment of one sentence that says what it is.',
    },
  ];
}

function isDocumented(file: string): boolean {
  return file.startsWith('src/') && !file.endsWith('.test.ts');
}

function undocumented(file: string, text: string): Finding[] {
  return [...text.matchAll(/^export (?:async )?function\*? (\w+)/gm)]
    .filter((match) => !/\*\/\n$|^\/\/ [^\n]*\n$/m.test(text.slice(0, match.index).slice(-4)))
    .map((match) => ({
      rule: 'doc-line',
      file,
      line: lineAt(text, match.index),
      message: `The exported function ${match[1]} has no doc line.`,
    }));
}
