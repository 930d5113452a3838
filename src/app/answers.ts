// From what a page handler gives to an answer: redirects, bodies, pages, and the note for the page cache.

import type { Context } from 'hono';
import { isLang } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { Bytes, PageView, Redirect, ShownPanel } from '#kernel/page.ts';
import { Problem } from '#kernel/problem.ts';
import type { Assets } from '#platform/assets.ts';
import { textResponse } from '#platform/http/index.ts';
import type { CacheNote } from '#platform/http/index.ts';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Another address, with its cookies. */
export function redirectResponse(result: Redirect): Response {
  const headers = new Headers({ location: result.to });
  for (const cookie of result.cookies ?? []) headers.append('set-cookie', cookie);
  return new Response(null, { status: result.status ?? 302, headers });
}

/** Adds the further header lines and cookies of an answer. */
export function addHeaders(
  response: Response,
  { headers = {}, cookies = [] }: Pick<PageView, 'headers' | 'cookies'>,
): void {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
}

/** A whole body of any media type. */
export function bytesResponse(result: Bytes): Response {
  const headers = new Headers({ 'content-type': result.type, ...result.headers });
  if (result.fileName)
    headers.set('content-disposition', `attachment; filename="${result.fileName.replace(/[^\w.-]/g, '_')}"`);
  return new Response(result.body as BodyInit, { status: result.status ?? 200, headers });
}

/** The fields of a sent form; other types of body are refused. */
export async function readForm(context: Context): Promise<URLSearchParams> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]!.trim();
  if (type !== FORM_TYPE) throw new Problem(415, 'ui.form_type');
  return new URLSearchParams(await context.req.text());
}

/** The language of an address without one: named in the file, asked for, or English. */
export function languageOfBare(pathname: string, asked: string | undefined): Lang {
  const named = /\.(en|fr|es|ar|ru|zh)\.\w+$/.exec(pathname)?.[1];
  if (named && isLang(named)) return named;
  return asked && isLang(asked) ? asked : 'en';
}

/** A page as an answer. */
export function pageResponse(html: string, lang: Lang, status = 200): Response {
  return textResponse(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': lang },
  });
}

/** How long and on which tags a page with its panels may be kept. */
export function noteOf(
  shows: readonly string[],
  validUntil: Date | null | undefined,
  shown: readonly ShownPanel[],
): CacheNote {
  const tags = new Set(shows);
  let end = validUntil ?? null;
  for (const panel of shown) {
    for (const tag of panel.shows ?? []) tags.add(tag);
    if (panel.validUntil && (end === null || panel.validUntil < end)) end = panel.validUntil;
  }
  return { tags: [...tags], validUntil: end };
}

/** A built file under its hashed name. */
export function assetResponse(assets: Assets, context: Context): Response {
  const asset = assets.get(context.req.path);
  if (!asset) return new Response('Not found', { status: 404 });
  return new Response(asset.body as BodyInit, { headers: { 'content-type': asset.type } });
}
