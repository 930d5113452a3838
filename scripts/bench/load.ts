// A small load generator: keep-alive connections over raw sockets, one request in flight on each, answers counted by their length.

import { connect } from 'node:net';

/** What a load run saw. */
export type LoadResult = { requests: number; seconds: number; perSecond: number; failures: number };

/** Sends GET `path` over `connections` sockets to 127.0.0.1 for `seconds`; `encoding` goes into accept-encoding. */
export async function load(options: {
  port: number;
  path: string;
  seconds: number;
  connections?: number;
  encoding?: string;
}): Promise<LoadResult> {
  const { port, path, seconds, connections = 16, encoding = 'identity' } = options;
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept-encoding: ${encoding}\r\nconnection: keep-alive\r\n\r\n`,
  );
  let requests = 0;
  let failures = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, () => {
      return new Promise<void>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1');
        let head = '';
        let missing = -1;
        socket.setNoDelay(true);
        socket.on('connect', () => socket.write(request));
        socket.on('error', reject);
        socket.on('close', () => resolve());
        socket.on('data', (chunk) => {
          let rest = chunk;
          if (missing < 0) {
            head += rest.toString('latin1');
            const at = head.indexOf('\r\n\r\n');
            if (at < 0) return;
            const length = /content-length: (\d+)/i.exec(head.slice(0, at))?.[1];
            if (length === undefined) {
              reject(new Error(`An answer of ${path} has no content-length.`));
              socket.destroy();
              return;
            }
            if (!head.startsWith('HTTP/1.1 200')) failures += 1;
            missing = Number(length) - (head.length - at - 4);
            head = '';
            rest = Buffer.alloc(0);
          }
          missing -= rest.length;
          if (missing > 0) return;
          missing = -1;
          requests += 1;
          if (performance.now() < end) socket.write(request);
          else socket.end();
        });
      });
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  return { requests, seconds: elapsed, perSecond: requests / elapsed, failures };
}

if (import.meta.main) {
  const [port, path, seconds, encoding] = process.argv.slice(2);
  const result = await load({
    port: Number(port),
    path: path!,
    seconds: Number(seconds),
    ...(encoding ? { encoding } : {}),
  });
  process.stdout.write(JSON.stringify(result));
}
