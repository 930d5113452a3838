// Tests of forms with files over real sockets: what arrives, what is refused, and that nothing stays behind.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryDataFolder } from '../db/temporary-folder.ts';
import type { FetchInfo, HttpServer } from './index.ts';
import { sweepUploads } from './index.ts';
import { readAnswers, startTestServer } from './testing.ts';

const dataDir = temporaryDataFolder('upload');
const folder = join(dataDir, 'tmp');
let server: HttpServer;
let seen: unknown[] = [];

async function site(_request: Request, info: FetchInfo): Promise<Response> {
  const files = [];
  for (const file of info.upload?.files ?? []) {
    const { bytes, stream, ...rest } = file;
    let streamed = 0;
    for await (const chunk of stream()) streamed += chunk.byteLength;
    files.push({
      ...rest,
      start: Buffer.from(await bytes())
        .toString('latin1')
        .slice(0, 12),
      streamed,
    });
  }
  seen.push({ fields: [...(info.upload?.form ?? [])], files, there: readdirSync(folder).length });
  return new Response('taken');
}

beforeAll(async () => {
  server = await startTestServer({
    config: { port: 0, host: '127.0.0.1', trustProxy: false, baseUrl: 'http://localhost:4040', dataDir },
    fetch: site,
    errorPage: (status, _lang, code) => `${status} ${code ?? ''}`,
    limits: { body: 10_000 },
    uploadAt: (pathname) => {
      const barred = pathname === '/en/members';
      if (pathname !== '/en/files' && pathname !== '/en/tables' && !barred) return undefined;
      return {
        rule: {
          maxBytes: 200_000,
          maxFiles: 2,
          types: pathname === '/en/tables' ? ['text/plain', 'application/zip'] : null,
        },
        admit: async () => (barred ? new Response('sign in', { status: 403 }) : null),
      };
    },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

type Part = { name: string; file?: string; body: string | Buffer; type?: string };

function formOf(parts: Part[], close = true): Buffer {
  const pieces = parts.map(({ name, file, body, type = 'text/csv' }) =>
    Buffer.concat([
      Buffer.from(
        `--cut\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n` +
          `${file === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
      ),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]),
  );
  return Buffer.concat([...pieces, Buffer.from(close ? '--cut--\r\n' : '')]);
}

async function send(path: string, body: Buffer, length: number | null = body.length): Promise<[number, string]> {
  seen = [];
  const socket = connect(server.port, '127.0.0.1', () => {
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:4040\r\nContent-Type: multipart/form-data; boundary=cut\r\n` +
        (length === null ? 'Transfer-Encoding: chunked\r\n\r\n' : `Content-Length: ${length}\r\n\r\n`),
    );
    if (length === null)
      socket.write(Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]));
    else socket.write(body);
  });
  socket.on('error', () => undefined);
  const [answer] = await readAnswers(socket, 1);
  return [answer!.status, answer!.text];
}

const left = () => (existsSync(folder) ? readdirSync(folder) : []);

test('fields and files arrive, with size, hash and the type their bytes have; nothing stays after the answer', async () => {
  const csv = 'place;2019\nX;5\n';
  const zip = Buffer.from(zipSync({ 'a.txt': new Uint8Array(10) }));
  const answer = await send(
    '/en/files',
    formOf([
      { name: 'title', body: 'Été 中文' },
      { name: 'table', file: '../../etc/\u202egpj.été.csv', body: csv, type: 'image/png' },
      { name: 'other', file: 'b.csv', body: zip },
    ]),
  );
  const sha256 = (body: string | Buffer) => createHash('sha256').update(body).digest('hex');
  expect(answer).toEqual([200, 'taken']);
  expect(seen).toEqual([
    {
      fields: [['title', 'Été 中文']],
      there: 1,
      files: [
        {
          field: 'table',
          name: 'gpj.été.csv',
          size: csv.length,
          sha256: sha256(csv),
          type: 'text/plain',
          start: csv.slice(0, 12),
          streamed: csv.length,
        },
        {
          field: 'other',
          name: 'b.csv',
          size: zip.length,
          sha256: sha256(zip),
          type: 'application/zip',
          start: zip.toString('latin1').slice(0, 12),
          streamed: zip.length,
        },
      ],
    },
  ]);
  expect(left()).toEqual([]);
});

test('a file field that was left empty is no file', async () => {
  expect(await send('/en/files', formOf([{ name: 'table', file: '', body: '' }]))).toEqual([200, 'taken']);
  expect(seen).toEqual([{ fields: [], files: [], there: 1 }]);
});

const big = 'x'.repeat(200_001);
const program = Buffer.from('7f454c46020101000000000000000000', 'hex');
test.each<[string, string, Buffer, number | null | undefined, [number, string]]>([
  [
    'a file over the limit',
    '/en/files',
    formOf([{ name: 'a', file: 'a.csv', body: big }]),
    undefined,
    [413, '413 ui.file_too_large'],
  ],
  [
    'a declared length over the limit',
    '/en/files',
    formOf([{ name: 'a', file: 'a', body: 'x' }]),
    9_000_000,
    [413, '413 ui.file_too_large'],
  ],
  [
    'a length nobody declared',
    '/en/files',
    formOf([{ name: 'a', file: 'a', body: 'y'.repeat(900_000) }]),
    null,
    [413, '413 ui.file_too_large'],
  ],
  [
    'three files where two are taken',
    '/en/files',
    formOf(['a', 'b', 'c'].map((name) => ({ name, file: name, body: 'x' }))),
    undefined,
    [413, '413 ui.too_many_files'],
  ],
  [
    'fields of more than a megabyte',
    '/en/files',
    formOf([
      { name: 'a', body: 'x'.repeat(600_000) },
      { name: 'b', body: 'x'.repeat(600_000) },
    ]),
    undefined,
    [413, '413 ui.too_large'],
  ],
  [
    'a program that calls itself a table',
    '/en/tables',
    formOf([{ name: 'a', file: 'a.csv', body: program }]),
    undefined,
    [415, '415 ui.file_type'],
  ],
  [
    'a form that ends in the middle',
    '/en/files',
    formOf([{ name: 'a', file: 'a', body: 'x' }], false),
    undefined,
    [400, '400 ui.form_type'],
  ],
  ['nothing of a form at all', '/en/files', Buffer.from('hello'), undefined, [400, '400 ui.form_type']],
  [
    'files where none are taken',
    '/en/other',
    formOf([{ name: 'a', file: 'a', body: 'x'.repeat(20_000) }]),
    undefined,
    [413, '413 '],
  ],
])('%s: refused with its sentence, the site not asked, nothing left', async (_what, path, body, length, expected) => {
  expect(await send(path, body, length)).toEqual(expected);
  expect([seen, left()]).toEqual([[], []]);
});

test('who may not send is told before anything is read', async () => {
  expect(await send('/en/members', formOf([{ name: 'a', file: 'a', body: 'x' }], false), 150_000)).toEqual([
    403,
    'sign in',
  ]);
  expect([seen, left()]).toEqual([[], []]);
});

test('what a killed process left is swept, what another is receiving stays', async () => {
  for (const name of ['upload-old', 'upload-new', 'other']) mkdirSync(join(folder, name), { recursive: true });
  const long = new Date(Date.now() - 7 * 60 * 60_000);
  for (const name of ['upload-old', 'other']) utimesSync(join(folder, name), long, long);
  await sweepUploads(dataDir);
  expect(left().sort()).toEqual(['other', 'upload-new']);
});
