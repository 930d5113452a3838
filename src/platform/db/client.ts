// One connection to PostgreSQL: its settings, and how values cross it (each type normalised here and nowhere else).

import postgres from 'postgres';

/** How to reach a server; `host` is a folder when it is a local socket. */
export type Connection = {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  ssl: boolean | 'require' | 'allow' | 'prefer' | 'verify-full';
};

/** What a connection is for. */
export type ClientOptions = {
  /** Refuse every write on the server. */
  readOnly?: boolean;
  /** Milliseconds a statement may take; 0 is no limit. */
  statementTimeout?: number;
  name?: string;
  onclose?: () => void;
  onnotify?: (channel: string, payload: string) => void;
  idleSeconds?: number | null;
};

/** A client of postgres.js that holds at most one connection. */
export type Client = ReturnType<typeof createClient>;

/** Opens (lazily) exactly one connection to the server. */
export function createClient(connection: Connection, options: ClientOptions = {}) {
  return postgres({
    host: connection.host,
    port: connection.port,
    ...(connection.host.startsWith('/') ? { path: `${connection.host}/.s.PGSQL.${connection.port}` } : {}),
    database: connection.database,
    username: connection.user,
    password: connection.password,
    ssl: connection.ssl,
    max: 1,
    idle_timeout: options.idleSeconds ?? undefined,
    max_lifetime: null,
    connect_timeout: 10,
    backoff: false,
    prepare: true,
    types: VALUES,
    onnotice: () => undefined,
    onclose: options.onclose ?? (() => undefined),
    ...({ onnotify: options.onnotify } as object),
    connection: {
      application_name: options.name ?? 'observatory',
      timezone: 'UTC',
      statement_timeout: String(options.statementTimeout ?? 30_000),
      ...(options.readOnly ? { default_transaction_read_only: 'on' } : {}),
    } as object,
  });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`The whole number ${text} is too large to be read exactly; select it as text.`);
  return value;
}

function moment(text: string): Date {
  return new Date(/[+-]\d\d(:?\d\d)?$/.test(text) ? text : `${text.replace(' ', 'T')}Z`);
}

function momentText(value: unknown): string {
  return (value instanceof Date ? value : new Date(value as string)).toISOString();
}

/** bigint and numeric are numbers, date is `2026-11-24`, timestamps are Dates, JSON is given as a value or as ready JSON text. */
const VALUES = {
  bigint: { to: 20, from: [20], serialize: (value: unknown) => String(value), parse: wholeNumber },
  numeric: { to: 1700, from: [1700], serialize: (value: unknown) => String(value), parse: Number },
  day: {
    to: 1082,
    from: [1082],
    serialize: (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
    parse: (text: string) => text,
  },
  moment: { to: 1184, from: [1184], serialize: momentText, parse: moment },
  momentUtc: { to: 1114, from: [1114], serialize: momentText, parse: moment },
  json: {
    to: 114,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string) => JSON.parse(text) as unknown,
  },
};

/** Reads an address such as postgres://name:password@host:5432/database (with ?sslmode=… or ?host=/socket/folder). */
export function parseConnection(address: string): Connection {
  const url = new URL(address);
  const mode = url.searchParams.get('sslmode') ?? 'disable';
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname || 'localhost').replace(/^\[|\]$/g, ''),
    port: Number(url.port || url.searchParams.get('port') || 5432),
    database: decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username) || 'postgres',
    user: decodeURIComponent(url.username) || url.searchParams.get('user') || 'postgres',
    password: decodeURIComponent(url.password),
    ssl:
      mode === 'disable'
        ? false
        : mode === 'verify-ca' || mode === 'verify-full'
          ? 'verify-full'
          : (mode as 'require' | 'allow' | 'prefer'),
  };
}

/** Writes a connection as an address, for parts that bring their own client. */
export function connectionUrl(connection: Connection): string {
  const { host, port, database, user, password } = connection;
  const who = `${encodeURIComponent(user)}${password ? `:${encodeURIComponent(password)}` : ''}`;
  const local = host.startsWith('/');
  const query = new URLSearchParams({
    ...(local ? { host } : {}),
    ...(connection.ssl ? { sslmode: String(connection.ssl) } : {}),
  }).toString();
  return `postgres://${who}@${local ? 'localhost' : host}:${port}/${encodeURIComponent(database)}${query ? `?${query}` : ''}`;
}

/** A connection for people to read: never with a password. */
export function placeOf(connection: Connection): string {
  return connection.host.startsWith('/')
    ? `socket ${connection.host}`
    : `${connection.host}:${connection.port}/${connection.database}`;
}
