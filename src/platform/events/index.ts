// The door of events: recorded with the change itself, delivered to modules, told to the caches of every node.

import { CompiledQuery } from 'kysely';
import { newId } from '#kernel/id.ts';
import type { Events, Tx } from '#kernel/ports.ts';
import type { Log } from '../log.ts';
import type { OpenDatabase } from '../db/index.ts';
import { createChangeFeed } from './change-feed.ts';
import type { FeedTimes } from './change-feed.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Deliver, Dispatcher, DispatchTimes } from './dispatcher.ts';
import { CHANNEL } from './migrations.ts';

export type { Deliver } from './dispatcher.ts';

/** What events are made with. */
export type EventsOptions = {
  db: OpenDatabase;
  log: Log;
  /** Tags have changed, here (at once after commit) or on another node (within a second). */
  onChange?(tags: readonly string[]): void;
  /** This node no longer hears of changes: stop serving from caches. */
  onLost?(): void;
  /** This node hears again; what was kept before is not to be trusted. */
  onRegained?(): void;
  /** Readers use a replica: own changes are told once more when the replica shows them. */
  replica?: boolean;
  times?: Partial<FeedTimes & DispatchTimes>;
};

/** The kernel port, and the engine behind it. */
export type EventsEngine = Events & {
  /** Starts hearing of other nodes' changes and, with `deliver`, handing events to modules. */
  start(work?: { deliver?: Deliver | null }): Promise<void>;
  /** Stops after the event being delivered. */
  stop(): Promise<void>;
};

const TIMES: FeedTimes & DispatchTimes = {
  poll: 500,
  patience: 2000,
  deadline: 1000,
  tidy: 300_000,
  lease: 60,
  longestWait: 3600,
};
const REMEMBERED = 5000;
const RECORD = `
  with event as (
    insert into platform_event (id, name, about_kind, about_id, data) values ($1::uuid, $2, $3, $4, $5::jsonb)
  ), change as (
    insert into platform_change (id, tags)
    select $6::uuid, array(select jsonb_array_elements_text($7::jsonb)) where $7::jsonb <> '[]'
  )
  select pg_notify('${CHANNEL}', '')`;

/** Makes the events of this process; recording works before `start`. */
export function createEvents(options: EventsOptions): EventsEngine {
  const { db, log } = options;
  const times = { ...TIMES, ...options.times };
  const onChange = options.onChange ?? (() => undefined);
  // Changes this process wrote: not yet told here, and already told. Whichever comes first tells, the commit or the feed.
  const written = new Set<string>();
  const own = new Set<string>();
  let dispatcher: Dispatcher | undefined;

  function tellOwn(id: string, tags: readonly string[]): void {
    if (!options.replica && !markTold(id)) return;
    onChange(tags);
  }

  function markTold(id: string): boolean {
    if (own.has(id)) return false;
    written.delete(id);
    remember(own, id);
    return true;
  }

  const feed = createChangeFeed({
    db,
    log,
    times,
    onChange,
    read: async (text, parameters) =>
      (await db.reading.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...parameters]))).rows,
    onLost: options.onLost ?? (() => undefined),
    onRegained: options.onRegained ?? (() => undefined),
    onWake: () => dispatcher?.wake(),
    wasTold: (id) => own.has(id) || (written.has(id) && !markTold(id)),
  });

  return {
    async record(tx: Tx, event, tags = []) {
      const change = newId();
      const unique = [...new Set(tags)];
      const { about, data } = event;
      await db.execute(
        RECORD,
        [
          newId(),
          event.name,
          about?.kind ?? null,
          about?.id ?? null,
          data ? JSON.stringify(data) : null,
          change,
          JSON.stringify(unique),
        ],
        tx,
      );
      if (unique.length > 0) {
        if (!options.replica) remember(written, change);
        db.onCommit(tx, () => tellOwn(change, unique));
      }
      db.onCommit(tx, () => dispatcher?.wake());
    },
    async start(work = {}) {
      if (work.deliver) dispatcher = createDispatcher({ db, log, deliver: work.deliver, times });
      await feed.start();
      dispatcher?.wake();
    },
    async stop() {
      await feed.stop();
      await dispatcher?.stop();
    },
  };
}

function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  if (ids.size > REMEMBERED) ids.delete(ids.values().next().value!);
}
