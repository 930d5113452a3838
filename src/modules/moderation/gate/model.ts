// What the gate speaks of: verdicts, reasons and marks for callers; tokens, sentences and findings inside.

import type { Lang } from '#kernel/locale.ts';

/** pass: publish; ask: show the author the marks; hold: a reviewer decides; block: not as it stands. */
export type GateVerdict = 'pass' | 'ask' | 'hold' | 'block';
/** Why, by stable code, and how much it weighs (0 to 1). */
export type Reason = { code: string; weight: number };
/** A piece of the text in UTF-16 offsets, why it is marked and what may stand there instead. */
export type Mark = { start: number; end: number; code: string; suggestion?: string };
/** The answer of the gate on one text. */
export type GateAnswer = { verdict: GateVerdict; reasons: Reason[]; marks: Mark[] };

export type Script = 'latin' | 'cyrillic' | 'arabic' | 'han' | 'other' | 'number' | 'punct';

/** A word, number or sign. `low` is folded for look-up; `cap` 1 Capitalised, 2 CAPITALS, 3 one capital letter. */
export type Token = {
  text: string;
  low: string;
  start: number;
  end: number;
  script: Script;
  cap: 0 | 1 | 2 | 3;
  /** A space or line end stands before it. */
  gap: boolean;
  tags: readonly string[];
};

/** A sentence or row; offsets are those of the normalised text. */
export type Sentence = {
  tokens: Token[];
  text: string;
  start: number;
  /** False when the text was cut because no sentence ended for long. */
  opens: boolean;
  /** Rows and paragraphs have different numbers. */
  line: number;
  langs: readonly Lang[];
};

/** Something found, in normalised offsets. `level` says how sure or how fine it is. */
export type Span = { start: number; end: number; level: number };

/** `s` and `e` are token indexes, `e` exclusive. */
export type Age = Span & {
  s: number;
  e: number;
  value: number;
  kind: 'one' | 'bare' | 'group' | 'rule' | 'duration' | 'adult';
};

/** A name-like piece; level 3 sure, 2 likely, 1 possible, 0.5 only with an age or a cue beside it. */
export type Person = Span & { s: number; e: number; role: 'open' | 'adult' | 'author'; named: boolean };

/** A capitalised or quoted piece that is not a person. */
export type Site = Span & {
  s: number;
  e: number;
  kind: 'school' | 'place' | 'village' | 'big' | 'street' | 'institution';
};
