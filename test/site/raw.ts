// Speaks HTTP over a bare socket, so that requests no client library would send can be sent, and no answer is waited for forever.

import { connect } from 'node:net';

/** An answer as it came over the wire. */
export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** Sends bytes as they are and reads until the other side ends or the answer is whole; rejects after `within` ms. */
export function askRaw(port: number, request: string | Buffer, within = 10_000): Promise<RawAnswer> {
  const said = JSON.stringify(String(request).slice(0, 80));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => finish(new Error(`No answer within ${within} ms to ${said}`)), within);
    let done = false;
    function finish(failure?: Error): void {
      if (done) return;
      done = true;
      clearTimeout(timer);
      socket.destroy();
      const answer = parse(Buffer.concat(chunks));
      if (answer) resolve(answer);
      else reject(failure ?? new Error(`The connection ended without an answer to ${said}`));
    }
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks))) finish();
    });
    socket.on('close', () => finish());
    // The other side may close while we still send; what it said before that counts.
    socket.on('error', () => finish());
  });
}

/** One request with `connection: close`; header lines are sent as given. */
export function rawRequest(method: string, target: string, headers: readonly string[] = [], body = ''): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers];
  if (body) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function parse(bytes: Buffer): RawAnswer | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1]);
  if (!status) return null;
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  return { status, headers, body: bytes.subarray(end + 4).toString('utf8') };
}

function isWhole(bytes: Buffer): boolean {
  const answer = parse(bytes);
  const length = answer?.headers['content-length'];
  return answer !== null && length !== undefined && bytes.length - bytes.indexOf('\r\n\r\n') - 4 >= Number(length);
}
