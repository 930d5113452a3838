// Background work of assistance: messages are deleted when their time is over.

import type { Job } from '#kernel/manifest.ts';
import type { Services } from '#platform/services.ts';
import { deleteOldMessages } from './actions.ts';

/** The jobs of assistance. */
export function assistanceJobs(services: Services): Job[] {
  return [
    {
      name: 'assistance.delete_messages',
      cron: '17 3 * * *',
      async run() {
        const deleted = await deleteOldMessages(services);
        if (deleted > 0) services.log.info({ deleted }, 'old messages deleted');
      },
    },
  ];
}
