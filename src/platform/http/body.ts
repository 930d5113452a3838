// Reads the body of a request up to a limit.

import type { IncomingMessage } from 'node:http';

/** The whole body, or why there is none: over the limit, too slow, or broken off by the sender. */
export type ReadBody = { ok: true; body: Buffer } | { ok: false; status: 408 | 413 | null };

/** Reads at most `limit` bytes within `within` milliseconds; a declared length over the limit is refused before anything is read. */
export function readBody(incoming: IncomingMessage, limit: number, within: number): Promise<ReadBody> {
  const declared = Number(incoming.headers['content-length'] ?? 0);
  if (declared > limit) return Promise.resolve({ ok: false, status: 413 });
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const late = setTimeout(() => resolve({ ok: false, status: 408 }), within);
    incoming.once('close', () => clearTimeout(late));
    incoming.once('end', () => clearTimeout(late));
    incoming.on('data', (part: Buffer) => {
      size += part.byteLength;
      if (size <= limit) {
        parts.push(part);
        return;
      }
      incoming.removeAllListeners('data');
      incoming.resume();
      resolve({ ok: false, status: 413 });
    });
    incoming.once('end', () => resolve({ ok: true, body: Buffer.concat(parts) }));
    incoming.once('error', () => resolve({ ok: false, status: null }));
    incoming.once('close', () => resolve({ ok: false, status: null }));
  });
}
