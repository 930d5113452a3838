// A small pool of single connections for Kysely: a connection that dies in a transaction ends that transaction, never half of it.

import type { PostgresJSDialectConfig } from 'kysely-postgres-js';
import { createClient } from './client.ts';
import type { Client, ClientOptions, Connection } from './client.ts';
import { DatabaseFailure } from './failure.ts';

type Slot = { client: Client; deaths: number };
type Waiting = { resolve(slot: Slot): void; reject(error: Error): void };
type Lease = { release(): void; unsafe(query: string, parameters?: unknown[]): never };

/** What the dialect needs of a driver, with one place to see how busy it is. */
export type Pool = { reserve(): Promise<Lease>; end(): Promise<void>; counts(): { open: number; busy: number; waiting: number } };

const COMMITTING = /^\s*commit\b/i;
const ENDING = /^\s*rollback\s*$/i;

/** Opens a pool of at most `size` connections, each made when first needed. */
export function createPool(connection: Connection, options: ClientOptions & { size: number }): Pool {
  const idle: Slot[] = [];
  const waiting: Waiting[] = [];
  const slots = new Set<Slot>();
  let ended: Promise<void> | undefined;
  let busy = 0;
  let drained: (() => void) | undefined;

  function makeSlot(): Slot {
    const slot: Slot = { deaths: 0, client: undefined as unknown as Client };
    slot.client = createClient(connection, {
      ...options,
      onclose() {
        slot.deaths += 1;
      },
    });
    slots.add(slot);
    return slot;
  }

  async function take(): Promise<Slot> {
    if (ended) throw new DatabaseFailure('The database has been closed.');
    const slot = idle.pop() ?? (slots.size < options.size ? makeSlot() : undefined);
    if (slot) {
      busy += 1;
      return slot;
    }
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  function give(slot: Slot) {
    const next = waiting.shift();
    if (next) {
      next.resolve(slot);
      return;
    }
    busy -= 1;
    idle.push(slot);
    if (busy === 0) drained?.();
  }

  return {
    async reserve() {
      const slot = await take();
      return lease(slot, () => give(slot));
    },
    end() {
      ended ??= (async () => {
        for (const { reject } of waiting.splice(0)) reject(new DatabaseFailure('The database has been closed.'));
        if (busy > 0) await new Promise<void>((resolve) => (drained = resolve));
        await Promise.all([...slots].map(({ client }) => client.end({ timeout: 2 })));
      })();
      return ended;
    },
    counts: () => ({ open: slots.size, busy, waiting: waiting.length }),
  };
}

function lease(slot: Slot, give: () => void): Lease {
  let begunAt: number | undefined;
  let released = false;
  const lost = () => Object.assign(new DatabaseFailure('The connection to the database was lost in the middle of a transaction; nothing of it was kept.'), { code: 'CONNECTION_CLOSED' });

  function run(text: string, parameters: unknown[] = []) {
    if (begunAt !== undefined && slot.deaths !== begunAt) {
      if (ENDING.test(text)) return Promise.resolve(Object.assign([], { command: 'ROLLBACK', count: 0 }));
      return Promise.reject(lost());
    }
    const query = slot.client.unsafe(text, parameters.map((value) => slot.client.typed(value as never, 0)) as never[], { prepare: true, simple: false } as object);
    if (/^\s*(begin|start transaction)\b/i.test(text)) begunAt = slot.deaths;
    if (COMMITTING.test(text)) return query.then(committed);
    if (ENDING.test(text)) return query.then((result) => result, () => Object.assign([], { command: 'ROLLBACK', count: 0 }));
    return query;
  }

  return {
    unsafe: run as unknown as Lease['unsafe'],
    release() {
      if (released) return;
      released = true;
      give();
    },
  };
}

/** A COMMIT that the server answered with ROLLBACK kept nothing, whatever the caller believes. */
function committed<R extends { command: string }>(result: R): R {
  if (result.command === 'ROLLBACK') throw new DatabaseFailure('The transaction had failed before its end; nothing of it was kept.');
  return result;
}

/** The pool in the shape the dialect asks for. */
export function dialectOf(pool: Pool): PostgresJSDialectConfig {
  return { postgres: () => pool as unknown as ReturnType<Extract<PostgresJSDialectConfig['postgres'], () => unknown>> };
}
