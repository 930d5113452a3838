// The door of the web server: start it, keep pages in its cache, and say how an answer may be kept or framed.

export { startHttp } from './server.ts';
export type { HttpLimits, HttpOptions, HttpServer } from './server.ts';
export type { AdmitPage, FetchInfo, PlainAsked, SiteFetch, SitePage, UploadAt } from './listener-parts.ts';
export type { PlainPage } from './plain-page.ts';
export { createPageCache } from './page-cache.ts';
export type { CacheFigures, PageCache } from './page-cache.ts';
export { allowFraming, describeForCache } from './note.ts';
export type { CacheNote } from './note.ts';
export { displayOf, hasSession } from './display.ts';
export { textResponse } from './text-response.ts';
export { sweepUploads } from './upload.ts';
