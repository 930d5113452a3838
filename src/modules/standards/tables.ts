// The tables of standards, as Kysely sees them.

import type { JSONColumnType } from 'kysely';
import type { Confidence, Instrument } from './model.ts';

/** Own tables of this module. */
export type StandardsTables = {
  standards_instrument: {
    id: string;
    position: number;
    data: JSONColumnType<Instrument>;
  };
  standards_provision: {
    instrument: string;
    n: string;
    label: string;
    topic: string;
    gist: string;
    confidence: Confidence;
    section: string | null;
    position: number;
    parent: string | null;
  };
};
