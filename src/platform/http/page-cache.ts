// The page cache: whole anonymous answers in bounded memory, dropped by tag, ended by date, made once per stampede.

import type { ReadyAnswer } from './kept-answer.ts';

/** Figures for /metrics. */
export type CacheFigures = { hits: number; misses: number; entries: number; bytes: number; serving: boolean };

/** The cache of whole pages of this process. */
export type PageCache = {
  /** Drops every answer that carries one of the tags, also those being made right now. */
  drop(tags: readonly string[]): void;
  /** Drops everything. */
  clear(): void;
  /** Stops keeping and serving until `resume`; for a node that no longer hears of changes. */
  suspend(): void;
  /** Starts again, empty. */
  resume(): void;
  /** The kept answer, if it is still true. */
  find(key: string): ReadyAnswer | undefined;
  /** Makes the answer once for all who ask for the key meanwhile, and keeps it when it may be kept. */
  make(key: string, produce: () => Promise<ReadyAnswer>): Promise<ReadyAnswer>;
  figures(): CacheFigures;
};

type Entry = { answer: ReadyAnswer; bytes: number; validUntil: number };
type Flight = { generation: number; answer: Promise<ReadyAnswer> };

const MAX_REMEMBERED_DROPS = 500;
const ENTRY_OVERHEAD = 1000;
const TAG_OVERHEAD = 120;

/** Makes a page cache of at most `megabytes` (0: nothing is kept). `now` is the clock in milliseconds. */
export function createPageCache({ megabytes, now = Date.now }: { megabytes: number; now?: () => number }): PageCache {
  const limit = megabytes * 1_000_000;
  const entries = new Map<string, Entry>();
  const keysOfTag = new Map<string, Set<string>>();
  const joinable = new Map<string, Flight>();
  let underWay = 0;
  let bytes = 0;
  let hits = 0;
  let misses = 0;
  let suspended = false;
  // Every drop is one generation. An answer whose making began before a drop of one of its tags is not kept.
  let generation = 0;
  let floor = 0;
  let drops: { generation: number; tags: ReadonlySet<string> }[] = [];

  function remove(key: string, entry: Entry): void {
    entries.delete(key);
    bytes -= entry.bytes;
    for (const tag of entry.answer.keep?.tags ?? []) {
      const keys = keysOfTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) keysOfTag.delete(tag);
    }
  }

  function forgetAll(): void {
    entries.clear();
    keysOfTag.clear();
    joinable.clear();
    bytes = 0;
    generation += 1;
    floor = generation;
    drops = [];
  }

  function isOutdated(begun: number, tags: readonly string[]): boolean {
    return begun < floor || drops.some((drop) => drop.generation > begun && tags.some((tag) => drop.tags.has(tag)));
  }

  function keep(key: string, begun: number, answer: ReadyAnswer): void {
    if (!answer.keep || suspended || answer.keep.validUntil <= now() || isOutdated(begun, answer.keep.tags)) return;
    const size =
      (answer.body?.byteLength ?? 0) + key.length * 2 + ENTRY_OVERHEAD + answer.keep.tags.length * TAG_OVERHEAD;
    if (size > limit / 4) return;
    const old = entries.get(key);
    if (old) remove(key, old);
    entries.set(key, { answer, bytes: size, validUntil: answer.keep.validUntil });
    bytes += size;
    for (const tag of answer.keep.tags) {
      const keys = keysOfTag.get(tag);
      if (keys) keys.add(key);
      else keysOfTag.set(tag, new Set([key]));
    }
    while (bytes > limit) {
      const [oldestKey, oldest] = entries.entries().next().value!;
      remove(oldestKey, oldest);
    }
  }

  async function fly(
    key: string,
    flight: { generation: number },
    produce: () => Promise<ReadyAnswer>,
  ): Promise<ReadyAnswer> {
    underWay += 1;
    try {
      const answer = await produce();
      keep(key, flight.generation, answer);
      return answer;
    } finally {
      underWay -= 1;
      if (joinable.get(key) === flight) joinable.delete(key);
      if (underWay === 0) drops = [];
    }
  }

  return {
    drop(tags) {
      generation += 1;
      if (underWay > 0) {
        drops.push({ generation, tags: new Set(tags) });
        if (drops.length > MAX_REMEMBERED_DROPS) {
          floor = generation;
          drops = [];
        }
      }
      for (const tag of tags) {
        for (const key of keysOfTag.get(tag) ?? []) {
          const entry = entries.get(key);
          if (entry) remove(key, entry);
        }
      }
    },
    clear: forgetAll,
    suspend() {
      suspended = true;
      forgetAll();
    },
    resume() {
      forgetAll();
      suspended = false;
    },
    find(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.validUntil <= now()) {
        remove(key, entry);
        return undefined;
      }
      entries.delete(key);
      entries.set(key, entry);
      hits += 1;
      return entry.answer;
    },
    async make(key, produce) {
      misses += 1;
      if (suspended || limit <= 0) return produce();
      const running = joinable.get(key);
      // Whoever asks after a drop must not get what was begun before it.
      if (running && running.generation === generation) {
        const shared = await running.answer;
        return shared.keep ? shared : produce();
      }
      const flight = { generation } as Flight;
      joinable.set(key, flight);
      flight.answer = fly(key, flight, produce);
      return flight.answer;
    },
    figures() {
      return { hits, misses, entries: entries.size, bytes, serving: !suspended && limit > 0 };
    },
  };
}
