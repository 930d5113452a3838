// Mounts the modules' pages and API on one web handler: languages, display choices, panels, errors as pages or problems.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { isLang, LANGS, negotiateLang } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { ANONYMOUS, SIZES, THEMES } from '#kernel/page.ts';
import type { Bytes, PageAnswer, PageRequest, PageRoute, PageView, Redirect, ShownPanel, Translate } from '#kernel/page.ts';
import { Problem } from '#kernel/problem.ts';
import type { NearMatch } from '#kernel/problem.ts';
import type { Assets } from '#platform/assets.ts';
import { describeForCache, displayOf, textResponse } from '#platform/http/index.ts';
import type { Services } from '#platform/services.ts';
import { renderDocument } from '#ui/shell.ts';
import type { Composed } from './compose.ts';
import { mountApi, problemJson } from './api.ts';
import { problemView } from './problem-view.ts';

const LANG_PATTERN = `:lang{${LANGS.join('|')}}`;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The site as platform/http wants it. */
export type Site = {
  fetch(request: Request, info: { requestId: string }): Promise<Response>;
  /** Query parameters that matter for a path; undefined when the path is not cacheable. */
  allowedQuery(pathname: string): readonly string[] | undefined;
  /** A page for failures met before routing. */
  errorPage(status: number, lang: Lang): string;
};

type SiteOptions = {
  services: Services;
  composed: Composed;
  assets: Assets;
  translate: (lang: Lang) => Translate;
};

type Env = { Bindings: { requestId: string } };

