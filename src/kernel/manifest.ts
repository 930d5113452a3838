// The manifest of a module: everything the house needs to know of it, so that nobody edits a central list per feature.

import type { DeliveredEvent } from './event.ts';
import type { Lang } from './locale.ts';
import type { PageRequest, PageRoute, PanelPlace, ShownPanel } from './page.ts';
import type { Ports } from './ports.ts';

/** One forward-only step of the module's own tables; `sql` is run once, in order of `id`. */
export type Migration = { id: string; sql: string };

/** A kind of thing with a text key for its name in the singular and plural (ICU `{n, plural, …}`). */
export type ThingKind = { kind: string; label: string; openData: boolean };

/** A piece of another module's page: shown where `on` is shown, in `order`. Null when it has nothing to say. */
export type Panel = {
  on: PanelPlace;
  order: number;
  /** Renders the panel for the thing with this id; null when it has nothing to say there. */
  view(request: PageRequest, id: string): Promise<ShownPanel | null>;
};

/** An address in the main menu; `label` is a text key. */
export type MenuEntry = { path: string; label: string; order: number };

/** An API route below /api/v1; schemas are Zod schemas, typed unknown so that the kernel knows no library. */
export type ApiRoute = {
  method: 'get';
  path: string;
  summary: string;
  params?: unknown;
  query?: unknown;
  answer: unknown;
  handler(input: {
    params: Record<string, string>;
    query: Record<string, string>;
    lang: Lang;
    base: string;
  }): Promise<unknown>;
};

/** A dataset that may be taken whole as open data, or not. */
export type Export = { name: string; openData: boolean; rows(): AsyncIterable<Record<string, unknown>> };

/** A background job: name prefixed with the module, run by any worker, at least once. */
export type Job = { name: string; cron?: string; run(data: Record<string, unknown>): Promise<void> };

/** What a module offers and needs. `S` is the platform's services, given when the module is opened. */
export type Manifest<S> = {
  name: string;
  /** Folder of texts/*.json as a file URL. */
  texts: URL;
  things: readonly ThingKind[];
  migrations: readonly Migration[];
  menu?: readonly MenuEntry[];
  /** Folder of first content; the seed runs again only when a file in it (or `seedVersion`) changed. */
  facts?: URL;
  seedVersion?: number;
  /** Loads or refreshes first content in one transaction; repeatable. Runs in order of the module list. */
  seed?(services: S): Promise<void>;
  /** Generated files served as hashed assets, such as the map geometry. */
  assets?(): Promise<Readonly<Record<string, { type: string; body: string }>>>;
  /** Opened once at start, ports already composed. */
  open?(services: S): Opened;
};

/** What an opened module serves. */
export type Opened = {
  offers?: Partial<Ports>;
  pages?: readonly PageRoute[];
  api?: readonly ApiRoute[];
  panels?: readonly Panel[];
  jobs?: readonly Job[];
  exports?: readonly Export[];
  /** Called at least once for each event after commit. */
  onEvent?(event: DeliveredEvent): Promise<void>;
};
