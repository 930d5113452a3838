// Receives a form with files: fields in memory, each file streamed to a temporary folder within limits, its type read from its bytes.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { BusboyHeaders } from '@fastify/busboy';
import { fileTypeFromFile } from 'file-type';
import { newId } from '#kernel/id.ts';
import type { UploadedFile, UploadRule } from '#kernel/page.ts';

/** Fields and files of a form; `dispose` removes the files. */
export type Upload = { form: URLSearchParams; files: UploadedFile[]; dispose(): Promise<void> };

/** An upload, or why there is none: a status and the code of its sentence; null when the sender broke off. */
export type Received =
  { ok: true; upload: Upload } | { ok: false; status: 400 | 413 | 415; code: string } | { ok: false; status: null };

/** Bytes of all fields together, and what the envelope of a part may add. */
const FIELD_BYTES = 1_000_000;
const FIELDS = 500;
const NAME_LENGTH = 150;
const PREFIX = 'upload-';
const STALE_MS = 6 * 60 * 60_000;

class Refusal extends Error {
  readonly status: 400 | 413 | 415;
  constructor(status: 400 | 413 | 415, code: string) {
    super(code);
    this.status = status;
  }
}

/** True for the media type of forms with files. */
export function isUpload(headers: IncomingMessage['headers']): boolean {
  return /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '');
}

/** Reads the whole form into the data folder; on any refusal nothing stays there. */
export async function receiveUpload(incoming: IncomingMessage, rule: UploadRule, dataDir: string): Promise<Received> {
  const most = rule.maxBytes * rule.maxFiles + FIELD_BYTES;
  if (Number(incoming.headers['content-length'] ?? 0) > most)
    return { ok: false, status: 413, code: 'ui.file_too_large' };
  const own = join(folderIn(dataDir), `${PREFIX}${newId()}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const dispose = () => rm(own, { recursive: true, force: true });
  try {
    const upload = await readParts(incoming, rule, own, most);
    for (const file of upload.files) {
      if (rule.types && !rule.types.includes(file.type)) throw new Refusal(415, 'ui.file_type');
    }
    return { ok: true, upload: { ...upload, dispose } };
  } catch (error) {
    await dispose();
    if (error instanceof Refusal) return { ok: false, status: error.status, code: error.message };
    if (incoming.destroyed && !incoming.complete) return { ok: false, status: null };
    if (isSystemError(error)) throw error;
    return { ok: false, status: 400, code: 'ui.form_type' };
  }
}

/** Removes what earlier processes left behind. */
export async function sweepUploads(dataDir: string, now = Date.now()): Promise<void> {
  const folder = folderIn(dataDir);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((found) => found.startsWith(PREFIX))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && now - found.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}

function folderIn(dataDir: string): string {
  return join(dataDir, 'tmp');
}

async function readParts(
  incoming: IncomingMessage,
  rule: UploadRule,
  folder: string,
  most: number,
): Promise<Omit<Upload, 'dispose'>> {
  const parser = new Busboy({
    headers: incoming.headers as BusboyHeaders,
    limits: {
      fields: FIELDS,
      fieldSize: FIELD_BYTES,
      fieldNameSize: 100,
      files: rule.maxFiles,
      fileSize: rule.maxBytes,
      headerPairs: 20,
    },
  });
  const form = new URLSearchParams();
  const streams: Readable[] = [];
  const writing: Promise<UploadedFile | null>[] = [];
  let fieldBytes = 0;
  let refusal: Refusal | null = null;
  const refuse = (status: 400 | 413, code: string) => {
    refusal ??= new Refusal(status, code);
  };
  parser.on('field', (name, value, nameCut, valueCut) => {
    fieldBytes += Buffer.byteLength(value);
    if (nameCut || valueCut || fieldBytes > FIELD_BYTES) refuse(413, 'ui.too_large');
    else form.append(name, value);
  });
  parser.on('fieldsLimit', () => refuse(413, 'ui.too_large'));
  parser.on('filesLimit', () => refuse(413, 'ui.too_many_files'));
  parser.on('file', (field, stream, name) => {
    // A chosen file that is too large is read to its end without being kept, so that the answer can be a sentence.
    stream.on('limit', () => refuse(413, 'ui.file_too_large'));
    const path = join(folder, String(writing.length));
    streams.push(stream);
    writing.push(keep(stream, path, field.slice(0, 100), shownName(name)));
  });
  let received = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.byteLength;
      if (refusal !== null || received > most) done(refusal ?? new Refusal(413, 'ui.file_too_large'));
      else done(null, chunk);
    },
  });
  // The request itself is not destroyed by a failure: its sender is to read the answer.
  const broken = () => void (incoming.complete || counted.destroy(new Error('The sender broke off.')));
  incoming.once('close', broken);
  incoming.pipe(counted);
  try {
    await pipeline(counted, parser);
  } catch (error) {
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(writing);
    throw refusal ?? error;
  } finally {
    incoming.off('close', broken);
    incoming.unpipe(counted);
  }
  const files = await Promise.all(writing);
  if (refusal !== null) throw refusal as Refusal;
  return { form, files: files.filter((file) => file !== null) };
}

/** Writes one file and describes it; null for a file field that was left empty. */
async function keep(stream: Readable, path: string, field: string, name: string): Promise<UploadedFile | null> {
  const hash = createHash('sha256');
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    hash.update(chunk);
  });
  await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
  if (size === 0 && name === '') return null;
  return {
    field,
    name,
    size,
    sha256: hash.digest('hex'),
    type: await sniff(path),
    bytes: async () => new Uint8Array(await readFile(path)),
    stream: () => createReadStream(path),
  };
}

/** The type by the first bytes (and, for Office files, the parts inside); text when it reads as text. */
async function sniff(path: string): Promise<string> {
  const known = await fileTypeFromFile(path);
  if (known) return known.mime;
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return readsAsText(buffer.subarray(0, bytesRead)) ? 'text/plain' : 'application/octet-stream';
  } finally {
    await handle.close();
  }
}

/** Control characters that no text has, unless it is UTF-16, which begins with its mark. */
function readsAsText(bytes: Buffer): boolean {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfeff || mark === 0xfffe) return true;
  return !bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127);
}

function shownName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .trim();
  if (plain.length <= NAME_LENGTH) return plain;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(plain)?.[0] ?? '';
  return plain.slice(0, NAME_LENGTH - ending.length) + ending;
}

function isSystemError(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    ['ENOSPC', 'EACCES', 'EROFS', 'EMFILE'].includes((error as NodeJS.ErrnoException).code ?? '')
  );
}
