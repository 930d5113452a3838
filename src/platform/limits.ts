// How often somebody may do something in a while: counted in PostgreSQL for all nodes together, under keyed hashes that nobody can read back.

import { createHmac, randomBytes } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type { Clock } from '#kernel/clock.ts';
import { isoDay } from '#kernel/clock.ts';
import type { Job, Migration } from '#kernel/manifest.ts';
import type { RateLimit } from '#kernel/page.ts';
import { Problem } from '#kernel/problem.ts';
import { nodeSecret } from './config.ts';
import type { Config } from './config.ts';

/** Whom an attempt is counted against: a network address, a person by id, another word such as the mail address tried, or everyone together. */
export type Subject = { address: string } | { person: string } | { word: string } | 'everyone';

/** How one attempt was counted. */
export type Taken = {
  allowed: boolean;
  /** Attempts left after this one. */
  left: number;
  /** Seconds until all attempts are there again. */
  resets: number;
  /** `RateLimit-Policy`, `RateLimit` and, when refused, `Retry-After`. */
  headers: Readonly<Record<string, string>>;
};

/** The counters of the observatory. */
export type Limits = {
  /** Counts an attempt at once, whatever becomes of the transaction around it; with several subjects the first that is spent refuses, and those after it are not counted. */
  take(limit: RateLimit, ...subjects: Subject[]): Promise<Taken>;
  /** The same; a spent limit is the Problem `ui.too_often` (429). */
  demand(limit: RateLimit, ...subjects: Subject[]): Promise<Taken>;
  /** Forgets what was counted against a subject, for example after a right password. */
  clear(limit: RateLimit, subject: Subject): Promise<void>;
};

/** The platform's steps: both tables are unlogged, so that what they hold is in no log of the database and in no backup. */
export const LIMIT_MIGRATIONS: readonly Migration[] = [
  {
    id: '0030-limits',
    sql: `
      create unlogged table platform_limit (
        key text primary key,
        taken integer not null,
        ends_at timestamptz not null
      );
      create index platform_limit_ends on platform_limit (ends_at);
      create unlogged table platform_limit_salt (
        day date primary key,
        salt text not null
      );
    `,
  },
];

const JOB = 'platform.forget_limits';
const TAKE = `
  insert into platform_limit as kept (key, taken, ends_at) values ($1, 1, $2::timestamptz + make_interval(secs => $3))
  on conflict (key) do update set
    taken = case when kept.ends_at <= $2::timestamptz or kept.ends_at > $2::timestamptz + make_interval(secs => $3)
      then 1 else least(kept.taken + 1, $4::integer + 1) end,
    ends_at = case when kept.ends_at <= $2::timestamptz or kept.ends_at > $2::timestamptz + make_interval(secs => $3)
      then $2::timestamptz + make_interval(secs => $3) else kept.ends_at end
  returning taken, ends_at`;

type Needs = {
  /** One statement with `$1` parameters over the writing pool. */
  db: { execute(text: string, parameters?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> };
  jobs: { register(job: Job): void };
  config: Pick<Config, 'secret' | 'dataDir' | 'limitFactor'>;
  now: Clock;
};

/** Opens the counters; what has run out is deleted every hour by a job. */
export function createLimits({ db, jobs, config, now }: Needs): Limits {
  let key: { day: string; value: Promise<Buffer> } | undefined;

  /** The key of the day: it needs the secret of the nodes and a salt that is thrown away with the day. */
  function keyOf(day: string): Promise<Buffer> {
    if (key?.day !== day) {
      const value = saltOf(day).then((salt) => createHmac('sha256', nodeSecret(config)).update(salt).digest());
      key = { day, value };
      value.catch(() => (key = undefined));
    }
    return key.value;
  }

  async function saltOf(day: string): Promise<string> {
    await db.execute('insert into platform_limit_salt (day, salt) values ($1::date, $2) on conflict (day) do nothing', [
      day,
      randomBytes(32).toString('base64url'),
    ]);
    const { rows } = await db.execute('select salt from platform_limit_salt where day = $1::date', [day]);
    return rows[0]!.salt as string;
  }

  async function hashOf(limit: RateLimit, subject: Subject, day: string): Promise<string> {
    return createHmac('sha256', await keyOf(day))
      .update(`${limit.name}\n${wordOf(subject)}`)
      .digest('base64url');
  }

  async function count(limit: RateLimit, subject: Subject): Promise<Taken> {
    const moment = now();
    const most = limit.most * config.limitFactor;
    const hash = await hashOf(limit, subject, isoDay(moment));
    const { rows } = await db.execute(TAKE, [hash, moment.toISOString(), limit.seconds, most]);
    const { taken, ends_at: ends } = rows[0] as { taken: number; ends_at: Date };
    const allowed = taken <= most;
    const left = Math.max(0, most - taken);
    const resets = Math.max(1, Math.ceil((new Date(ends).getTime() - moment.getTime()) / 1000));
    return { allowed, left, resets, headers: headersOf(limit, { most, allowed, left, resets }) };
  }

  async function take(limit: RateLimit, ...subjects: Subject[]): Promise<Taken> {
    let least: Taken | undefined;
    for (const subject of subjects) {
      const taken = await count(limit, subject);
      if (!taken.allowed) return taken;
      if (least === undefined || taken.left < least.left) least = taken;
    }
    if (!least) throw new Error(`The limit ${limit.name} is asked about nobody.`);
    return least;
  }

  jobs.register({
    name: JOB,
    cron: '41 * * * *',
    async run() {
      const moment = now();
      await db.execute('delete from platform_limit where ends_at <= $1', [moment.toISOString()]);
      await db.execute('delete from platform_limit_salt where day < $1::date', [isoDay(moment)]);
    },
  });

  return {
    take,
    async demand(limit, ...subjects) {
      const taken = await take(limit, ...subjects);
      if (!taken.allowed) throw tooOften(taken);
      return taken;
    },
    async clear(limit, subject) {
      await db.execute('delete from platform_limit where key = $1', [await hashOf(limit, subject, isoDay(now()))]);
    },
  };
}

/** The failure of a spent limit, with its headers. */
export function tooOften({ resets, headers }: Pick<Taken, 'resets' | 'headers'>): Problem {
  return new Problem(429, 'ui.too_often', { minutes: Math.ceil(resets / 60) }, { headers });
}

function headersOf(
  { name, seconds }: RateLimit,
  { most, allowed, left, resets }: { most: number; allowed: boolean; left: number; resets: number },
): Record<string, string> {
  return {
    'ratelimit-policy': `"${name}";q=${most};w=${seconds}`,
    ratelimit: `"${name}";r=${left};t=${resets}`,
    ...(allowed ? {} : { 'retry-after': String(resets) }),
  };
}

function wordOf(subject: Subject): string {
  if (subject === 'everyone') return 'everyone';
  if ('address' in subject) return `address ${networkOf(subject.address)}`;
  if ('person' in subject) return `person ${subject.person}`;
  return `word ${subject.word}`;
}

/** What one subscriber has: a whole IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.split('%')[0]!;
  if (isIPv4(bare) || !isIPv6(bare)) return bare;
  const [head = '', tail] = bare.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
