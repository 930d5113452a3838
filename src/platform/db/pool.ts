// A small pool of single connections for Kysely: a connection that dies takes its transaction with it, never half of it, and is never used again.

import type { PostgresJSDialectConfig } from 'kysely-postgres-js';
import { createClient } from './client.ts';
import type { Client, ClientOptions, Connection } from './client.ts';
import { DatabaseFailure, isConnectionLoss } from './failure.ts';

/** One physical connection; once dead it stays dead. */
type Slot = { client: Client; dead: boolean; inTransaction: boolean; pending: Set<(error: Error) => void> };
type Waiting = { resolve(slot: Slot): void; reject(error: Error): void };
type Answer = unknown[] & { command: string; count: number };
type Lease = {
  release(): void;
  unsafe(
    query: string,
    parameters?: unknown[],
  ): PromiseLike<Answer> & { cursor(rows: number): AsyncIterable<unknown[]> };
};

/** What the dialect needs of a driver, with one place to see how busy it is. */
export type Pool = {
  reserve(): Promise<Lease>;
  end(): Promise<void>;
  counts(): { open: number; busy: number; waiting: number };
};

const BEGIN = /^\s*(begin|start transaction)\b/i;
const COMMIT = /^\s*commit\b/i;
const ROLLBACK = /^\s*rollback\s*$/i;

/** Opens a pool of at most `size` connections, each made when first needed. */
export function createPool(connection: Connection, options: ClientOptions & { size: number }): Pool {
  const idle: Slot[] = [];
  const waiting: Waiting[] = [];
  const slots = new Set<Slot>();
  let busy = 0;
  let ended: Promise<void> | undefined;
  let drained: (() => void) | undefined;

  function makeSlot(): Slot {
    const slot = { dead: false, inTransaction: false, pending: new Set() } as unknown as Slot;
    slot.client = createClient(connection, { ...options, onclose: () => bury(slot) });
    slots.add(slot);
    return slot;
  }

  function bury(slot: Slot) {
    slot.dead = true;
    slots.delete(slot);
    const at = idle.indexOf(slot);
    if (at >= 0) idle.splice(at, 1);
    for (const reject of slot.pending) reject(lossOf(slot));
    slot.pending.clear();
    void slot.client.end({ timeout: 0 }).catch(() => undefined);
  }

  function give(slot: Slot) {
    busy -= 1;
    const next = waiting.shift();
    if (next) {
      busy += 1;
      next.resolve(slot.dead ? makeSlot() : slot);
    } else if (!slot.dead) idle.push(slot);
    if (busy === 0) drained?.();
  }

  async function take(): Promise<Slot> {
    if (ended) throw new DatabaseFailure('The database has been closed.');
    if (busy >= options.size) return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    busy += 1;
    return idle.pop() ?? makeSlot();
  }

  return {
    async reserve() {
      const slot = await take();
      return lease(slot, bury, give);
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

function lossOf(slot: Slot): DatabaseFailure {
  const sentence = slot.inTransaction
    ? 'The connection to the database was lost in the middle of a transaction; nothing of it was kept unless its end had been sent.'
    : 'The connection to the database was lost.';
  return Object.assign(new DatabaseFailure(sentence), { code: 'CONNECTION_CLOSED' });
}

function lease(slot: Slot, bury: (slot: Slot) => void, give: (slot: Slot) => void): Lease {
  let released = false;

  async function run(text: string, parameters: unknown[]): Promise<Answer> {
    if (slot.dead) {
      if (ROLLBACK.test(text)) return rolledBack();
      throw lossOf(slot);
    }
    if (BEGIN.test(text)) slot.inTransaction = true;
    try {
      const answer = await guard(slot, prepare(slot, text, parameters) as unknown as PromiseLike<Answer>);
      if (COMMIT.test(text) && answer.command === 'ROLLBACK')
        throw new DatabaseFailure('The transaction had failed before its end; nothing of it was kept.');
      if (COMMIT.test(text) || ROLLBACK.test(text)) slot.inTransaction = false;
      return answer;
    } catch (error) {
      if (isConnectionLoss(error) && !slot.dead) bury(slot);
      if (!ROLLBACK.test(text)) throw error;
      if (!slot.dead) bury(slot);
      return rolledBack();
    }
  }

  return {
    unsafe: (text, parameters = []) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- the dialect awaits it, or reads it through a cursor
      then: (kept, broken) => run(text, parameters).then(kept, broken),
      cursor: (rows) => prepare(slot, text, parameters).cursor(rows) as unknown as AsyncIterable<unknown[]>,
    }),
    release() {
      if (released) return;
      released = true;
      if (slot.inTransaction && !slot.dead) bury(slot);
      give(slot);
    },
  };
}

/** The parameters' types are left to the server, so that one text is one prepared statement. */
function prepare(slot: Slot, text: string, parameters: unknown[]) {
  const typed = parameters.map((value) => slot.client.typed(value as never, 0)) as never[];
  return slot.client.unsafe(text, typed, { prepare: true, simple: false } as object);
}

/** Settles with the query, or fails when the connection dies under it: the driver alone may then wait for ever. */
function guard(slot: Slot, query: PromiseLike<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    slot.pending.add(reject);
    query.then(
      (answer) => {
        slot.pending.delete(reject);
        resolve(answer);
      },
      (error: unknown) => {
        slot.pending.delete(reject);
        reject(error as Error);
      },
    );
  });
}

/** A transaction whose connection is gone has been rolled back by the server. */
function rolledBack(): Answer {
  return Object.assign([] as unknown[], { command: 'ROLLBACK', count: 0 });
}

/** The pool in the shape the dialect asks for. */
export function dialectOf(pool: Pool): PostgresJSDialectConfig {
  return { postgres: () => pool as unknown as ReturnType<Extract<PostgresJSDialectConfig['postgres'], () => unknown>> };
}
