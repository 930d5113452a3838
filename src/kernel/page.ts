// A page as modules write it: a request that is already understood, and an answer that the site dresses in the shell.

import type { Lang } from './locale.ts';

export const THEMES = ['standard', 'green', 'bw', 'dark'] as const;
/** A colour theme. */
export type Theme = (typeof THEMES)[number];
export const SIZES = ['s', 'm', 'l', 'xl'] as const;
/** A text size; `m` is the start. */
export type Size = (typeof SIZES)[number];

/** How the reader wants pages to look; kept in one cookie, rendered on the server. */
export type Display = { theme: Theme; size: Size };

export const ROLES = [
  'reader',
  'member',
  'observer',
  'country-editor',
  'reviewer',
  'moderator',
  'administrator',
] as const;
/** What a person may be, granted per place and per module with an end date. */
export type Role = (typeof ROLES)[number];
/** A role in a module (null: all) at a place and everything below it (null: everywhere), already checked for its end. */
export type Grant = { role: Role; place: string | null; module: string | null };
/** Who reads: nobody known, or a member with the grants in force. */
export type Viewer = { id: string | null; name: string | null; grants: readonly Grant[] };
export const ANONYMOUS: Viewer = { id: null, name: null, grants: [] };

/** How often something may be done: `most` times in `seconds` from the first; the name is owned by a module: `accounts.sign_in`. */
export type RateLimit = { name: string; most: number; seconds: number };

/** Who may open an address; the finer question about one thing is decided by the module's rules and queries. */
export type Access = 'everyone' | 'member' | { roles: readonly Role[]; module?: string };

/** Text in the reader's language by key; `K` narrows the keys a module may use. */
export type Translate<K extends string = string> = (key: K, values?: Record<string, string | number | Date>) => string;

/** Markup that is already escaped. */
export type Markup = { toString(): string };

/** A file as it was sent. Its type is read from its bytes, never from what the sender says; its name is only ever shown. */
export type UploadedFile = {
  /** Name of the form field. */
  field: string;
  /** The sender's name for it, without folders and control characters, at most 150 characters. */
  name: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** MIME type sniffed from the bytes; `text/plain` for readable text, `application/octet-stream` when unknown. */
  type: string;
  /** The whole content; for small files only. */
  bytes(): Promise<Uint8Array>;
  /** The content piece by piece; may be called again. */
  stream(): AsyncIterable<Uint8Array>;
};

/** What a route takes as files: bytes for each, how many, and the sniffed types that are let in (null: any). */
export type UploadRule = { maxBytes: number; maxFiles: number; types: readonly string[] | null };

/** What a page handler is given. */
export type PageRequest = {
  method: string;
  lang: Lang;
  display: Display;
  viewer: Viewer;
  /** Path without the language prefix, decoded and canonical: `/places/ESP`. */
  path: string;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Fields of a sent form; files are not part of it. */
  form: URLSearchParams;
  /** Files sent with the form, on routes that declare `upload`; gone when the handler has answered. */
  files: readonly UploadedFile[];
  /** Public base address without a final slash, from configuration, never from the Host header. */
  base: string;
  requestId: string;
  /** A header of the request in lower case; on pages that are cached for everyone there are none but the look. */
  header(name: string): string | undefined;
  /** Client address for limits kept in memory only; empty on pages cached for everyone. Never logged or stored. */
  address: string;
  /** The moment the request is answered for. */
  now: Date;
  t: Translate;
  /** Name of a kind of thing in the reader's language, for `n` of them (1 unless told). */
  kindLabel(kind: string, n?: number): string;
  /** Address of a built asset by name (`world.svg`). */
  asset(name: string): string;
  /** Pieces that other modules show on this thing's page, in their order. */
  panels(on: PanelPlace, id: string): Promise<readonly ShownPanel[]>;
};

/** The pages that take panels of other modules. `thing`: any page about one thing, its id being `kind:id` (see refKey); `person` and `me`: profiles. */
export type PanelPlace =
  'place' | 'provision' | 'instrument' | 'theme' | 'discipline' | 'home' | 'thing' | 'person' | 'me';

/** A panel as rendered for one request; `anchor` is the id of its section. */
export type ShownPanel = {
  body: Markup;
  title?: string;
  anchor?: string;
  shows?: readonly string[];
  validUntil?: Date | null;
};

/** A link in the trail above the title; path without language prefix. */
export type Crumb = { label: string; path: string };

/** A page to be shown inside the shell. */
export type PageView = {
  kind: 'view';
  status?: number;
  title: string;
  description?: string;
  body: Markup;
  /** Canonical path with allowed query, without language prefix; the request's path when absent. */
  canonical?: string;
  crumbs?: readonly Crumb[];
  /** Feeds of this page: full paths such as `/feeds/search.en.atom?q=…`. */
  feeds?: readonly { title: string; path: string }[];
  /** JSON-LD data block. */
  jsonLd?: Record<string, unknown>;
  /** Last change of what is shown. */
  updatedAt?: Date | null;
  /** Cache tags (see cardTags); a page without them is not cached. */
  shows?: readonly string[];
  /** The page stops being true at this moment (law taking effect at midnight); null: never by time alone. */
  validUntil?: Date | null;
  /** Scripts of src/browser wanted on this page, by name. */
  scripts?: readonly string[];
  /** Not to be indexed by search engines. */
  noIndex?: boolean;
  /** Whole Set-Cookie lines; such a page is never cached. */
  cookies?: readonly string[];
  /** Further header lines, such as those of a limit that is spent. */
  headers?: Readonly<Record<string, string>>;
};

/** Another address; `to` includes the language prefix. */
export type Redirect = { kind: 'redirect'; to: string; status?: 301 | 302 | 303 | 308; cookies?: readonly string[] };

/** A whole body of any media type, such as CSV or Atom. */
export type Bytes = {
  kind: 'bytes';
  status?: number;
  type: string;
  body: string | Uint8Array;
  fileName?: string;
  headers?: Readonly<Record<string, string>>;
  shows?: readonly string[];
  validUntil?: Date | null;
};

export type PageAnswer = PageView | Redirect | Bytes;
export type PageHandler = (request: PageRequest) => PageAnswer | Promise<PageAnswer>;

/** A page address below `/{lang}` (or, with `bare`, an address without language such as `/feeds/x.atom`). */
export type PageRoute = {
  method: 'GET' | 'POST';
  /** Hono path pattern without the language prefix: `/places/:code`. */
  path: string;
  /** Query parameters that change the answer; others are ignored and not part of the cache key. */
  query?: readonly string[];
  bare?: boolean;
  /** Answers differ by cookies even before sign-in: never kept, and the handler sees every header. */
  personal?: boolean;
  /** Who may open it. The finer question, about one thing, is decided by the module's rules and in the query. */
  access: Access;
  /** Files the form may carry; without it a form with files is refused. */
  upload?: UploadRule;
  /** Counted before the handler: by person when signed in, else by network address. Answers kept for everyone are not counted. */
  limit?: RateLimit;
  handler: PageHandler;
};
