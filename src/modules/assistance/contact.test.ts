// The contact form on the running site: what is kept and mailed, what is refused, and that nothing written is lost.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createClient, parseConnection } from '#platform/db/client.ts';
import type { Client } from '#platform/db/client.ts';
import { openConnection } from '#platform/db/index.ts';
import { startObservatory } from '../../app/start.ts';
import { openTestObservatory } from '../../../test/site/observatory.ts';
import type { TestObservatory } from '../../../test/site/observatory.ts';
import { deleteOldMessages, RECEIPT } from './actions.ts';
import { listMessages } from './index.ts';
import { readMessage } from './input.ts';
import { deletionLine, MESSAGES_BY_ADDRESS } from './rules.ts';

let site: TestObservatory;
let client: Client;
beforeAll(async () => {
  site = await openTestObservatory({ OPERATOR_EMAIL: 'operator@example.org' });
  client = createClient(parseConnection(site.databaseUrl));
});
beforeEach(() => client`delete from assistance_message`.then(() => undefined));
afterAll(async () => {
  await client.end();
  await site.close();
});

const GOOD = {
  topic: 'correction',
  message: 'The date of the law on page X is wrong.',
  name: 'Ana',
  email: 'ana@example.org',
  website: '',
};

function post(fields: Record<string, string>, lang = 'en', base = site.base): Promise<Response> {
  return fetch(`${base}/${lang}/contact`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: base },
    body: new URLSearchParams(fields),
  });
}

test('a good message is kept once, queued to the operator, and answered with a receipt', async () => {
  const response = await post(GOOD, 'fr');
  expect(response.status).toBe(303);
  const location = response.headers.get('location')!;
  const receipt = location.split('/').at(-1)!;
  expect(location).toBe(`/fr/contact/sent/${receipt}`);
  expect(receipt).toMatch(RECEIPT);
  const rows = await client`select receipt, lang, topic, name, email, message from assistance_message`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    {
      receipt,
      lang: 'fr',
      topic: 'correction',
      name: 'Ana',
      email: 'ana@example.org',
      message: 'The date of the law on page X is wrong.',
    },
  ]);
  const queued = await client<
    { data: Record<string, string> }[]
  >`select data from pgboss.job where name = 'platform.mail' and data->>'subject' like ${`%${receipt}%`}`;
  expect(queued.map(({ data }) => [data.to, data.replyTo, data.subject])).toEqual([
    ['operator@example.org', 'ana@example.org', `Message ${receipt}: A correction to something published here`],
  ]);
  expect(queued[0]!.data.text).toContain('The date of the law on page X is wrong.');
  const page = await (await fetch(`${site.base}${location}`)).text();
  expect(page).toContain(`<strong dir="ltr">${receipt}</strong>`);
});

test('no network address is kept with a message', async () => {
  await post(GOOD);
  const columns =
    await client`select column_name as name from information_schema.columns where table_name = 'assistance_message' order by 1`;
  expect(columns.map(({ name }) => name as string)).toEqual([
    'email',
    'id',
    'lang',
    'message',
    'name',
    'receipt',
    'received_at',
    'topic',
  ]);
});

