// A line to the database that tests can cut and mend: real sockets in between.

import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Connection } from '../db/index.ts';

/** Opens a line to the server of `target` that can be cut and mended. */
export async function cuttable(
  target: Connection,
): Promise<{ connection: Connection; cut(): void; mend(): void; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let whole = true;
  const proxy = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = target.host.startsWith('/')
      ? connect(`${target.host}/.s.PGSQL.${target.port}`)
      : connect(target.port, target.host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    connection: { ...target, host: '127.0.0.1', port: (proxy.address() as AddressInfo).port },
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      whole = true;
    },
    close: () => new Promise((resolve) => proxy.close(() => resolve())),
  };
}
