// The log: one JSON line per happening on standard error, without personal data.

import pino from 'pino';
import type { Logger } from 'pino';
import type { Config } from './config.ts';

/** Where parts write what happened; never names, addresses, search words or network addresses of people. */
export type Log = Logger;

/** Opens the log at the configured level; field names that could carry personal data are blanked. */
export function createLog(config: Pick<Config, 'logLevel'>): Log {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'email',
          'name',
          'password',
          'token',
          'ip',
          'remoteAddress',
          'query',
          'search',
          'err.parameters',
          'err.args',
          'err.detail',
          'err.query',
        ],
        censor: '[left out]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
