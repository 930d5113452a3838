// Tests of mail: a real queue, a real SMTP server on loopback, and the folder where no server is named.

import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from './db/testing.ts';
import { createJobs } from './jobs.ts';
import { createMail, isMailAddress } from './mail.ts';
import type { Dkim } from './mail.ts';

type Received = { from: string; to: string[]; source: string };

const received: Received[] = [];
let heard = () => undefined as void;
let refusedOnce = false;

/** Takes mail, refuses `nobody@` for good, and refuses `busy@` the first time only. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('nobody@')) return done(Object.assign(new Error('No such person'), { responseCode: 550 }));
    if (address.startsWith('busy@') && !refusedOnce) {
      refusedOnce = true;
      return done(Object.assign(new Error(`${address} is busy`), { responseCode: 451 }));
    }
    return done();
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        source: Buffer.concat(chunks).toString('utf8'),
      });
      done();
      heard();
    });
  },
});

let opened: Awaited<ReturnType<typeof testDatabase>>;
let folder = '';
let smtpUrl = '';
const written: string[] = [];
let wrote = () => undefined as void;
const log = pino(
  { level: 'info' },
  new Writable({
    write(line: Buffer, _encoding, done) {
      written.push(line.toString('utf8'));
      done();
      wrote();
    },
  }),
);

beforeAll(async () => {
  opened = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await opened.close();
  await rm(folder, { recursive: true });
});

function openMail(url: string | null, dkim?: Dkim) {
  const jobs = createJobs({ db: opened.db, log });
  const config = { smtpUrl: url, mailFrom: 'Observatory <post@observatory.test>', dataDir: folder };
  return { jobs, mail: createMail({ config, jobs, log, dkim }) };
}

async function receivedCount(count: number): Promise<void> {
  while (received.length < count) await new Promise<void>((resolve) => (heard = resolve));
}

async function lineWith(text: string): Promise<string> {
  for (;;) {
    const line = written.find((one) => one.includes(text));
    if (line) return line;
    await new Promise<void>((resolve) => (wrote = resolve));
  }
}

/** Header lines unfolded, names in lower case. */
function headersOf(source: string): Record<string, string> {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return Object.fromEntries(
    head
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}

test('a message goes out by SMTP when its transaction commits, signed, and the log names nobody', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const { jobs, mail } = openMail(smtpUrl, { domainName: 'observatory.test', keySelector: 'main', privateKey });
  await opened.db
    .transaction(async (tx) => {
      await mail.send({ to: 'lost@reader.test', subject: 'Lost', text: 'Lost' }, tx);
      throw new Error('The change was refused.');
    })
    .catch(() => undefined);
  const headers = {
    'List-Unsubscribe': '<https://observatory.test/off>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  await opened.db.transaction((tx) =>
    mail.send(
      {
        to: 'reader@reader.test',
        subject: 'Новости 消息',
        text: 'Первая строка\nالسطر الثاني',
        headers,
        replyTo: 'desk@observatory.test',
      },
      tx,
    ),
  );
  await jobs.start();
  await receivedCount(1);
  await jobs.stop();
  expect(received.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'post@observatory.test', to: ['reader@reader.test'] },
  ]);
  const got = headersOf(received[0]!.source);
  expect([got['from'], got['to'], got['reply-to'], got['list-unsubscribe-post'], got['auto-submitted']]).toEqual([
    'Observatory <post@observatory.test>',
    'reader@reader.test',
    'desk@observatory.test',
    'List-Unsubscribe=One-Click',
    'auto-generated',
  ]);
  const signature = Object.fromEntries(
    (got['dkim-signature'] ?? '')
      .split(/; */)
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const signed = (signature['h'] ?? '')
    .replaceAll(' ', '')
    .split(':')
    .map((name) => name.toLowerCase());
  expect([
    signature['d'],
    signature['s'],
    ['from', 'list-unsubscribe', 'list-unsubscribe-post'].every((name) => signed.includes(name)),
  ]).toEqual(['observatory.test', 'main', true]);
  const body = received[0]!.source.slice(received[0]!.source.indexOf('\r\n\r\n') + 4).trim();
  expect(Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n').trim()).toBe(
    'Первая строка\nالسطر الثاني',
  );
  expect(written.filter((line) => line.includes('reader.test'))).toEqual([]);
});

test('an address the server refuses for good is not tried again; a busy one is; neither is named in the log', async () => {
  const before = received.length;
  const { jobs, mail } = openMail(smtpUrl);
  await mail.send({ to: 'nobody@reader.test', subject: 'A', text: 'A' });
  await mail.send({ to: 'busy@reader.test', subject: 'B', text: 'B' });
  await jobs.start();
  await lineWith('ui.mail_address');
  await lineWith('EENVELOPE 451');
  await jobs.stop();
  const { rows } = await opened.db.execute(
    "select data->>'to' as to, state::text as state from pgboss.job where name = 'platform.mail' and state <> 'completed' order by 1",
  );
  expect([rows, received.length - before]).toEqual([
    [
      { to: 'busy@reader.test', state: 'retry' },
      { to: 'nobody@reader.test', state: 'failed' },
    ],
    0,
  ]);
  expect(written.filter((line) => line.includes('reader.test'))).toEqual([]);
});

test('what cannot be an address is a Problem at once, and header lines cannot be smuggled in', async () => {
  const { mail } = openMail(smtpUrl);
  for (const to of [
    '',
    'nobody',
    'a@b@c.test',
    'a b@c.test',
    'a@c.test, d@e.test',
    'a@c.test\r\nBcc: d@e.test',
    `${'x'.repeat(250)}@c.test`,
  ]) {
    expect([to, isMailAddress(to)]).toEqual([to, false]);
    await expect(mail.send({ to, subject: 'A', text: 'A' })).rejects.toMatchObject({
      name: 'Problem',
      code: 'ui.mail_address',
      status: 400,
    });
  }
  await expect(mail.send({ to: 'a@c.test', subject: 'A\r\nBcc: d@e.test', text: 'A' })).rejects.toThrow(
    'cannot be sent',
  );
  await expect(
    mail.send({ to: 'a@c.test', subject: 'A', text: 'A', headers: { 'X-A: b\r\nBcc': 'd@e.test' } }),
  ).rejects.toThrow('cannot be sent');
  expect(['a@c.test', 'ünï@bücher.test', "o'b+tag@localhost"].map(isMailAddress)).toEqual([true, true, true]);
});

test('without a server each message is a file in the folder', async () => {
  const own = await testDatabase();
  const jobs = createJobs({ db: own.db, log });
  const mail = createMail({ config: { smtpUrl: null, mailFrom: 'post@observatory.test', dataDir: folder }, jobs, log });
  const count = written.length;
  await mail.send({ to: 'reader@reader.test', subject: 'Hello', text: 'Plain', html: '<p>Rich</p>' });
  await jobs.start();
  while (!written.slice(count).some((line) => line.includes('mail sent')))
    await new Promise<void>((resolve) => (wrote = resolve));
  await jobs.stop();
  await own.close();
  const names = await readdir(join(folder, 'mail'));
  const source = await readFile(join(folder, 'mail', names[0]!), 'utf8');
  expect([names.length, names[0]!.endsWith('.eml'), headersOf(source)['to'], source.includes('<p>Rich</p>')]).toEqual([
    1,
    true,
    'reader@reader.test',
    true,
  ]);
});
