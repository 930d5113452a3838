// Comparison of a country's law with the standard: the rule language of the attributes, and the grade of one value. Pure.

/** What a source says the law holds. `none-set` is an answer: the law sets no minimum, limit or cap. */
export type Value =
  | { kind: 'number'; number: number }
  | { kind: 'range'; min: number; max: number }
  | { kind: 'boolean'; boolean: boolean }
  | { kind: 'code'; code: string }
  | { kind: 'set'; codes: readonly string[] }
  | { kind: 'none-set' };

/** Nobody has entered an answer: a blank, never graded. Not to be confused with the value `none-set`. */
export const NO_ANSWER = null;
export type NoAnswer = typeof NO_ANSWER;

/** A condition on one value. */
export type Condition =
  | { eq: number | boolean | string }
  | { in: readonly (number | boolean | string)[] }
  | { gte: number }
  | { lte: number }
  | { lt: number }
  | { notNull: true }
  | { isNull: true }
  | { minCount: number }
  | { and: readonly Condition[] }
  | { or: readonly Condition[] };

/** Grade an answer can have. */
export type AnswerGrade = 'meets' | 'partial' | 'below';
/** Grade of an answer or of its absence. */
export type Alignment = AnswerGrade | 'no-data';

/** The rule of an attribute: `below` is looked at first, then `meets`, then `partial`; what is left is `otherwise`, else below. */
export type Rule = { below?: Condition; meets?: Condition; partial?: Condition; otherwise?: AnswerGrade };

/** Grade and whether the value is of the kind the standard commends. */
export type Graded = { grade: Alignment; commended: boolean };

/** A value as conditions see it: a range is looked at end by end, the absence of a rule in law is null. */
type Plain = number | boolean | string | readonly string[] | null;

const BEST_LAST: readonly AnswerGrade[] = ['below', 'partial', 'meets'];

/** Grades a value by a rule; a range is graded at both ends and takes the worst; a blank is no-data. */
export function alignValue(rule: Rule, value: Value | NoAnswer, commended: Condition | null = null): Graded {
  if (value === NO_ANSWER) return { grade: 'no-data', commended: false };
  const ends = endsOf(value);
  const grade = ends.map((end) => gradePlain(rule, end)).reduce(worse);
  return { grade, commended: grade === 'meets' && commended !== null && ends.every((end) => holds(commended, end)) };
}

/** Whether two values say the same. */
export function sameValue(a: Value, b: Value): boolean {
  return keyOf(a) === keyOf(b);
}

/** The number a value is sorted and mapped by: the low end of a range; null when it has none. */
export function leastNumber(value: Value): number | null {
  if (value.kind === 'number') return value.number;
  return value.kind === 'range' ? value.min : null;
}

/** Refuses with a sentence what is not a condition of the rule language. */
export function checkCondition(condition: unknown): asserts condition is Condition {
  const entries = typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
  const [name, operand] = entries[0] ?? ['', undefined];
  if (entries.length !== 1 || !OPERATORS.includes(name)) {
    throw new Error(`The rule condition ${JSON.stringify(condition)} is not one of ${OPERATORS.join(', ')}.`);
  }
  if (name === 'and' || name === 'or') for (const part of operand as unknown[]) checkCondition(part);
}

const OPERATORS: readonly string[] = ['eq', 'in', 'gte', 'lte', 'lt', 'notNull', 'isNull', 'minCount', 'and', 'or'];

function gradePlain(rule: Rule, value: Plain): AnswerGrade {
  if (rule.below && holds(rule.below, value)) return 'below';
  if (rule.meets && holds(rule.meets, value)) return 'meets';
  if (rule.partial && holds(rule.partial, value)) return 'partial';
  return rule.otherwise ?? 'below';
}

function holds(condition: Condition, value: Plain): boolean {
  if ('and' in condition) return condition.and.every((part) => holds(part, value));
  if ('or' in condition) return condition.or.some((part) => holds(part, value));
  if ('isNull' in condition) return value === null;
  if ('notNull' in condition) return value !== null;
  if ('eq' in condition) return value === condition.eq;
  if ('in' in condition) return condition.in.some((member) => member === value);
  if ('minCount' in condition) return Array.isArray(value) && value.length >= condition.minCount;
  if (typeof value !== 'number') return false;
  if ('gte' in condition) return value >= condition.gte;
  if ('lte' in condition) return value <= condition.lte;
  return value < condition.lt;
}

function endsOf(value: Value): Plain[] {
  switch (value.kind) {
    case 'number':
      return [value.number];
    case 'range':
      return [value.min, value.max];
    case 'boolean':
      return [value.boolean];
    case 'code':
      return [value.code];
    case 'set':
      return [[...new Set(value.codes)]];
    case 'none-set':
      return [null];
  }
}

function worse(a: AnswerGrade, b: AnswerGrade): AnswerGrade {
  return BEST_LAST.indexOf(a) <= BEST_LAST.indexOf(b) ? a : b;
}

function keyOf(value: Value): string {
  if (value.kind === 'range' && value.min === value.max) return keyOf({ kind: 'number', number: value.min });
  return JSON.stringify(value.kind === 'set' ? [...new Set(value.codes)].sort() : endsOf(value));
}