/** Builds the site from the composed modules. */
export function createSite({ services, composed, assets, translate }: SiteOptions): Site {
  const { config, log } = services;
  const app = new Hono<Env>({ strict: true });
  const queries = new SmartRouter<readonly string[]>({ routers: [new RegExpRouter(), new TrieRouter()] });
  const translators = Object.fromEntries(LANGS.map((lang) => [lang, translate(lang)])) as Record<Lang, Translate>;
  const menus = Object.fromEntries(
    LANGS.map((lang) => [lang, composed.menu.map(({ path, label }) => ({ path, label: translators[lang](label) }))]),
  ) as Record<Lang, { path: string; label: string }[]>;
  const css = assets.url('site.css');
  const kinds = new Map(composed.things.map(({ kind, label }) => [kind, label]));

  function kindLabel(lang: Lang, kind: string, n: number): string {
    const label = kinds.get(kind);
    return label ? translators[lang](label, { n }) : kind;
  }

  function document(request: PageRequest, view: PageView): string {
    return renderDocument({
      lang: request.lang,
      display: request.display,
      t: request.t,
      base: config.baseUrl,
      path: request.path,
      query: request.query,
      view,
      menu: menus[request.lang],
      assets: { css, script: (name) => assets.url(`${name}.js`) },
      viewer: request.viewer,
      supportUrl: config.supportUrl,
      updatedAt: view.updatedAt ?? null,
    });
  }

  function pageRequest(context: Context<Env>, lang: Lang, form: URLSearchParams): { request: PageRequest; shown: ShownPanel[] } {
    const url = new URL(context.req.url);
    const shown: ShownPanel[] = [];
    const path = decodeURI(url.pathname);
    const request: PageRequest = {
      method: context.req.method,
      lang,
      display: displayOf(context.req.header('cookie')),
      viewer: ANONYMOUS,
      path: path.startsWith(`/${lang}`) ? path.slice(lang.length + 1) || '/' : path,
      params: context.req.param() as Record<string, string>,
      query: url.searchParams,
      form,
      base: config.baseUrl,
      requestId: context.env.requestId,
      now: services.now(),
      t: translators[lang],
      kindLabel: (kind, n = 1) => kindLabel(lang, kind, n),
      asset: assets.url,
      async panels(on, id) {
        const wanted = composed.panels.filter((panel) => panel.on === on);
        const views = await Promise.all(wanted.map((panel) => panel.view(request, id)));
        const present = views.filter((view) => view !== null);
        shown.push(...present);
        return present;
      },
    };
    return { request, shown };
  }

  async function answer(context: Context<Env>, lang: Lang, route: PageRoute): Promise<Response> {
    const form = route.method === 'POST' ? await readForm(context) : new URLSearchParams();
    const { request, shown } = pageRequest(context, lang, form);
    let result: PageAnswer;
    try {
      result = await route.handler(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return problemPage(request, error);
    }
    return respond(request, result, shown);
  }

  function respond(request: PageRequest, result: PageAnswer, shown: readonly ShownPanel[]): Response {
    if (result.kind === 'redirect') return redirect(result);
    const response =
      result.kind === 'bytes'
        ? bytes(result)
        : textResponse(document(request, result), {
            status: result.status ?? 200,
            headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': request.lang },
          });
    if (request.method !== 'GET' || !result.shows) return response;
    const tags = new Set([...result.shows, ...shown.flatMap((panel) => panel.shows ?? [])]);
    const ends = [result.validUntil, ...shown.map((panel) => panel.validUntil)].filter((date) => date instanceof Date);
    const validUntil = ends.length > 0 ? new Date(Math.min(...ends.map((date) => date.getTime()))) : null;
    return describeForCache(response, { tags: [...tags], validUntil });
  }

  function problemPage(request: PageRequest, problem: Problem): Response {
    const html = document(request, problemView(request, problem.status, problem.code, problem.values, near(problem)));
    return new Response(html, {
      status: problem.status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-language': request.lang },
    });
  }

  for (const route of composed.pages) {
    const pattern = route.bare ? route.path : `/${LANG_PATTERN}${route.path === '/' ? '' : route.path}`;
    app.on(route.method, pattern, (context) => {
      const lang = route.bare ? languageOfBare(context) : (context.req.param('lang') as Lang);
      return answer(context, lang, route);
    });
    if (route.method === 'GET') queries.add('GET', pattern, [...(route.query ?? []), 'open']);
  }

  app.get(`/${LANG_PATTERN}/display`, (context) => setDisplay(context));
  app.get('/assets/:name', (context) => assetResponse(assets, context));
  mountApi(app, composed.api, config, log);

  app.get('/', (context) => {
    return new Response(null, {
      status: 302,
      headers: { location: `/${negotiateLang(context.req.header('accept-language'))}`, vary: 'accept-language' },
    });
  });

  app.notFound((context) => {
    const elsewhere = betterAddress(context);
    if (elsewhere) return elsewhere;
    if (context.req.path.startsWith('/api/')) return problemJson(404, 'ui.not_found', 'Not found', context.env.requestId);
    const first = context.req.path.split('/')[1] ?? '';
    const lang = isLang(first) ? first : negotiateLang(context.req.header('accept-language'));
    const { request } = pageRequest(context, lang, new URLSearchParams());
    return problemPage(request, new Problem(404, 'ui.not_found'));
  });

  app.onError((error, context) => {
    const first = context.req.path.split('/')[1] ?? '';
    const problem = error instanceof Problem ? error : new Problem(500, 'ui.internal');
    if (problem.status >= 500) log.error({ err: error, requestId: context.env.requestId, route: context.req.routePath }, 'request failed');
    const lang = isLang(first) ? first : 'en';
    if (context.req.path.startsWith('/api/')) return problemJson(problem.status, problem.code, problem.code, context.env.requestId);
    const { request } = pageRequest(context, lang, new URLSearchParams());
    return problemPage(request, problem);
  });

  /** A known page asked for without its language, in another letter case or with a final slash. */
  function betterAddress(context: Context<Env>): Response | null {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return null;
    const url = new URL(context.req.url);
    const segments = url.pathname.split('/').slice(1);
    const trimmed = segments.filter((segment, index) => segment !== '' || index < segments.length - 1);
    const [first = '', ...rest] = trimmed;
    const lower = first.toLowerCase();
    const tag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(first);
    const primary = lower.split('-')[0]!;
    const negotiated = isLang(primary) ? primary : negotiateLang(context.req.header('accept-language'));
    const candidates = [
      ...(isLang(first) ? [trimmed] : []),
      ...(isLang(first) ? [] : [[negotiated, ...trimmed]]),
      ...(tag && !isLang(first) ? [[negotiated, ...rest]] : []),
    ];
    for (const candidate of candidates) {
      const pathname = `/${candidate.join('/')}`;
      if (pathname !== url.pathname && allowedQuery(pathname) !== undefined) {
        return new Response(null, { status: 302, headers: { location: pathname + url.search, vary: 'accept-language' } });
      }
    }
    return null;
  }

  function allowedQuery(pathname: string): readonly string[] | undefined {
    const [matches] = queries.match('GET', pathname);
    return matches[0]?.[0];
  }

  return {
    allowedQuery,
    fetch: async (request, info) => app.fetch(request, info),
    errorPage(status, lang) {
      const request = barePageRequest(services, translators[lang], lang, assets);
      return document(request, problemView(request, status, codeOf(status), {}, []));
    },
  };
}

function barePageRequest(services: Services, t: Translate, lang: Lang, assets: Assets): PageRequest {
  return {
    method: 'GET',
    lang,
    display: displayOf(undefined),
    viewer: ANONYMOUS,
    path: '/',
    params: {},
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    base: services.config.baseUrl,
    requestId: '',
    now: services.now(),
    t,
    kindLabel: (kind) => kind,
    asset: assets.url,
    panels: async () => [],
  };
}

function codeOf(status: number): string {
  const codes: Record<number, string> = { 400: 'bad_request', 403: 'forbidden', 404: 'not_found', 405: 'method', 408: 'timeout', 413: 'too_large', 414: 'too_long', 429: 'too_many', 431: 'too_long', 503: 'not_ready' };
  return `ui.${codes[status] ?? 'internal'}`;
}

function near(problem: Problem): NearMatch[] {
  return (problem.extra.near as NearMatch[] | undefined) ?? [];
}

function redirect(result: Redirect): Response {
  const headers = new Headers({ location: result.to });
  if (result.setCookie) headers.set('set-cookie', result.setCookie);
  return new Response(null, { status: result.status ?? 302, headers });
}

function bytes(result: Bytes): Response {
  const headers = new Headers({ 'content-type': result.type, ...result.headers });
  if (result.fileName) headers.set('content-disposition', `attachment; filename="${result.fileName.replace(/[^\w.-]/g, '_')}"`);
  return new Response(result.body as BodyInit, { status: result.status ?? 200, headers });
}

async function readForm(context: Context): Promise<URLSearchParams> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]!.trim();
  if (type !== FORM_TYPE) throw new Problem(415, 'ui.form_type');
  return new URLSearchParams(await context.req.text());
}

function languageOfBare(context: Context): Lang {
  const asked = context.req.query('lang');
  const named = /\.(en|fr|es|ar|ru|zh)\.\w+$/.exec(context.req.path)?.[1];
  if (named && isLang(named)) return named;
  return asked && isLang(asked) ? asked : 'en';
}

function setDisplay(context: Context): Response {
  const current = displayOf(context.req.header('cookie'));
  const theme = THEMES.find((name) => name === context.req.query('theme')) ?? current.theme;
  const size = SIZES.find((name) => name === context.req.query('size')) ?? current.size;
  const back = context.req.query('back') ?? '';
  const to = /^\/[a-z]{2}(\/[^\\]*|\?[^\\]*)?$/.test(back) && !back.includes('//') ? back : `/${context.req.param('lang')}`;
  return new Response(null, {
    status: 303,
    headers: {
      location: encodeURI(decodeURI(to)),
      'set-cookie': `ojjo=${theme}.${size}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
      'cache-control': 'no-store',
    },
  });
}

function assetResponse(assets: Assets, context: Context): Response {
  const asset = assets.get(context.req.path);
  if (!asset) return new Response('Not found', { status: 404 });
  return new Response(asset.body as BodyInit, { headers: { 'content-type': asset.type } });
}
