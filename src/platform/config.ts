// The one schema of the environment: every setting with its default, and a sentence when a value cannot be used.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where S3-compatible files are kept. */
export type S3Config = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string };

/** An OpenID Connect provider; `name` is what its button says. */
export type OidcConfig = { issuer: string; clientId: string; clientSecret: string; name: string };

/** Everything that can be set from outside. */
export type Config = {
  port: number;
  host: string;
  trustProxy: boolean;
  /** The given OBSERVATORY_SECRET, or null when the node keeps its own (see `nodeSecret`). */
  secret: string | null;
  dataDir: string;
  databaseUrl: string | null;
  replicaUrl: string | null;
  baseUrl: string;
  smtpUrl: string | null;
  mailFrom: string;
  operatorEmail: string | null;
  supportUrl: string | null;
  s3: S3Config | null;
  /** The identity provider people may sign in with; null when none is set. */
  oidc: OidcConfig | null;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  cacheMegabytes: number;
  /** Every limit on how often somebody may do something is this many times as wide; for houses that share one address. */
  limitFactor: number;
};

const email = /^[^\s@<>]+@[^\s@<>]+$/;

function web(what: string) {
  return z
    .string()
    .refine((text) => isUrl(text, ['http:', 'https:']), `must be ${what} that starts with http:// or https://`);
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

const postgresUrl = z
  .string()
  .refine(
    (text) => isUrl(text.replace(/,[^/?]*/, ''), ['postgres:', 'postgresql:']),
    'must be an address such as postgres://name:password@host:5432/database',
  );

const whole = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to,
      `must be a whole number from ${from} to ${to}`,
    )
    .transform(Number);

const schema = z.object({
  PORT: whole(0, 65535).optional(),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be the name or the address of a network interface')
    .optional(),
  TRUST_PROXY: z.enum(['1', '0', 'true', 'false', 'yes', 'no'], { error: 'must be true or false' }).optional(),
  OBSERVATORY_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  OBSERVATORY_DATA: z.string().optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URL: postgresUrl.optional(),
  OBSERVATORY_URL: web('the public address').optional(),
  SMTP_URL: z
    .string()
    .refine((text) => isUrl(text, ['smtp:', 'smtps:']), 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => email.test(text.replace(/^.*<(.*)>$/, '$1')), 'must be an e-mail address')
    .optional(),
  OPERATOR_EMAIL: z.string().regex(email, 'must be an e-mail address').optional(),
  SUPPORT_URL: web('an address').optional(),
  S3_ENDPOINT: web('the address of the store').optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  OIDC_ISSUER: web('the address of the identity provider').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'must have at most 60 characters').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .optional(),
  PAGE_CACHE_MB: whole(0, 65536).optional(),
  RATE_LIMIT_FACTOR: whole(1, 1000).optional(),
});

/** Reads the settings; a wrong value throws an error whose message is one sentence naming the variable. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name].trim()]] : [])),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new Error(`The setting ${String(issue.path[0])} ${issue.message}.`);
  }
  const set = result.data;
  if (set.DATABASE_REPLICA_URL && !set.DATABASE_URL) {
    throw new Error('The setting DATABASE_REPLICA_URL needs DATABASE_URL: a replica repeats a server that is named.');
  }
  const port = set.PORT ?? 4040;
  return {
    port,
    host: set.HOST ?? '127.0.0.1',
    trustProxy: ['1', 'true', 'yes'].includes(set.TRUST_PROXY ?? ''),
    secret: set.OBSERVATORY_SECRET ?? null,
    dataDir: resolve(set.OBSERVATORY_DATA ?? './data'),
    databaseUrl: set.DATABASE_URL ?? null,
    replicaUrl: set.DATABASE_REPLICA_URL ?? null,
    baseUrl: (set.OBSERVATORY_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM ?? 'observatory@localhost',
    operatorEmail: set.OPERATOR_EMAIL ?? null,
    supportUrl: set.SUPPORT_URL ?? null,
    s3: s3Of(set),
    oidc: oidcOf(set),
    logLevel: set.LOG_LEVEL ?? 'info',
    cacheMegabytes: set.PAGE_CACHE_MB ?? 64,
    limitFactor: set.RATE_LIMIT_FACTOR ?? 1,
  };
}

function s3Of(set: z.infer<typeof schema>): S3Config | null {
  const all = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const;
  if (!all.some((name) => set[name])) return null;
  const missing = all.find((name) => !set[name]);
  if (missing) throw new Error(`The setting ${missing} is missing: files in S3 need ${all.join(', ')}.`);
  return {
    endpoint: set.S3_ENDPOINT!.replace(/\/+$/, ''),
    bucket: set.S3_BUCKET!,
    region: set.S3_REGION ?? 'us-east-1',
    accessKey: set.S3_ACCESS_KEY!,
    secretKey: set.S3_SECRET_KEY!,
  };
}

function oidcOf(set: z.infer<typeof schema>): OidcConfig | null {
  const all = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  if (!all.some((name) => set[name])) return null;
  const missing = all.find((name) => !set[name]);
  if (missing)
    throw new Error(`The setting ${missing} is missing: signing in with a provider needs ${all.join(', ')}.`);
  const issuer = set.OIDC_ISSUER!.replace(/\/+$/, '');
  return {
    issuer,
    clientId: set.OIDC_CLIENT_ID!,
    clientSecret: set.OIDC_CLIENT_SECRET!,
    name: set.OIDC_NAME ?? new URL(issuer).hostname,
  };
}

/** The secret all nodes share: OBSERVATORY_SECRET, or one made once and kept in the data folder for its owner only. */
export function nodeSecret(config: Pick<Config, 'secret' | 'dataDir'>): string {
  if (config.secret) return config.secret;
  const path = join(config.dataDir, 'secret');
  mkdirSync(config.dataDir, { recursive: true });
  try {
    writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32)
    throw new Error(
      `The file ${path} does not hold a secret; remove it to have a new one made, or set OBSERVATORY_SECRET.`,
    );
  return secret;
}
