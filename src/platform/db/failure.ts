// A failure to open or to use the database as a whole, told in one sentence a person can act on.

/** Thrown when the database cannot be opened; the message is the sentence to show, nothing else is needed. */
export class DatabaseFailure extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'DatabaseFailure';
  }
}

/** The SQLSTATE or system code of an error, wherever a driver put it. */
export function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : '';
}

/** True when the connection is gone or could not be made, so that trying again may help. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('08') || LOST.has(code);
}

const LOST = new Set([
  '57P01',
  '57P02',
  '57P03',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** One sentence for what a server answered when it could not be used. */
export function sentenceOf(error: unknown, where: string): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === '28P01' || code === '28000')
    return `The database at ${where} refused the name or the password; correct DATABASE_URL.`;
  if (code === '3D000')
    return `The database server at ${where} has no database of that name; create it (encoding UTF8) or correct DATABASE_URL.`;
  if (code === '53300')
    return `The database server at ${where} has no free connection; close other clients or raise its max_connections.`;
  if (code === '53100') return `The disk of the database at ${where} is full; free some space and start again.`;
  if (code === '57P03')
    return `The database server at ${where} is starting up or shutting down; try again in a moment.`;
  if (isConnectionLoss(error))
    return `The database at ${where} cannot be reached (${code}); check that the server runs and that DATABASE_URL is right.`;
  return `The database at ${where} cannot be used: ${message.replace(/\.$/, '')}.`;
}
