// Writes a ready answer to the socket: 304 when the reader has it already, no body for HEAD, streams with back-pressure.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ServerResponse } from 'node:http';
import { compressor } from './encoding.ts';
import type { FlatHeaders, ReadyAnswer } from './kept-answer.ts';
import type { Prepared } from './prepare.ts';

/** Writes an answer whose body is whole; returns the status written. */
export function writeWhole(
  outgoing: ServerResponse,
  answer: ReadyAnswer,
  head: boolean,
  ifNoneMatch: string | undefined,
  requestId: string,
): number {
  if (ifNoneMatch !== undefined && answer.unchanged && matches(ifNoneMatch, answer.etag!)) {
    outgoing.writeHead(304, withId(answer.unchanged, requestId));
    outgoing.end();
    return 304;
  }
  outgoing.writeHead(answer.status, withId(answer.headers, requestId));
  if (head || answer.body === null) outgoing.end();
  else outgoing.end(answer.body);
  return answer.status;
}

/** Writes an answer whose body is a stream; resolves when it is sent, rejects when either side breaks off. */
export async function writeStream(
  outgoing: ServerResponse,
  answer: Prepared,
  head: boolean,
  requestId: string,
): Promise<void> {
  outgoing.writeHead(answer.status, withId(answer.headers, requestId));
  if (head) {
    outgoing.end();
    await answer.rest?.cancel();
    return;
  }
  const source = Readable.from(chunks(answer), { objectMode: false });
  if (answer.encoding === 'identity') await pipeline(source, outgoing);
  else await pipeline(source, compressor(answer.encoding), outgoing);
}

async function* chunks(answer: Prepared): AsyncGenerator<Uint8Array> {
  yield* answer.first;
  const reader = answer.rest!;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

// Safe to reuse one array: writeHead has read it before the next request can set it.
function withId(headers: FlatHeaders, requestId: string): FlatHeaders {
  headers[headers.length - 1] = requestId;
  return headers;
}

function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  return ifNoneMatch.split(',').some((part) => part.trim().replace(/^W\//, '') === etag);
}
