// Background jobs in PostgreSQL: queued in the transaction of their cause, run by any worker at least once, tried again when they fail.

import { PgBoss } from 'pg-boss';
import type { ConstructorOptions, JobResult } from 'pg-boss';
import { newId } from '#kernel/id.ts';
import type { Job } from '#kernel/manifest.ts';
import type { Tx } from '#kernel/ports.ts';
import { Problem } from '#kernel/problem.ts';
import type { OpenDatabase } from './db/index.ts';
import type { Log } from './log.ts';

/** How a job is sent. */
export type SendOptions = {
  /** Not to be run before this moment. */
  after?: Date;
  /** While a job of the same name and key still waits, a second one is not queued. */
  key?: string;
  /** The job is queued when this transaction commits, and never when it is rolled back. */
  tx?: Tx;
  /** What the job carries is personal: it is deleted this long after the end of the job instead of after a week. */
  forgetAfterSeconds?: number;
};

/** The queue as the rest of the house sees it. */
export type Jobs = {
  /** Queues a job; `data` is JSON. Works on every node, whether it runs jobs or not. */
  send(name: string, data: Record<string, unknown>, options?: SendOptions): Promise<void>;
  /** Adds a job to those this node runs after `start`; its `cron` is in UTC. */
  register(job: Job): void;
  /** Begins to run the registered jobs. */
  start(): Promise<void>;
  /** Waits for the jobs in flight (at most 20 s; what is not done by then is tried again elsewhere). */
  stop(): Promise<void>;
};

const SCHEMA = 'pgboss';
/** A failed job is tried again after about 15 s, 30 s, 1, 2, 4, 8 … minutes; after the last it is kept a week for the operator. */
const QUEUE = {
  policy: 'short',
  notify: true,
  retryLimit: 8,
  retryDelay: 15,
  retryBackoff: true,
  expireInSeconds: 900,
  deleteAfterSeconds: 604_800,
};
/** Woken at once by the database; the intervals are for what the wake-up missed. A full batch is followed by the next at once. */
const WORK = {
  perJobResults: true,
  batchSize: 5,
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 15,
} as const;
const GRACE_MS = 20_000;

/** Opens the queue of a database; nothing is connected before the first `send` or `start`. */
export function createJobs({ db, log }: { db: Pick<OpenDatabase, 'connection' | 'execute'>; log: Log }): Jobs {
  const registered = new Map<string, Job>();
  const queues = new Map<string, Promise<void>>();
  let working = false;
  let opened: Promise<PgBoss> | undefined;

  function open(): Promise<PgBoss> {
    opened ??= openBoss(db.connection, working, log).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  function ensureQueue(boss: PgBoss, name: string): Promise<void> {
    let ready = queues.get(name);
    if (!ready) {
      ready = boss.createQueue(name, QUEUE);
      queues.set(name, ready);
      ready.catch(() => queues.delete(name));
    }
    return ready;
  }

  async function close(): Promise<void> {
    const boss = await opened?.catch(() => undefined);
    opened = undefined;
    queues.clear();
    await boss?.stop({ graceful: true, timeout: GRACE_MS });
  }

  return {
    async send(name, data, options = {}) {
      const boss = await open();
      await ensureQueue(boss, name);
      const { tx } = options;
      await boss.send(name, data, {
        // One waiting job per key is what the policy allows; a job without a key gets one that nobody else has.
        singletonKey: options.key ?? newId(),
        ...(options.forgetAfterSeconds === undefined ? {} : { deleteAfterSeconds: options.forgetAfterSeconds }),
        ...(options.after ? { startAfter: options.after } : {}),
        ...(tx ? { db: { executeSql: (text: string, values?: unknown[]) => db.execute(text, values, tx) } } : {}),
      });
    },
    register(job) {
      if (working) throw new Error(`The job ${job.name} is registered after the start.`);
      if (registered.has(job.name)) throw new Error(`The job ${job.name} is registered twice.`);
      registered.set(job.name, job);
    },
    async start() {
      if (working) return;
      // A queue opened for sending alone has neither schedules nor upkeep.
      await close();
      working = true;
      const boss = await open();
      for (const job of registered.values()) {
        await ensureQueue(boss, job.name);
        await boss.work<Record<string, unknown>, unknown, typeof WORK>(job.name, WORK, async (batch) => {
          const results: JobResult[] = [];
          for (const queued of batch) results.push(await runJob(job, queued, log));
          return results;
        });
      }
      await keepSchedules(boss, registered);
    },
    async stop() {
      await close();
      working = false;
    },
  };
}

/** Runs one job. A Problem is an answer that trying again would not change; any other failure is tried again. */
async function runJob(
  job: Job,
  queued: { id: string; data: Record<string, unknown>; retryCount: number },
  log: Log,
): Promise<JobResult> {
  const { id, retryCount } = queued;
  try {
    await job.run(queued.data);
    return { id, status: 'completed' };
  } catch (error) {
    const final = error instanceof Problem;
    log.error(
      { job: job.name, id, attempt: retryCount + 1, reason: final ? error.code : String(error) },
      final ? 'job refused' : 'job failed',
    );
    return { id, status: final ? 'deadletter' : 'failed', output: { reason: final ? error.code : String(error) } };
  }
}

/** Makes the schedules those of the registered jobs and no others. */
async function keepSchedules(boss: PgBoss, registered: ReadonlyMap<string, Job>): Promise<void> {
  for (const { name } of await boss.getSchedules()) if (!registered.get(name)?.cron) await boss.unschedule(name);
  for (const { name, cron } of registered.values()) {
    if (cron) await boss.schedule(name, cron, {}, { tz: 'UTC', missed: 'once', singletonKey: 'schedule' });
  }
}

async function openBoss(connection: OpenDatabase['connection'], working: boolean, log: Log): Promise<PgBoss> {
  const { host, port, database, user, password, ssl } = connection;
  const options: ConstructorOptions = {
    host,
    port,
    database,
    user,
    password,
    schema: SCHEMA,
    ssl: ssl === false ? false : { rejectUnauthorized: ssl === 'verify-full' },
    application_name: `observatory jobs ${process.pid}`,
    max: working ? 3 : 1,
    schedule: working,
    supervise: working,
    useListenNotify: working,
    registerInstance: working,
    // Kept out of logs and traces: jobs may carry addresses.
    openTelemetry: { enabled: false },
  };
  const boss = new PgBoss(options);
  boss.on('error', (error) => log.warn({ reason: error.message }, 'job queue error'));
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'job queue warning'));
  await boss.start();
  return boss;
}
