// The archive's container: a tar of named entries inside zstd, ending in an entry that holds the checksum of all before it.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { DatabaseFailure } from '../db/failure.ts';

/** A named piece of an archive. */
export type Entry = { name: string; size: number; body: Iterable<Uint8Array> | AsyncIterable<Uint8Array> };

const BLOCK = 512;
const END = 'end.json';
/** A frame that unpackers skip; the last bytes of every archive, so that one cut by a single byte is noticed. */
const FOOTER = Buffer.concat([Buffer.from('502a4d1808000000', 'hex'), Buffer.from('archived')]);

/** An entry from bytes at hand. */
export function entryOf(name: string, bytes: Uint8Array | string): Entry {
  const body = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return { name, size: body.byteLength, body: [body] };
}

/** Writes all entries to `path`, flushed to disk and there whole or not at all; answers the bytes of the file. */
export async function writeContainer(path: string, entries: AsyncIterable<Entry>): Promise<number> {
  const partial = `${path}.part`;
  try {
    const output = createWriteStream(partial, { mode: 0o600 });
    await pipeline(
      Readable.from(pack(entries), { objectMode: false, highWaterMark: 1 << 20 }),
      createZstdCompress(),
      finish,
      output,
    );
    const handle = await open(partial, 'r+');
    await handle.sync();
    await handle.close();
    await rename(partial, path);
    return output.bytesWritten;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function* finish(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* packed;
  yield FOOTER;
}

async function* pack(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  let count = 0;
  const told = (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.byteLength;
    return chunk;
  };
  for await (const entry of entries) {
    yield told(headerOf(entry.name, entry.size));
    let written = 0;
    for await (const chunk of entry.body) {
      written += chunk.byteLength;
      yield told(chunk);
    }
    if (written !== entry.size)
      throw new DatabaseFailure(`The piece ${entry.name} changed while it was read; make the backup again.`);
    yield told(Buffer.alloc(paddingOf(entry.size)));
    count += 1;
  }
  const end = Buffer.from(JSON.stringify({ entries: count, bytes, sha256: hash.digest('hex') }));
  yield headerOf(END, end.byteLength);
  yield end;
  yield Buffer.alloc(paddingOf(end.byteLength) + 2 * BLOCK);
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write('0000600\0' + '0000000\0'.repeat(2), 100);
  header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  header.write('00000000000 ', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

/** Reads the entries of an archive in order; each body must be read before the next entry. Fails at the end when anything was altered or is missing. */
export async function* readContainer(path: string): AsyncGenerator<Entry> {
  await checkFooter(path);
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  const plain = createZstdDecompress();
  const flowing = pipeline(source, plain).catch(() => undefined);
  try {
    yield* unpack(path, plain);
  } finally {
    source.destroy();
    plain.destroy();
    await flowing;
  }
}

async function checkFooter(path: string): Promise<void> {
  const last = Buffer.alloc(FOOTER.byteLength);
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      await handle.read(last, 0, last.byteLength, Math.max(0, size - last.byteLength));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new DatabaseFailure(`The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (!last.equals(FOOTER)) throw damaged(path, 'its end is missing');
}

/** The sentence for an archive that must not be used. */
export function damaged(path: string, why: string): DatabaseFailure {
  return new DatabaseFailure(
    `The archive ${path} is damaged or is not a backup of the observatory: ${why}. Nothing was changed.`,
  );
}

async function* unpack(path: string, source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const bytes = createByteReader(path, source);
  const hash = createHash('sha256');
  let total = 0;
  let count = 0;
  const told = (chunk: Buffer) => {
    hash.update(chunk);
    total += chunk.byteLength;
    return chunk;
  };
  for (;;) {
    const header = await bytes.exactly(BLOCK);
    if (!header) throw damaged(path, 'its end is missing');
    if (Number.parseInt(header.toString('latin1', 148, 154), 8) !== checksumOf(header))
      throw damaged(path, 'a part of it was altered');
    const name = header.toString('utf8', 0, header.indexOf(0));
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    if (name === END) {
      const end = await bytes.exactly(size);
      if (!end) throw damaged(path, 'its end is missing');
      if (end.toString() !== JSON.stringify({ entries: count, bytes: total, sha256: hash.digest('hex') }))
        throw damaged(path, 'its checksum does not agree');
      if (!(await bytes.exactly(paddingOf(size) + 2 * BLOCK))) throw damaged(path, 'its end is missing');
      if (await bytes.some(1)) throw damaged(path, 'something was added to it');
      return;
    }
    told(header);
    let left = size;
    yield {
      name,
      size,
      body: (async function* () {
        while (left > 0) {
          const chunk = await bytes.some(left);
          if (!chunk) throw damaged(path, 'its end is missing');
          left -= chunk.byteLength;
          yield told(chunk);
        }
      })(),
    };
    while (left > 0) {
      const chunk = await bytes.some(left);
      if (!chunk) throw damaged(path, 'its end is missing');
      left -= chunk.byteLength;
      told(chunk);
    }
    const padding = paddingOf(size);
    if (padding > 0) {
      const filler = await bytes.exactly(padding);
      if (!filler) throw damaged(path, 'its end is missing');
      told(filler);
    }
    count += 1;
  }
}

type ByteReader = { some(limit: number): Promise<Buffer | null>; exactly(size: number): Promise<Buffer | null> };

function createByteReader(path: string, source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  async function some(limit: number): Promise<Buffer | null> {
    while (rest.byteLength === 0) {
      const next = await chunks.next().catch((error: NodeJS.ErrnoException) => {
        if (error.syscall) throw new DatabaseFailure(`The file ${path} cannot be read (${error.code}).`);
        throw damaged(path, 'it cannot be unpacked');
      });
      if (next.done) return null;
      rest = next.value;
    }
    const taken = rest.subarray(0, limit);
    rest = rest.subarray(taken.byteLength);
    return taken;
  }
  return {
    some,
    async exactly(size) {
      const parts: Buffer[] = [];
      for (let left = size; left > 0;) {
        const part = await some(left);
        if (!part) return null;
        parts.push(part);
        left -= part.byteLength;
      }
      return Buffer.concat(parts);
    },
  };
}
