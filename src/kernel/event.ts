// What happened, in the past tense, recorded in the same transaction as the change itself.

import type { Ref } from './ref.ts';

/** An event such as `legislation.answer_published`; `data` is JSON without personal data. */
export type DomainEvent = {
  name: string;
  about: Ref | null;
  data?: Record<string, unknown>;
};

/** An event as it is delivered, at least once, after commit. */
export type DeliveredEvent = DomainEvent & { id: string; at: Date };
