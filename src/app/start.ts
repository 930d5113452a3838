// Starts the observatory on a configuration: database, first content, jobs and web, and stops it in the right order.

import { createAssets } from './site-assets.ts';
import { composeModules } from './compose.ts';
import type { Composed } from './compose.ts';
import { listModules } from './modules.ts';
import { seedModules } from './seed.ts';
import { createSite } from './site.ts';
import type { Config } from '#platform/config.ts';
import { migrate, openDatabase } from '#platform/db/index.ts';
import { createEvents } from '#platform/events/index.ts';
import { createFiles } from '#platform/files.ts';
import { createPageCache, startHttp, sweepUploads } from '#platform/http/index.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import { createJobs } from '#platform/jobs.ts';
import { createLimits } from '#platform/limits.ts';
import { createLog } from '#platform/log.ts';
import { createMail } from '#platform/mail.ts';
import { createReferences } from '#platform/reference.ts';
import type { Services } from '#platform/services.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Ports } from '#kernel/ports.ts';

/** What this process does. */
export type Role = { web: boolean; jobs: boolean };
/** A running observatory with what its modules were opened with; `close` finishes requests and jobs in flight. */
export type Observatory = { port: number | null; services: Services; composed: Composed; close(): Promise<void> };

/** Opens everything in order; on failure what was opened is closed again. `now` is the clock of pages and of the page cache. */
export async function startObservatory(
  config: Config,
  role: Role,
  now: Clock = () => new Date(),
): Promise<Observatory> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    return { ...(await open(config, role, now, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  config: Config,
  role: Role,
  now: Clock,
  closers: (() => Promise<void>)[],
): Promise<Omit<Observatory, 'close'>> {
  const log = createLog(config);
  const manifests = listModules();
  const db = await openDatabase(config, log);
  closers.push(() => db.close());
  await migrate(db, manifests);

  const references = createReferences();
  const cache = createPageCache({ megabytes: config.cacheMegabytes, now: () => now().getTime() });
  const events = createEvents({
    db,
    log,
    replica: config.replicaUrl !== null,
    onChange(tags) {
      references.drop(tags);
      cache.drop(tags);
    },
    onLost() {
      references.suspend();
      cache.suspend();
    },
    onRegained() {
      references.resume();
      cache.resume();
    },
  });
  const jobs = createJobs({ db, log });
  closers.push(() => jobs.stop());
  const files = createFiles(config);
  const services: Services = {
    config,
    log,
    db,
    jobs,
    files,
    mail: createMail({ config, log, jobs }),
    limits: createLimits({ db, jobs, config, now }),
    now,
    reference: references.reference,
    ports: { events } as Partial<Ports> as Ports,
  };
  const composed = composeModules(services, manifests);
  await seedModules(db, services, manifests);
  await events.start({
    deliver: role.jobs
      ? async (event) => {
          for (const { module } of composed.opened) await module.onEvent?.(event);
        }
      : null,
  });
  closers.push(() => events.stop());
  // What was read before changes were heard of may be old by now.
  references.resume();

  if (role.jobs) {
    for (const job of composed.jobs) jobs.register(job);
    await jobs.start();
  }
  if (!role.web) return { port: null, services, composed };

  await sweepUploads(config.dataDir);
  const texts = await loadTexts([new URL('../ui/texts/', import.meta.url), ...manifests.map(({ texts }) => texts)]);
  const assets = await createAssets(config, manifests);
  const site = createSite({ services, composed, assets, translate: (lang) => translator(texts, lang) });
  const http = await startHttp({
    config,
    log,
    cache,
    assets,
    fetch: site.fetch,
    page: site.page,
    admit: site.admit,
    allowedQuery: site.allowedQuery,
    errorPage: site.errorPage,
    uploadAt: site.uploadAt,
    ready: () => db.ping(),
  });
  closers.push(() => http.close());
  return { port: http.port, services, composed };
}
