// check-text: one text per line in, one JSON object per line out; no database, no files, any bytes, any length.

import { once } from 'node:events';
import { checkText } from '#modules/moderation/index.ts';
import type { GateAnswer } from '#modules/moderation/index.ts';

/** A longer line is read in pieces of this many characters, cut between words. */
const PIECE = 1 << 18;
/** A long line shows this many marks; the verdict and the reasons still speak of all of it. */
const MOST_MARKS = 1000;
const ORDER = ['pass', 'ask', 'hold', 'block'];

type Line = { answer: GateAnswer; offset: number; rest: string };

/** Reads `input` to its end and writes the answers to `output`. */
export async function answerLines(input: AsyncIterable<Uint8Array>, output: NodeJS.WritableStream): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  let line: Line | null = null;
  for await (const chunk of input) {
    line = await answerPart(decoder.decode(chunk, { stream: true }), line, output);
  }
  line = await answerPart(decoder.decode(), line, output);
  if (line) await write(output, finished(line));
}

/** The command: standard input to standard output; a reader that has gone away ends it quietly. */
export async function checkLines(): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  await answerLines(process.stdin, process.stdout);
  return 0;
}

async function answerPart(part: string, open: Line | null, output: NodeJS.WritableStream): Promise<Line | null> {
  const lines = part.split('\n');
  let line = open;
  let answers = '';
  for (const [index, piece] of lines.entries()) {
    const last = index === lines.length - 1;
    if (last && piece === '') break;
    line ??= { answer: { verdict: 'pass', reasons: [], marks: [] }, offset: 0, rest: '' };
    line.rest += piece;
    while (line.rest.length > PIECE) shorten(line);
    if (last) return flushed(answers, line, output);
    answers += finished(line);
    line = null;
    if (answers.length > PIECE) {
      await write(output, answers);
      answers = '';
    }
  }
  return flushed(answers, line, output);
}

async function flushed(answers: string, line: Line | null, output: NodeJS.WritableStream): Promise<Line | null> {
  if (answers !== '') await write(output, answers);
  return line;
}

/** Checks the first piece of a long line and keeps what it found. */
function shorten(line: Line): void {
  const space = line.rest.lastIndexOf(' ', PIECE);
  const cut = space > PIECE / 2 ? space : PIECE;
  take(line, line.rest.slice(0, cut));
  line.rest = line.rest.slice(cut);
}

function take(line: Line, piece: string): void {
  const found = checkText(piece);
  const { answer } = line;
  if (ORDER.indexOf(found.verdict) > ORDER.indexOf(answer.verdict)) answer.verdict = found.verdict;
  for (const reason of found.reasons) {
    const known = answer.reasons.find(({ code }) => code === reason.code);
    if (!known) answer.reasons.push({ ...reason });
    else known.weight = Math.max(known.weight, reason.weight);
  }
  for (const mark of found.marks.slice(0, MOST_MARKS - answer.marks.length)) {
    answer.marks.push({ ...mark, start: mark.start + line.offset, end: mark.end + line.offset });
  }
  line.offset += piece.length;
}

function finished(line: Line): string {
  take(line, line.rest.endsWith('\r') ? line.rest.slice(0, -1) : line.rest);
  const { verdict, reasons, marks } = line.answer;
  return `${JSON.stringify({ verdict, reasons, marks })}\n`;
}

async function write(output: NodeJS.WritableStream, text: string): Promise<void> {
  if (!output.write(text)) await once(output, 'drain');
}
