// check-text: one answer per line, however the bytes arrive.

import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { answerLines } from './check-text.ts';

type Answer = { verdict: string; reasons: { code: string }[]; marks: { start: number; end: number }[] };

async function answers(bytes: Buffer, size: number): Promise<Answer[]> {
  let written = '';
  const output = new Writable({
    highWaterMark: 16,
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  await answerLines(chunks(), output);
  return written === ''
    ? []
    : written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer);
}

const verdicts = async (bytes: Buffer, size: number) => (await answers(bytes, size)).map(({ verdict }) => verdict);

test('each line has its answer, empty ones and the last without an end too', async () => {
  const bytes = Buffer.from('Ahmed, 15, was arrested\r\n\nArticle 37 of the Convention\nКирилл, 14 лет, задержан');
  for (const size of [1, 3, 7, 1000]) expect(await verdicts(bytes, size)).toEqual(['hold', 'pass', 'pass', 'hold']);
});

test('no input has no answer', async () => {
  expect(await answers(Buffer.alloc(0), 10)).toEqual([]);
});

test('bytes that are no text are answered and end nothing', async () => {
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x0a]),
    Buffer.from('Ahmed, 15, was arrested\n'),
    Buffer.from([0xe2, 0x82]),
  ]);
  expect(await verdicts(bytes, 2)).toEqual(['pass', 'hold', 'pass']);
});

test('a line of a megabyte is read to its end, and marks stand where the words are', async () => {
  const filler = 'The rooms were clean. '.repeat(50_000);
  const text = `${filler}Ahmed, 15, was arrested`;
  const [answer, ...others] = await answers(Buffer.from(`${text}\n`), 65_536);
  expect(others).toEqual([]);
  expect([answer?.verdict, answer?.marks.map(({ start, end }) => text.slice(start, end))]).toEqual([
    'hold',
    ['Ahmed, 15'],
  ]);
});
