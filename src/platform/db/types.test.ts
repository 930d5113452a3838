// The compiler as a witness: every line marked as wrong in types.test-d.ts is refused, and no other.

import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FIXTURE = fileURLToPath(new URL('types.test-d.ts', import.meta.url));

test('writing through a reader and naming another module’s table do not compile', { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([FIXTURE], options);
  const said = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName ?? ''} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  const marked = program.getSourceFile(FIXTURE)!.text.match(/@ts-expect-error/g)!.length;
  expect([said, marked]).toEqual([[], 11]);
});