test('mistakes are said beside the field and in a summary, and nothing is lost or kept', async () => {
  const response = await post({
    topic: '',
    message: 'short',
    name: 'A'.repeat(121),
    email: 'not an address',
    website: '',
  });
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(
    [...html.matchAll(/<p class="error" id="contact-(\w+)-error">([^<]+)</g)].map(([, field, text]) => [field, text]),
  ).toEqual([
    ['topic', 'Please choose what your message is about.'],
    ['message', 'Please write at least 10 characters.'],
    ['name', 'Please use at most 120 characters.'],
    ['email', 'Please give an e-mail address such as name@example.org.'],
  ]);
  expect([...html.matchAll(/<li><a href="#contact-(\w+)">/g)].map(([, field]) => field)).toEqual([
    'topic',
    'message',
    'name',
    'email',
  ]);
  expect(html).toContain('value="not an address"');
  expect(html).toContain('>short</textarea>');
  expect(await client`select 1 from assistance_message`.then((rows) => rows.length)).toBe(0);
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'long-title': 'off', 'doctype-style': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off' },
  });
  const report = await validator.validateString(html);
  expect(
    report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId} ${message}`)),
  ).toEqual([]);
});

test('a filled trap is refused with a sentence and an emptied trap, the rest kept', async () => {
  const response = await post({ ...GOOD, website: 'http://spam.example' });
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toContain('A hidden field of the form was filled in');
  expect(html).not.toContain('spam.example');
  expect(html).toContain('The date of the law on page X is wrong.');
  expect(await client`select 1 from assistance_message`.then((rows) => rows.length)).toBe(0);
});

test('markup in a message is text everywhere', async () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const html = await (await post({ ...GOOD, message: evil, name: evil, email: evil })).text();
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('<img src=x');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect((await post({ ...GOOD, message: evil })).status).toBe(303);
  expect((await fetch(`${site.base}/en/contact/sent/${encodeURIComponent('<b>0000')}`)).status).toBe(404);
});

test('control characters neither break the database nor a mail header', () => {
  const read = readMessage(
    new URLSearchParams({ ...GOOD, name: 'Ana\r\nBcc: all@example.org', message: 'One\u0000 line\r\nand another' }),
  );
  expect(read).toEqual({
    draft: {
      topic: 'correction',
      email: 'ana@example.org',
      name: 'Ana Bcc: all@example.org',
      text: 'One line\nand another',
    },
  });
  const broken = readMessage(new URLSearchParams({ ...GOOD, email: 'ana@example.org\r\nBcc: all@example.org' }));
  expect(broken).toEqual({ errors: { email: { key: 'ui.form.error.email' } } });
});

test('addresses in every script are taken, and those mail could not carry are not', () => {
  const taken = (email: string) => 'draft' in readMessage(new URLSearchParams({ ...GOOD, email }));
  expect(['', 'a@b.org', '李@例子.中国', 'a.b+c@sub.example.org'].map(taken)).toEqual([true, true, true, true]);
  expect(['a', 'a@b', 'a b@c.org', 'a@b..org', '<a@b.org>', `${'a'.repeat(65)}@b.org`].map(taken)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test('a form from another site is refused', async () => {
  const response = await fetch(`${site.base}/en/contact`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams(GOOD),
  });
  expect(response.status).toBe(403);
  expect(await client`select 1 from assistance_message`.then((rows) => rows.length)).toBe(0);
});

test('too many messages from one address are refused on every node, and what was written stays in the form', async () => {
  const own = await openTestObservatory();
  try {
    const other = await own.join();
    const statuses: number[] = [];
    for (let sent = 0; sent < MESSAGES_BY_ADDRESS.most; sent += 1)
      statuses.push((await post(GOOD, 'en', (sent % 2 === 0 ? own : other).base)).status);
    expect(new Set(statuses)).toEqual(new Set([303]));
    const refused = await post(GOOD, 'en', other.base);
    const html = await refused.text();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(590);
    expect(refused.headers.get('ratelimit-policy')).toBe('"assistance.message";q=20;w=600');
    expect(html).toContain('please send it again in 10 minutes');
    expect(html).toContain('The date of the law on page X is wrong.');
  } finally {
    await own.close();
  }
});

test('messages are deleted after ninety days, and the operator lists those left', async () => {
  const db = openConnection(parseConnection(site.databaseUrl));
  try {
    const now = new Date('2026-11-24T12:00:00Z');
    expect(deletionLine(now)).toEqual(new Date('2026-08-26T12:00:00Z'));
    for (const [receipt, at] of [
      ['OLD', '2026-08-26T11:59:59Z'],
      ['KEPT', '2026-08-26T12:00:00Z'],
      ['NEW', '2026-11-24T11:00:00Z'],
    ] as const) {
      await client`insert into assistance_message (id, receipt, received_at, lang, topic, message) values (gen_random_uuid(), ${receipt}, ${at}, 'en', 'other', 'Hello there, all')`;
    }
    expect(await deleteOldMessages({ db, now: () => now })).toBe(1);
    expect((await listMessages(db)).map(({ receipt, text, email }) => [receipt, text, email])).toEqual([
      ['NEW', 'Hello there, all', null],
      ['KEPT', 'Hello there, all', null],
    ]);
  } finally {
    await db.close();
  }
});

test('without a mail server the message becomes a file for the operator', async () => {
  const location = (await post({ ...GOOD, name: '', email: '' })).headers.get('location')!;
  const receipt = location.split('/').at(-1)!;
  const worker = await startObservatory(site.config, { web: false, jobs: true });
  try {
    const folder = join(site.config.dataDir, 'mail');
    const mail = await vi.waitFor(
      async () => {
        const mails = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
        return (
          mails.find((text) => text.includes(`Message ${receipt}`)) ?? Promise.reject(new Error('not yet written'))
        );
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(mail).toContain('To: operator@example.org');
    expect(mail).toContain(`Receipt: ${receipt}`);
    expect(mail).not.toContain('Reply-To:');
  } finally {
    await worker.close();
  }
});
