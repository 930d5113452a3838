// Tables as a backup sees them: which there are, in which order they can be filled, and copying one out or in.

import { finished } from 'node:stream/promises';
import type { Client } from '../db/client.ts';
import { DatabaseFailure } from '../db/failure.ts';

/** A table and the columns that are written (generated ones are not). */
export type Table = { name: string; columns: string[] };
/** A sequence and where it stands; null when it was never used. */
export type Sequence = { name: string; last: string | null };

const PART = 4 * 1024 * 1024;

/** A name as SQL needs it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Every table of ours, those that others refer to first; unlogged ones hold what need not last, and are left out. */
export async function listTables(client: Client): Promise<Table[]> {
  const tables = (await client<Table[]>`
    select c.relname as name,
           array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname`) as Table[];
  const references = (await client`
    select child.relname as child, parent.relname as parent
    from pg_constraint join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
    where contype = 'f' and not condeferrable and child.oid <> parent.oid and child.relnamespace = 'public'::regnamespace`) as unknown as {
    child: string;
    parent: string;
  }[];
  return inOrder(tables, references);
}

function inOrder(tables: Table[], references: { child: string; parent: string }[]): Table[] {
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ name }) => !placed.has(name) && references.every(({ child, parent }) => child !== name || placed.has(parent)),
    );
    if (next.length === 0)
      throw new DatabaseFailure(
        'The tables refer to each other in a circle and cannot be restored in any order; break the circle in a migration.',
      );
    for (const table of next) {
      ordered.push(table);
      placed.add(table.name);
    }
  }
  return ordered;
}

/** Every sequence of ours. */
export async function listSequences(client: Client): Promise<Sequence[]> {
  return (await client`select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`) as unknown as Sequence[];
}

/** The rows of a table as COPY text, in parts of about four megabytes. */
export async function* copyOut(client: Client, table: Table): AsyncGenerator<Uint8Array> {
  const stream = await client.unsafe(`copy ${target(table)} to stdout`).readable();
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parts.push(chunk);
    size += chunk.byteLength;
    if (size < PART) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}

function target(table: Table): string {
  return `public.${quoted(table.name)} (${table.columns.map(quoted).join(', ')})`;
}

/** Fills a table from COPY text; the server's own words come back when it refuses. */
export async function copyIn(client: Client, table: Table, source: AsyncIterable<Uint8Array>): Promise<void> {
  const query = client.unsafe(`copy ${target(table)} from stdin`);
  const refusal = refusalOf(query);
  const stream = await query.writable();
  const done = finished(stream);
  done.catch(() => undefined);
  for await (const chunk of source) {
    if (!stream.write(chunk))
      await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), refusal.promise, done]);
    if (refusal.error) throw refusal.error;
  }
  stream.end();
  await Promise.race([done, refusal.promise]);
}

/**
 * Hears a refusal that comes after the stream was handed out: the driver rejects the query then, which has been
 * settled already, and leaves the stream open for ever.
 */
function refusalOf(query: object): { promise: Promise<never>; error: Error | undefined } {
  const hooked = query as { reject(error: Error): void };
  const reject = hooked.reject;
  const refusal = { error: undefined as Error | undefined, promise: undefined as unknown as Promise<never> };
  refusal.promise = new Promise((_, fail) => {
    hooked.reject = (error) => {
      refusal.error = error;
      fail(error);
      reject(error);
    };
  });
  refusal.promise.catch(() => undefined);
  return refusal;
}
