// Mail that leaves the observatory: queued with its cause, sent by SMTP, or written as .eml files where no server is named.

import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { join } from 'node:path';
import { newId } from '#kernel/id.ts';
import type { Tx } from '#kernel/ports.ts';
import { Problem } from '#kernel/problem.ts';
import type { Config } from './config.ts';
import { writeWhole } from './files/local.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';

/** A message to one person; the sender is the observatory's. */
export type Message = {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Further header lines such as `List-Unsubscribe`. */
  headers?: Readonly<Record<string, string>>;
  replyTo?: string;
};

/** Sends mail in the background. */
export type Mail = {
  /** Queues a message, with `tx` only if that transaction commits; an address that cannot be one is a Problem. */
  send(message: Message, tx?: Tx): Promise<void>;
};

/** The key that signs outgoing mail, where the observatory signs it itself. */
export type Dkim = { domainName: string; keySelector: string; privateKey: string };

/** Header lines under the signature; one-click unsubscribing (RFC 8058) counts only when both of its lines are signed. */
export const SIGNED_HEADERS =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:In-Reply-To:References:' +
  'List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Archive:Auto-Submitted';

const JOB = 'platform.mail';
const DAY = 86_400;

type Queued = Message & { id: string };

/** Opens the mail: registers the sending job with the queue, and answers the sender. */
export function createMail(needs: {
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>;
  jobs: Pick<Jobs, 'send' | 'register'>;
  log: Log;
  dkim?: Dkim;
}): Mail {
  const { config, jobs, log, dkim } = needs;
  const deliver = config.smtpUrl ? bySmtp(config.smtpUrl, dkim) : intoFolder(join(config.dataDir, 'mail'));
  jobs.register({
    name: JOB,
    async run(data) {
      const queued = data as Queued;
      await deliver(composed(queued, config.mailFrom), queued.id);
      log.info({ job: JOB, id: queued.id }, 'mail sent');
    },
  });
  return {
    async send(message, tx) {
      assertMessage(message);
      const { to, subject, text, html, headers, replyTo } = message;
      await jobs.send(JOB, { id: newId(), to, subject, text, html, headers, replyTo }, { tx, forgetAfterSeconds: DAY });
    },
  };
}

/** True for what can be one person's address; whether anybody reads it only sending tells. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"./]+(?:\.[^\s@<>()[\]\\,;:"./]+)*$/.test(text)
  );
}

function assertMessage({ to, subject, headers, replyTo }: Message): void {
  if (!isMailAddress(to) || (replyTo !== undefined && !isMailAddress(replyTo)))
    throw new Problem(400, 'ui.mail_address');
  const lines = [['Subject', subject], ...Object.entries(headers ?? {})] as const;
  for (const [name, value] of lines) {
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || /[\r\n\0]/.test(value))
      throw new Error(`The header line ${JSON.stringify(name)} cannot be sent.`);
  }
}

function composed({ id, to, subject, text, html, headers, replyTo }: Queued, from: string): SendMailOptions {
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    to,
    subject,
    text,
    html,
    replyTo,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    // The same on every attempt, so that a message that went out twice is seen once.
    messageId: `<${id}@${domain}>`,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

type Deliver = (mail: SendMailOptions, id: string) => Promise<void>;

function bySmtp(url: string, dkim: Dkim | undefined): Deliver {
  const transport = createTransport({
    url,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...(dkim ? { dkim: { ...dkim, headerFieldNames: SIGNED_HEADERS } } : {}),
  });
  return async (mail) => {
    try {
      await transport.sendMail(mail);
    } catch (error) {
      throw refusal(error) ?? withoutAddress(error);
    }
  };
}

/** A server that refuses the address or the message for good (5xx) will do so again; a wrong password may be mended. */
function refusal(error: unknown): Problem | undefined {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const final = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return final ? new Problem(400, 'ui.mail_address') : undefined;
}

/** What a server says often repeats the address; only its codes are kept. */
function withoutAddress(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return new Error(
    `The mail server did not take the message (${[code, responseCode].filter(Boolean).join(' ') || 'no code'}).`,
  );
}

function intoFolder(folder: string): Deliver {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return async (mail, id) => {
    const { message } = await transport.sendMail(mail);
    await writeWhole(join(folder, `${id}.eml`), message as Buffer);
  };
}
