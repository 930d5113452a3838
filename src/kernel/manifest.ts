// The manifest of a module: everything the house needs to know of it, so that nobody edits a central list per feature.

import type { DeliveredEvent } from './event.ts';
import type { Lang } from './locale.ts';
import type { Access, PageRequest, PageRoute, PanelPlace, RateLimit, ShownPanel, Viewer } from './page.ts';
import type { Ports } from './ports.ts';
import type { ErasedElsewhere, PersonalData, Reviewer, Steward } from './stewardship.ts';

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
  access: Access;
  /** Counted before the handler: by person when signed in, else by network address. */
  limit?: RateLimit;
  handler(input: {
    params: Record<string, string>;
    query: Record<string, string>;
    lang: Lang;
    base: string;
    viewer: Viewer;
  }): Promise<unknown>;
};

/** A command of a module that needs the database, `npm run observatory -- <name> …`, as it stands in the help. */
export type CommandName = { name: string; arguments: string; summary: string };
/** What a command does: words after its name in, lines out; answers the exit code (0 done, 1 failed, 2 not understood). */
export type CommandRun = (
  words: readonly string[],
  io: { out(line: string): void; err(line: string): void },
) => Promise<number>;

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
  commands?: readonly CommandName[];
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
  /** What the commands named in the manifest do. */
  commands?: Readonly<Record<string, CommandRun>>;
  /** What moderation may do with the module's things. */
  stewards?: readonly Steward[];
  /** Kinds of submissions the module puts into the review queue. */
  reviewers?: readonly Reviewer[];
  /** What the module holds of a person. */
  personal?: PersonalData;
  /** Removes what the module holds about a thing of another module that is being erased. */
  erased?: ErasedElsewhere;
  /** Called at least once for each event after commit. */
  onEvent?(event: DeliveredEvent): Promise<void>;
};
