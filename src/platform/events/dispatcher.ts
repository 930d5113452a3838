// The dispatcher: hands recorded events to the modules, at least once, and tries again later what failed.

import type { DeliveredEvent } from '#kernel/event.ts';
import type { Log } from '../log.ts';
import type { OpenDatabase } from '../db/index.ts';

/** Receives one event; a rejection means: try again later. */
export type Deliver = (event: DeliveredEvent) => Promise<void>;

/** A dispatcher; `wake` looks for work at once. */
export type Dispatcher = { wake(): void; stop(): Promise<void> };

/** Seconds a claimed event is left to one node, and the longest wait between attempts. */
export type DispatchTimes = { lease: number; longestWait: number };

const BATCH = 20;

/** Claiming is one short statement, so that no transaction stays open while modules work; a killed node's claim runs out. */
const CLAIM = `
  update platform_event set attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
  where id in (
    select id from platform_event where due_at <= now() order by due_at, at, id limit ${BATCH} for update skip locked
  )
  returning id::text as id, name, about_kind, about_id, data, at, attempts`;
const RETRY = 'update platform_event set due_at = now() + make_interval(secs => $2) where id = $1::uuid';

/** Makes the dispatcher; it works only when woken. */
export function createDispatcher(parts: {
  db: Pick<OpenDatabase, 'execute'>;
  log: Log;
  deliver: Deliver;
  times: DispatchTimes;
}): Dispatcher {
  const { db, log, deliver, times } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function work(): Promise<void> {
    do {
      again = false;
      const claimed = await claim();
      for (const [index, row] of claimed.entries()) {
        // Stopping: what was claimed and not begun is given back at once.
        if (stopped) {
          await Promise.all(claimed.slice(index).map(({ id }) => db.execute(RETRY, [id, 0])));
          return;
        }
        await handle(row);
      }
      if (claimed.length === BATCH) again = true;
    } while (again && !stopped);
  }

  async function claim(): Promise<Row[]> {
    const { rows } = await db.execute(CLAIM, [times.lease]);
    return (rows as Row[]).sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1));
  }

  async function handle(row: Row): Promise<void> {
    try {
      await deliver(eventOf(row));
      await db.execute('delete from platform_event where id = $1::uuid', [row.id]);
    } catch (error) {
      const wait = Math.min(2 ** Math.min(row.attempts - 1, 20), times.longestWait);
      log[row.attempts >= 5 ? 'error' : 'warn'](
        { err: error, event: row.name, id: row.id, attempts: row.attempts },
        'an event could not be delivered; it is tried again',
      );
      await db.execute(RETRY, [row.id, wait]);
    }
  }

  return {
    wake() {
      if (stopped) return;
      if (running) {
        again = true;
        return;
      }
      running = work()
        .catch((error: unknown) => log.warn({ err: error }, 'events could not be read; they are tried again'))
        .finally(() => {
          running = undefined;
        });
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

type Row = {
  id: string;
  name: string;
  about_kind: string | null;
  about_id: string | null;
  data: Record<string, unknown> | null;
  at: Date;
  attempts: number;
};

function eventOf(row: Row): DeliveredEvent {
  return {
    id: row.id,
    at: row.at,
    name: row.name,
    about: row.about_kind !== null && row.about_id !== null ? { kind: row.about_kind, id: row.about_id } : null,
    ...(row.data ? { data: row.data } : {}),
  };
}
