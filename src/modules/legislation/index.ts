// Door of legislation: what the law of every country says, held against the standard, with sources, dates and blanks.

export { legislation } from './book.ts';
export type { Legislation } from './book.ts';
