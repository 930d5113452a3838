// Small reference data kept in memory (names, attributes, the place tree) until a change touches one of its tags.

/** Holds reference values and forgets them when the change feed says so. */
export type References = {
  /** Returns a getter that loads once and again after any of `tags` was dropped. */
  reference<T>(tags: readonly string[], load: () => Promise<T>): () => Promise<T>;
  drop(tags: readonly string[]): void;
  clear(): void;
};

type Held = { tags: ReadonlySet<string>; value: Promise<unknown> | null };

/** Makes an empty store of reference values. */
export function createReferences(): References {
  const held: Held[] = [];
  return {
    reference<T>(tags: readonly string[], load: () => Promise<T>): () => Promise<T> {
      const entry: Held = { tags: new Set(tags), value: null };
      held.push(entry);
      return () => {
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
    clear() {
      for (const entry of held) entry.value = null;
    },
  };
}
