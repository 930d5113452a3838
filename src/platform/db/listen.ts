// Listening to a channel of the server over a connection of its own, telling when the line is lost and when it is back.

import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from './client.ts';
import type { Client, Connection } from './client.ts';

/** What a listener hears. */
export type Listener = {
  onMessage(payload: string): void;
  /** The line stands (again); what was said meanwhile was missed. */
  onReady?(): void;
  /** The line is lost; it is being made again. */
  onLost?(): void;
};

/** Listens until closed; a lost line is made again every quarter of a second. The first line is awaited. */
export async function listenOn(
  connection: Connection,
  channel: string,
  listener: Listener,
): Promise<{ close(): Promise<void> }> {
  let closing = false;
  let standing = false;
  let client: Client;

  async function connect() {
    client = createClient(connection, {
      name: `observatory listens ${process.pid}`,
      onnotify: (name, payload) => name === channel && listener.onMessage(payload),
      onclose: lost,
    });
    try {
      await client.unsafe(`listen "${channel.replaceAll('"', '""')}"`);
    } catch (error) {
      await client.end({ timeout: 0 });
      throw error;
    }
    standing = true;
    listener.onReady?.();
  }

  function lost() {
    if (!standing) return;
    standing = false;
    if (closing) return;
    listener.onLost?.();
    void again();
  }

  async function again() {
    while (!closing && !standing) {
      await client.end({ timeout: 0 }).catch(() => undefined);
      await pause(250, undefined, { ref: false });
      if (!closing) await connect().catch(() => undefined);
    }
    if (closing) await client.end({ timeout: 1 });
  }

  await connect();
  return {
    async close() {
      closing = true;
      await client.end({ timeout: 1 });
    },
  };
}
