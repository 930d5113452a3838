// Tests of the file stores: the same promises in a local folder and in an S3 store that checks every signature itself.

import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFiles } from './files.ts';
import type { Files } from './files.ts';
import { isFileKey } from './files/key.ts';

const REGION = 'eu-test-1';
const ACCESS = 'AKTEST';
const SECRET = 'a/secret+of-the-test';

/** A store as S3 would be: keeps objects in memory, lists two at a time, refuses wrong signatures. */
function startStore() {
  const objects = new Map<string, { body: Buffer; type: string }>();
  const refused: string[] = [];
  let busy = 0;
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://store');
    if (busy > 0) {
      busy -= 1;
      return void response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    }
    if (!isSigned(request, url, body)) {
      refused.push(url.pathname);
      return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    }
    const key = url.pathname.replace(/^\/bucket\/?/, '');
    if (request.method === 'PUT') {
      objects.set(key, { body, type: request.headers['content-type'] ?? '' });
      return void response.writeHead(200).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void response.writeHead(204).end();
    }
    if (key === '') return void response.writeHead(200).end(listing(url.searchParams));
    const found = objects.get(key);
    if (!found) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(200, { 'content-type': found.type, 'content-length': found.body.length }).end(found.body);
  }
  function listing(query: URLSearchParams): string {
    const after = query.get('continuation-token') ?? '';
    const keys = [...objects.keys()].sort().filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after);
    const page = keys.slice(0, 2);
    const entries = page
      .map((key) => `<Contents><Key>${key}</Key><Size>${objects.get(key)!.body.length}</Size></Contents>`)
      .join('');
    const next = keys.length > 2 ? `<NextContinuationToken>${page[1]}</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult>${entries}${next}</ListBucketResult>`;
  }
  return { server, refused, beBusy: (times: number) => (busy = times) };
}

