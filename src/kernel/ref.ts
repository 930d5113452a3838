// A reference to a thing of any module by its kind and id, resolved through the manifests.

/** Kind is `<module>.<noun>` or a bare noun of a foundation: `place`, `theme`, `provision`, `legislation.answer`. */
export type Ref = { kind: string; id: string };

/** One-string form: `place:ESP`. */
export function refKey(ref: Ref): string {
  return `${ref.kind}:${ref.id}`;
}

/** Reads the one-string form; undefined when it has no kind or no id. */
export function parseRef(key: string): Ref | undefined {
  const at = key.indexOf(':');
  if (at < 1 || at === key.length - 1) return undefined;
  return { kind: key.slice(0, at), id: key.slice(at + 1) };
}
