// Background work of legislation: after midnight, cards of law that begins or ends on the day are brought up to date.

import { isoDay } from '#kernel/clock.ts';
import type { Job } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { renewCards } from './actions.ts';

const DAY = 86_400_000;

/** The jobs; two days are looked at, so that a night without a worker is made up for. */
export function legislationJobs(services: Services): Job[] {
  return [
    {
      name: 'legislation.renew_cards',
      cron: '1 0 * * *',
      async run() {
        const today = services.now();
        const yesterday = new Date(today.getTime() - DAY);
        await renewCards(services, [isoDay(yesterday), isoDay(today)]);
      },
    },
  ];
}
