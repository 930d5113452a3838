// Raw SQL for the few files that may write it by hand; the rule checker holds the list of them.

export { sql } from 'kysely';
export type { RawBuilder } from 'kysely';
