// Settings: what is taken, and the one sentence for each that cannot be.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig, nodeSecret } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sentence(env: Record<string, string>): string {
  try {
    loadConfig(env);
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
}

test('nothing set gives the defaults', () => {
  expect(loadConfig({})).toEqual({
    port: 4040,
    host: '127.0.0.1',
    trustProxy: false,
    secret: null,
    dataDir: resolve('./data'),
    databaseUrl: null,
    replicaUrl: null,
    baseUrl: 'http://localhost:4040',
    smtpUrl: null,
    mailFrom: 'observatory@localhost',
    operatorEmail: null,
    supportUrl: null,
    s3: null,
    oidc: null,
    logLevel: 'info',
    cacheMegabytes: 64,
    limitFactor: 1,
  });
});

test('what is set is taken, an empty value counts as not set', () => {
  const config = loadConfig({
    PORT: '0',
    TRUST_PROXY: 'yes',
    OBSERVATORY_URL: 'https://a.example/o//',
    PAGE_CACHE_MB: '0',
    HOST: '',
    LOG_LEVEL: ' warn ',
  });
  expect([config.port, config.trustProxy, config.baseUrl, config.cacheMegabytes, config.host, config.logLevel]).toEqual(
    [0, true, 'https://a.example/o', 0, '127.0.0.1', 'warn'],
  );
});

test('every wrong value is one sentence that names the setting', () => {
  const wrong = {
    PORT: '70000',
    HOST: 'not a host',
    TRUST_PROXY: 'perhaps',
    OBSERVATORY_SECRET: 'short',
    DATABASE_URL: 'mysql://host/name',
    OBSERVATORY_URL: 'observatory.example',
    SMTP_URL: 'http://mail.example',
    MAIL_FROM: 'nobody',
    OPERATOR_EMAIL: 'nobody',
    SUPPORT_URL: 'javascript:alert(1)',
    LOG_LEVEL: 'loud',
    PAGE_CACHE_MB: '-1',
  };
  const sentences = Object.entries(wrong).map(([name, value]) => sentence({ [name]: value }));
  expect(sentences).toEqual([
    'The setting PORT must be a whole number from 0 to 65535.',
    'The setting HOST must be the name or the address of a network interface.',
    'The setting TRUST_PROXY must be true or false.',
    'The setting OBSERVATORY_SECRET must have at least 32 characters.',
    'The setting DATABASE_URL must be an address such as postgres://name:password@host:5432/database.',
    'The setting OBSERVATORY_URL must be the public address that starts with http:// or https://.',
    'The setting SMTP_URL must start with smtp:// or smtps://.',
    'The setting MAIL_FROM must be an e-mail address.',
    'The setting OPERATOR_EMAIL must be an e-mail address.',
    'The setting SUPPORT_URL must be an address that starts with http:// or https://.',
    'The setting LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
    'The setting PAGE_CACHE_MB must be a whole number from 0 to 65536.',
  ]);
});

test('settings that need each other say so', () => {
  expect([
    sentence({ S3_BUCKET: 'files' }),
    sentence({ DATABASE_REPLICA_URL: 'postgres://replica/observatory' }),
  ]).toEqual([
    'The setting S3_ENDPOINT is missing: files in S3 need S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY.',
    'The setting DATABASE_REPLICA_URL needs DATABASE_URL: a replica repeats a server that is named.',
  ]);
});

test('the secret is made once and only its owner may read it', () => {
  const config = { secret: null, dataDir: join(folder, 'data') };
  const secret = nodeSecret(config);
  expect([
    nodeSecret(config) === secret,
    secret.length >= 32,
    statSync(join(config.dataDir, 'secret')).mode & 0o777,
  ]).toEqual([true, true, 0o600]);
});
