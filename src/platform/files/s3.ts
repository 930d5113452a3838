// Files in an S3-compatible store: put, get, delete and list, path-style, each request signed and tried three times.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '#kernel/id.ts';
import type { FileBody, FileEntry, Files } from './types.ts';
import { assertFileKey, assertMediaType, assertPrefix, isFileKey } from './key.ts';
import { EMPTY_HASH, queryString, signedHeaders } from './signature.ts';
import type { Signer } from './signature.ts';

/** Where the store is and who asks; `endpoint` is an address such as `https://s3.example.org`. */
export type S3Settings = Signer & { endpoint: string; bucket: string };

type Sent = { size: number; hash: string; open(): Readable };
type Call = {
  method: 'GET' | 'PUT' | 'DELETE';
  key?: string;
  query?: Record<string, string>;
  type?: string;
  body?: Sent;
};

const ATTEMPTS = 3;
const QUIET_MS = 30_000;

/** Opens a bucket; `spool` is a local folder where streams of unknown length wait until they are whole. */
export function s3Files(settings: S3Settings, spool: string): Files {
  return {
    async put(key, body, type) {
      assertFileKey(key);
      assertMediaType(type);
      if (body instanceof Uint8Array) return putSent(settings, key, type, bytesToSend(body));
      const path = join(spool, `${newId()}.part`);
      try {
        await mkdir(spool, { recursive: true });
        await putSent(settings, key, type, await spoolToSend(path, body));
      } finally {
        await rm(path, { force: true });
      }
    },
    async get(key) {
      if (!isFileKey(key)) return null;
      const answer = await call(settings, { method: 'GET', key });
      if (answer.statusCode === 404) return drained(answer, null);
      if (answer.statusCode !== 200) throw await failure(answer);
      return {
        stream: Readable.toWeb(answer) as ReadableStream<Uint8Array>,
        size: Number(answer.headers['content-length']),
        type: answer.headers['content-type'] ?? 'application/octet-stream',
      };
    },
    async remove(key) {
      assertFileKey(key);
      const answer = await call(settings, { method: 'DELETE', key });
      if (![200, 204, 404].includes(answer.statusCode ?? 0)) throw await failure(answer);
      await drained(answer, null);
    },
    list(prefix) {
      assertPrefix(prefix);
      return listAll(settings, prefix);
    },
  };
}

async function putSent(settings: S3Settings, key: string, type: string, body: Sent): Promise<void> {
  const answer = await call(settings, { method: 'PUT', key, type, body });
  if (answer.statusCode !== 200) throw await failure(answer);
  await drained(answer, null);
}

function bytesToSend(bytes: Uint8Array): Sent {
  return {
    size: bytes.byteLength,
    hash: createHash('sha256').update(bytes).digest('hex'),
    open: () => Readable.from([bytes]),
  };
}

async function spoolToSend(path: string, body: Exclude<FileBody, Uint8Array>): Promise<Sent> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      size += chunk.byteLength;
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { size, hash: hash.digest('hex'), open: () => createReadStream(path) };
}

async function* listAll(settings: S3Settings, prefix: string): AsyncGenerator<FileEntry> {
  let token: string | undefined;
  do {
    const query = { 'list-type': '2', prefix, ...(token === undefined ? {} : { 'continuation-token': token }) };
    const answer = await call(settings, { method: 'GET', query });
    if (answer.statusCode !== 200) throw await failure(answer);
    const xml = await textOf(answer);
    for (const [, entry = ''] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      yield { key: element(entry, 'Key') ?? '', size: Number(element(entry, 'Size')) };
    }
    token = element(xml, 'NextContinuationToken');
  } while (token !== undefined);
}

/** Sends a request; tries again when the store cannot be reached or says that it is busy. */
async function call(settings: S3Settings, asked: Call): Promise<IncomingMessage> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await once(settings, asked);
      if ((answer.statusCode ?? 0) < 500 || attempt === ATTEMPTS) return answer;
      answer.resume();
    } catch (error) {
      if (attempt === ATTEMPTS)
        throw new Error(`The file store ${settings.endpoint} cannot be reached.`, { cause: error });
    }
    await wait(100 * 4 ** (attempt - 1));
  }
}

function once(settings: S3Settings, asked: Call): Promise<IncomingMessage> {
  const base = new URL(settings.endpoint);
  const query = asked.query ?? {};
  const path = `${base.pathname.replace(/\/$/, '')}/${settings.bucket}${asked.key === undefined ? '' : `/${asked.key}`}`;
  const headers = signedHeaders(
    {
      method: asked.method,
      host: base.host,
      path,
      query,
      headers: asked.type === undefined ? {} : { 'content-type': asked.type },
      bodyHash: asked.body?.hash ?? EMPTY_HASH,
    },
    settings,
    new Date(),
  );
  if (asked.body) headers['content-length'] = String(asked.body.size);
  const send = base.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const address = new URL(`${base.origin}${path}${asked.query ? `?${queryString(query)}` : ''}`);
    const request = send(address, { method: asked.method, headers, timeout: QUIET_MS });
    request.on('timeout', () => request.destroy(new Error('The file store did not answer in time.')));
    request.on('response', resolve);
    request.on('error', reject);
    // The request's own error already tells what went wrong with the body.
    if (asked.body) pipeline(asked.body.open(), request).catch(reject);
    else request.end();
  });
}

async function drained<T>(answer: IncomingMessage, value: T): Promise<T> {
  await textOf(answer);
  return value;
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function failure(answer: IncomingMessage): Promise<Error> {
  const code = element(await textOf(answer), 'Code') ?? 'no reason given';
  return new Error(`The file store answered ${answer.statusCode}: ${code}.`);
}

function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text?.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_all, entity: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[entity] ?? '',
  );
}
