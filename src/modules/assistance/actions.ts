// What people can do here: write to the operator; and what the house does for them: delete messages in time.

import { newId } from '#kernel/id.ts';
import type { Lang } from '#kernel/locale.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import type { Taken } from '#platform/limits.ts';
import type { Services } from '#platform/services.ts';
import type { Message, MessageDraft } from './model.ts';
import { deletionLine, MESSAGES_BY_ADDRESS, MESSAGES_BY_ALL } from './rules.ts';
import { TEXTS } from './seed.ts';
import type { AssistanceTables } from './tables.ts';
import { deleteMessagesBefore, insertMessage } from './write.ts';

/** Takes messages, and counts how many came from whom without keeping from whom. */
export type MessageDesk = {
  /** Keeps the message and sends it on to the operator in one transaction; refuses when too many came in a short time. */
  take(draft: MessageDraft, lang: Lang, from: Sender): Promise<{ receipt: string } | { refusal: Taken }>;
};

/** Who sends, for counting only: the person when signed in, else the network address. */
export type Sender = { person: string } | { address: string };

/** Opens the desk. */
export function messageDesk(services: Services): MessageDesk {
  const english = translator(loadTexts([TEXTS]), 'en');
  return {
    async take(draft, lang, from) {
      for (const [limit, subject] of [
        [MESSAGES_BY_ADDRESS, from],
        [MESSAGES_BY_ALL, 'everyone'],
      ] as const) {
        const taken = await services.limits.take(limit, subject);
        if (!taken.allowed) return { refusal: taken };
      }
      const now = services.now();
      const message: Message = { ...draft, id: newId(now.getTime()), receipt: makeReceipt(), lang, receivedAt: now };
      await keep(services, message, english);
      return { receipt: message.receipt };
    },
  };
}

async function keep(
  services: Services,
  message: Message,
  say: (key: string, values?: Record<string, string>) => string,
): Promise<void> {
  const to = services.config.operatorEmail;
  await services.db.transaction(async (tx) => {
    await insertMessage(services.db.writer<AssistanceTables>(tx), message);
    if (to === null) return;
    const topic = say(`assistance.contact.topic.${message.topic}`);
    const text = say('assistance.mail.text', {
      receipt: message.receipt,
      topic,
      lang: message.lang,
      name: message.name ?? '–',
      email: message.email ?? '–',
      message: message.text,
    });
    await services.mail.send(
      {
        to,
        subject: say('assistance.mail.subject', { receipt: message.receipt, topic }),
        text,
        ...(message.email ? { replyTo: message.email } : {}),
      },
      tx,
    );
  });
}

/** Deletes messages older than their time; answers how many. */
export async function deleteOldMessages(services: Pick<Services, 'db' | 'now'>): Promise<number> {
  return services.db.transaction((tx) =>
    deleteMessagesBefore(services.db.writer<AssistanceTables>(tx), deletionLine(services.now())),
  );
}

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const RECEIPT = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** A number people can read out: eight signs without I, L, O and U. */
function makeReceipt(): string {
  const signs = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => SIGNS[byte % 32]!).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}
