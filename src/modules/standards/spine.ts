// The spine in memory: instruments and provisions by address, neighbours, and the resolving of references.

import { matchAddresses, splitReference } from './address.ts';
import type { Instrument, Provision } from './model.ts';
import { provisionKey } from './model.ts';

/** The spine with its indexes. */
export type Spine = {
  instruments: readonly Instrument[];
  byId: ReadonlyMap<string, Instrument>;
  provisionsOf: ReadonlyMap<string, readonly Provision[]>;
  byKey: ReadonlyMap<string, Provision>;
};

/** Indexes instruments and provisions. */
export function buildSpine(instruments: readonly Instrument[], provisions: readonly Provision[]): Spine {
  const provisionsOf = new Map<string, Provision[]>(instruments.map(({ id }) => [id, []]));
  for (const provision of provisions) provisionsOf.get(provision.instrument)?.push(provision);
  return {
    instruments,
    byId: new Map(instruments.map((instrument) => [instrument.id, instrument])),
    provisionsOf,
    byKey: new Map(provisions.map((provision) => [provisionKey(provision), provision])),
  };
}

/** The provisions a reference means; empty for a bare instrument and for an unknown address. */
export function provisionsOfReference(spine: Spine, reference: string): Provision[] {
  const { instrument, n } = splitReference(reference);
  if (n === null) return [];
  const listed = (spine.provisionsOf.get(instrument) ?? []).map((provision) => provision.n);
  return matchAddresses(listed, n).map((address) => spine.byKey.get(`${instrument}:${address}`)!);
}

/** True when a reference names an instrument of the spine, or a provision listed (or contained) in it. */
export function referenceResolves(spine: Spine, reference: string): boolean {
  const { instrument, n } = splitReference(reference);
  return spine.byId.has(instrument) && (n === null || provisionsOfReference(spine, reference).length > 0);
}

/**
 * Keys under which a thing that cites these references is found: each provision, the provisions that enclose it, and the instrument.
 */
export function citationKeys(spine: Spine, references: readonly string[]): string[] {
  const keys = new Set<string>();
  for (const reference of references) {
    const { instrument } = splitReference(reference);
    if (!spine.byId.has(instrument)) continue;
    keys.add(instrument);
    for (const provision of provisionsOfReference(spine, reference)) {
      for (
        let at: Provision | undefined = provision;
        at;
        at = at.parent ? spine.byKey.get(`${instrument}:${at.parent}`) : undefined
      ) {
        keys.add(provisionKey(at));
      }
    }
  }
  return [...keys];
}

/** The provisions before and after one in its instrument. */
export function neighbours(spine: Spine, provision: Provision): { before: Provision | null; after: Provision | null } {
  const list = spine.provisionsOf.get(provision.instrument) ?? [];
  const at = list.indexOf(provision);
  return { before: list[at - 1] ?? null, after: list[at + 1] ?? null };
}
