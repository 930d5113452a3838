// What the platform gives to every module when it is opened.

import type { Clock } from '#kernel/clock.ts';
import type { Ports } from '#kernel/ports.ts';
import type { Manifest } from '#kernel/manifest.ts';
import type { Config } from './config.ts';
import type { Database } from './db/types.ts';
import type { Files } from './files.ts';
import type { Jobs } from './jobs.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import type { Mail } from './mail.ts';
import type { References } from './reference.ts';

/** The platform's engines and the composed ports. Ports may be called once every module is open. */
export type Services = {
  config: Config;
  log: Log;
  db: Database;
  jobs: Jobs;
  files: Files;
  mail: Mail;
  limits: Limits;
  now: Clock;
  /** A value derived from the database and kept in memory until a change carries one of its tags. */
  reference: References['reference'];
  ports: Ports;
};

/** The manifest as modules of this house write it. */
export type ModuleManifest = Manifest<Services>;
