// Expected failures: a status, a stable code owned by a module, and values for its sentence (RFC 9457 when shown to machines).

/** A failure that a person or a machine can act on; thrown anywhere, shown in one place. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly values: Record<string, string | number>;
  readonly extra: Record<string, unknown>;

  constructor(
    status: number,
    code: string,
    values: Record<string, string | number> = {},
    extra: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.values = values;
    this.extra = extra;
  }
}

/** The thing asked for does not exist (or may not be known to exist). `near` holds cards with similar names. */
export function notFound(
  code = 'ui.not_found',
  values: Record<string, string | number> = {},
  near: NearMatch[] = [],
): Problem {
  return new Problem(404, code, values, near.length > 0 ? { near } : {});
}

/** The request is malformed. */
export function badRequest(code: string, values: Record<string, string | number> = {}): Problem {
  return new Problem(400, code, values);
}

/** A suggestion beside a 404: path without the language prefix. */
export type NearMatch = { title: string; path: string };
