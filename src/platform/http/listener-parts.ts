// What the listener works with: the site behind it, the cache, limits, and what a path takes as files.

import type { UploadRule } from '#kernel/page.ts';
import type { Assets } from '../assets.ts';
import type { Log } from '../log.ts';
import type { Address } from './address-book.ts';
import type { ErrorPage } from './early.ts';
import type { HttpMetrics } from './metrics.ts';
import type { PageCache } from './page-cache.ts';
import type { PlainPage } from './plain-page.ts';
import type { Upload } from './upload.ts';

/** What the site learns of a request beside the Request itself. */
export type FetchInfo = {
  requestId: string;
  /** The client's address, for limits kept in memory; never to be logged or stored. */
  address: string;
  /** The site may set the pattern of the matched route for the access log. */
  route?: string;
  /** The form and its files, when the path takes files; the request then has no body. */
  upload?: Pick<Upload, 'form' | 'files'>;
};

/** What a path takes as files, and whether this sender may send any: an answer instead of null refuses before reading. */
export type UploadAt = (
  pathname: string,
) => { rule: UploadRule; admit(request: Request, info: FetchInfo): Promise<Response | null> } | undefined;

/** The site as the server calls it. HEAD arrives as GET; the server leaves the body out. */
export type SiteFetch = (request: Request, info: FetchInfo) => Response | Promise<Response>;

/** The site's quick way to an anonymous page: address and look in, text out; undefined when it has no such page. */
export type SitePage = (asked: PlainAsked) => Promise<PlainPage | Response> | undefined;

/** An anonymous request for a page that is the same for everyone: address and look. */
export type PlainAsked = { pathname: string; search: string; display: string; requestId: string };

/** Asked before such a page is made, not when it is kept: null lets it pass, an answer refuses. `address` is the client's. */
export type AdmitPage = (asked: PlainAsked, address: () => string) => Promise<Response | null> | null;

/** Everything the listener works with. */
export type ListenerParts = {
  log: Log;
  fetch: SiteFetch;
  page: SitePage;
  admit: AdmitPage;
  cache: PageCache;
  assets: Assets | undefined;
  errorPage: ErrorPage;
  ready: () => Promise<unknown> | unknown;
  metrics: HttpMetrics;
  address: (target: string) => Address;
  origins: () => ReadonlySet<string>;
  /** Addresses that take unsafe requests from elsewhere because they check signatures or tokens themselves. */
  openTo: (pathname: string) => boolean;
  baseOrigin: string;
  https: boolean;
  trustProxy: boolean;
  maxBody: number;
  bodyWithin: number;
  uploadAt: UploadAt;
  dataDir: string;
  answerWithin: number;
  isClosing: () => boolean;
};
