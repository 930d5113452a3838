// Door of legislation: what the law of every country says, held against the standard, with sources, dates and blanks.

export { publishAnswer, withdrawAnswer } from './actions.ts';
export { legislation } from './book.ts';
export type { LawBook, Legislation, Positions } from './book.ts';
export type { Answer, Attribute, Source } from './model.ts';
export type { Position } from './rules.ts';
