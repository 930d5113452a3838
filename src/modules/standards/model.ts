// The standards spine: instruments, their provisions with our own gist, and the addresses other modules refer to.

import type { AllLabels, Lang } from '#kernel/locale.ts';

/** How sure we are of a fact: read in the text, seen in a secondary page, or from a researcher's memory. */
export type Confidence = 'checked-text' | 'checked-secondary' | 'recall';

/** A UN or regional instrument. */
export type Instrument = {
  id: string;
  symbol: string | null;
  /** ISO date. */
  adopted: string | null;
  inForce: string | null;
  /** Code of forces.json. */
  force: string;
  issuer: string;
  scope: string;
  units: readonly { unit: string; count: number }[];
  url: string;
  confidence: Confidence;
  replaces: string | null;
  replacedBy: string | null;
  shorts: AllLabels;
  titles: AllLabels;
  notes: AllLabels | null;
  unreviewed: readonly Lang[];
  /** Labels of force, issuer and scope in six languages. */
  forceLabels: AllLabels;
  issuerLabels: AllLabels;
  scopeLabels: AllLabels;
  /** Whether every provision is listed here; null when none is. */
  coverage: { complete: boolean; note: string | null } | null;
};

/** A provision; gist and topic are our own English words. */
export type Provision = {
  instrument: string;
  /** Canonical address inside the instrument: `40.3.a`, `21-22`. */
  n: string;
  /** As it is cited: `40(3)(a)`. */
  label: string;
  topic: string;
  gist: string;
  confidence: Confidence;
  section: string | null;
  position: number;
  parent: string | null;
};

/** One-string key of a provision: `crc:40.3.a`. */
export function provisionKey(provision: Pick<Provision, 'instrument' | 'n'>): string {
  return `${provision.instrument}:${provision.n}`;
}