/** Computes the signature from what arrived on the wire, sharing no line with the client. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!match) return false;
  const [accessKey, date, region, ,] = match[1]!.split('/');
  const hash = createHash('sha256').update(body).digest('hex');
  if (request.headers['x-amz-content-sha256'] !== hash) return false;
  const signed = match[2]!.split(';');
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return false;
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  let canonical = `${request.method}\n${url.pathname}\n${query}\n`;
  for (const name of signed) canonical += `${name}:${String(request.headers[name])}\n`;
  canonical += `\n${match[2]}\n${hash}`;
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = mac(mac(mac(mac(`AWS4${SECRET}`, date!), region!), 's3'), 'aws4_request');
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${String(request.headers['x-amz-date'])}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`;
  return accessKey === ACCESS && region === REGION && mac(key, text).toString('hex') === match[3];
}

async function bytesOf(files: Files, key: string): Promise<{ text: string; size: number; type: string } | null> {
  const file = await files.get(key);
  return file && { text: await new Response(file.stream).text(), size: file.size, type: file.type };
}

async function keysOf(files: Files, prefix: string): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for await (const entry of files.list(prefix)) found.push([entry.key, entry.size]);
  return found.sort();
}

async function* inPieces(...pieces: string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

const store = startStore();
let folder = '';
const opened: Record<string, Files> = {};
let endpoint = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  await new Promise<void>((resolve) => store.server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(store.server.address() as AddressInfo).port}`;
  opened['a local folder'] = createFiles({ dataDir: folder, s3: null });
  opened['an S3 store'] = createFiles({
    dataDir: folder,
    s3: { endpoint, bucket: 'bucket', region: REGION, accessKey: ACCESS, secretKey: SECRET },
  });
});
afterAll(async () => {
  await new Promise((resolve) => store.server.close(resolve));
  await rm(folder, { recursive: true });
});

describe.each(['a local folder', 'an S3 store'])('%s', (name) => {
  test('gives back what was put, whole and with its type', async () => {
    const files = opened[name]!;
    await files.put('library/report.pdf', Buffer.from('first'), 'application/pdf');
    expect(await bytesOf(files, 'library/report.pdf')).toEqual({ text: 'first', size: 5, type: 'application/pdf' });
    await files.put('library/report.pdf', inPieces('sec', 'ond', ' one'), 'text/plain; charset=utf-8');
    expect(await bytesOf(files, 'library/report.pdf')).toEqual({
      text: 'second one',
      size: 10,
      type: 'text/plain; charset=utf-8',
    });
    await files.put('library/report.pdf', new Blob(['third']).stream(), 'application/pdf');
    expect(await bytesOf(files, 'library/report.pdf')).toEqual({ text: 'third', size: 5, type: 'application/pdf' });
    await files.put('library/empty', new Uint8Array(), 'text/plain');
    expect(await bytesOf(files, 'library/empty')).toEqual({ text: '', size: 0, type: 'text/plain' });
  });

  test('lists by prefix, over several pages, keys inside keys included', async () => {
    const files = opened[name]!;
    for (const key of ['list/a', 'list/a/b', 'list/a.c', 'list/d', 'listed'])
      await files.put(key, Buffer.from(key), 'text/plain');
    expect(await keysOf(files, 'list/')).toEqual([
      ['list/a', 6],
      ['list/a.c', 8],
      ['list/a/b', 8],
      ['list/d', 6],
    ]);
    expect(await keysOf(files, 'list/a')).toEqual([
      ['list/a', 6],
      ['list/a.c', 8],
      ['list/a/b', 8],
    ]);
    expect(await keysOf(files, 'nothing')).toEqual([]);
  });

  test('removes one key and nothing else', async () => {
    const files = opened[name]!;
    await files.put('gone/a', Buffer.from('a'), 'text/plain');
    await files.put('gone/a/b', Buffer.from('b'), 'text/plain');
    await files.remove('gone/a');
    await files.remove('gone/never');
    expect([await bytesOf(files, 'gone/a'), (await bytesOf(files, 'gone/a/b'))?.text]).toEqual([null, 'b']);
  });

  test('keeps the old file when the new one breaks off', async () => {
    const files = opened[name]!;
    await files.put('kept', Buffer.from('old'), 'text/plain');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('new and');
      throw new Error('The line broke.');
    }
    await expect(files.put('kept', broken(), 'text/plain')).rejects.toThrow('The line broke.');
    expect((await bytesOf(files, 'kept'))?.text).toBe('old');
  });

  test('refuses keys that would leave the store', async () => {
    const files = opened[name]!;
    for (const key of [
      '../secret',
      '/etc/passwd',
      'a//b',
      'a/../../b',
      'A',
      '.hidden',
      'a/.b',
      '',
      'a\0',
      'a\\b',
      '+a',
      'a.',
      'x'.repeat(501),
    ]) {
      expect([key, isFileKey(key), await files.get(key)]).toEqual([key, false, null]);
      await expect(files.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('A file key has');
      await expect(files.remove(key)).rejects.toThrow('A file key has');
    }
    await expect(files.put('a', Buffer.from('x'), 'nonsense')).rejects.toThrow('A file needs a media type');
  });
});

test('nothing unfinished stays behind in the folders', async () => {
  const names = await readdir(folder, { recursive: true });
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a busy store is asked again, a wrong secret is told as it is, an absent store is a sentence', async () => {
  store.beBusy(2);
  await opened['an S3 store']!.put('again', Buffer.from('again'), 'text/plain');
  expect((await bytesOf(opened['an S3 store']!, 'again'))?.text).toBe('again');
  expect(store.refused).toEqual([]);
  const wrong = createFiles({
    dataDir: folder,
    s3: { endpoint, bucket: 'bucket', region: REGION, accessKey: ACCESS, secretKey: 'other' },
  });
  await expect(wrong.get('again')).rejects.toThrow('The file store answered 403: SignatureDoesNotMatch.');
  const absent = createFiles({
    dataDir: folder,
    s3: { endpoint: 'http://127.0.0.1:9', bucket: 'b', region: REGION, accessKey: ACCESS, secretKey: SECRET },
  });
  await expect(absent.get('again')).rejects.toThrow('The file store http://127.0.0.1:9 cannot be reached.');
});
