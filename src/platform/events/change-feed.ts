// The change feed of one node: hears which cache tags other nodes changed, and knows when it can no longer tell.

import type { Log } from '../log.ts';
import type { OpenDatabase } from '../db/index.ts';
import { CHANNEL } from './migrations.ts';

/** What a feed is made of. */
export type FeedParts = {
  db: Pick<OpenDatabase, 'reading' | 'execute' | 'listen'>;
  log: Log;
  /** Reads the rows; the replica's pool when there is one, so that a change is told once readers can see it. */
  read(text: string, parameters: readonly unknown[]): Promise<Record<string, unknown>[]>;
  onChange(tags: readonly string[]): void;
  onLost(): void;
  onRegained(): void;
  /** Called at each sign that something was committed. */
  onWake(): void;
  /** True for a change that this node was already told of; asking counts as telling. */
  wasTold(id: string): boolean;
  times: FeedTimes;
};

/** Times of the feed in milliseconds. */
export type FeedTimes = { poll: number; patience: number; deadline: number; tidy: number };

/** A started feed. */
export type ChangeFeed = { start(): Promise<void>; stop(): Promise<void>; isLost(): boolean };

const RETENTION_MINUTES = 60;
const SAFE_GAP = 20 * 60_000;

/**
 * Reads every row whose transaction was not finished at the last look: nothing is missed whatever the order of commits,
 * because all transactions below the snapshot's xmin are over and their rows seen.
 */
const READ = `
  select s.xmin::text as xmin, c.id::text as id, c.tags
  from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) s
  left join platform_change c on c.xid >= $1::xid8`;
const START = 'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin';

/** Makes the feed: LISTEN for speed, a look every `poll` ms beside it for certainty. */
export function createChangeFeed(parts: FeedParts): ChangeFeed {
  const { log, times } = parts;
  let horizon: string | null = null;
  let seen = new Set<string>();
  let lastLook = 0;
  let lost = false;
  let listening = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let line: { close(): Promise<void> } | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let told = false;
  let tidied = Date.now();

  /** One look at a time; a call during a look asks for one more after it. */
  function look(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await lookOnce();
      } while (again && !stopped);
    })().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function lookOnce(): Promise<void> {
    const begun = Date.now();
    try {
      if (lost || horizon === null || begun - lastLook > SAFE_GAP) await catchUp();
      else await readOn(horizon);
      lastLook = begun;
      told = false;
    } catch (error) {
      if (stopped) return;
      // With a silent line standing a slow database is borne for a while; otherwise changes may be passing unseen.
      if (!lost && (!listening || told || Date.now() - lastLook > times.patience)) {
        lost = true;
        log.warn({ err: error }, 'the change feed is lost: pages are not served from the cache until it is back');
        parts.onLost();
      }
    }
  }

  async function readOn(from: string): Promise<void> {
    const rows = await within(parts.read(READ, [from]), times.deadline);
    const held = new Set<string>();
    const tags = new Set<string>();
    for (const row of rows) {
      const id = row['id'] as string | null;
      if (id === null) continue;
      held.add(id);
      if (!seen.has(id) && !parts.wasTold(id)) for (const tag of row['tags'] as string[]) tags.add(tag);
    }
    seen = held;
    horizon = (rows[0]?.['xmin'] as string | undefined) ?? from;
    if (tags.size > 0) parts.onChange([...tags]);
  }

  /** After a gap nothing kept can be trusted: everything is dropped and the feed starts from here. */
  async function catchUp(): Promise<void> {
    const rows = await within(parts.read(START, []), times.deadline);
    const first = horizon === null;
    const from = rows[0]!['xmin'] as string;
    // A transaction still open anywhere on the server holds the horizon back: what is there already is not news.
    const there = await within(parts.read(READ, [from]), times.deadline);
    horizon = from;
    seen = new Set(there.flatMap((row) => (row['id'] === null ? [] : [row['id'] as string])));
    if (first && !lost) return;
    if (!lost) parts.onLost();
    lost = false;
    parts.onRegained();
    log.info('the change feed is back');
  }

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      void look().then(async () => {
        parts.onWake();
        await tidy();
        schedule();
      });
    }, times.poll);
    timer.unref();
  }

  async function tidy(): Promise<void> {
    if (Date.now() - tidied < times.tidy) return;
    tidied = Date.now();
    await parts.db
      .execute(`delete from platform_change where at < now() - interval '${RETENTION_MINUTES} minutes'`)
      .catch((error: unknown) => log.warn({ err: error }, 'old rows of the change feed could not be removed'));
  }

  return {
    isLost: () => lost,
    async start() {
      await catchUp();
      lastLook = Date.now();
      try {
        line = await parts.db.listen(CHANNEL, {
          onMessage() {
            told = true;
            void look();
            parts.onWake();
          },
          onReady() {
            listening = true;
            void look();
          },
          onLost() {
            listening = false;
            void look();
          },
        });
      } catch (error) {
        log.warn({ err: error }, 'the database does not let this node listen; changes are found by asking');
      }
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await line?.close();
      await running;
    },
  };
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time.')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
