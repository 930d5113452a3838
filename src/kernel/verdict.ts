// The answer of a rule: yes, or no with a reason that has a stable code.

/** What a rule decides. */
export type Verdict = { ok: true } | { ok: false; code: string; values?: Record<string, string | number> };

/** The verdict that allows. */
export const ALLOWED: Verdict = { ok: true };

/** A verdict that refuses; `code` is owned by the module, such as `forum.thread_closed`. */
export function refused(code: string, values?: Record<string, string | number>): Verdict {
  return values ? { ok: false, code, values } : { ok: false, code };
}
