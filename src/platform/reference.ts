// Small reference data kept in memory (names, attributes, the place tree) until a change touches one of its tags.

/** Holds reference values and forgets them when the change feed says so. */
export type References = {
  /** Returns a getter that loads once and again after any of `tags` was dropped. */
  reference<T>(tags: readonly string[], load: () => Promise<T>): () => Promise<T>;
  drop(tags: readonly string[]): void;
  /** Changes are no longer heard of: every value is loaded anew at each use until `resume`. */
  suspend(): void;
  resume(): void;
};

type Held = { tags: ReadonlySet<string>; value: Promise<unknown> | null };

/** Makes an empty store of reference values. */
export function createReferences(): References {
  const held: Held[] = [];
  let suspended = false;

  function forgetAll(): void {
    for (const entry of held) entry.value = null;
  }

  return {
    reference<T>(tags: readonly string[], load: () => Promise<T>): () => Promise<T> {
      const entry: Held = { tags: new Set(tags), value: null };
      held.push(entry);
      return () => {
        if (suspended) return load();
        if (entry.value) return entry.value as Promise<T>;
        const value = load();
        entry.value = value;
        value.catch(() => {
          if (entry.value === value) entry.value = null;
        });
        return value;
      };
    },
    drop(tags) {
      for (const entry of held) {
        if (tags.some((tag) => entry.tags.has(tag))) entry.value = null;
      }
    },
    suspend() {
      suspended = true;
      forgetAll();
    },
    resume() {
      forgetAll();
      suspended = false;
    },
  };
}
