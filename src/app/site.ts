// Mounts the modules' pages and API on one web handler: languages, display choices, panels, errors as pages or problems.

import { Hono } from 'hono';
import type { Context } from 'hono';
import { isLang, LANGS, negotiateLang } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import { ANONYMOUS } from '#kernel/page.ts';
import type { PageAnswer, PageRequest, PageRoute, PageView, Translate, UploadedFile, Viewer } from '#kernel/page.ts';
import { Problem } from '#kernel/problem.ts';
import type { Assets } from '#platform/assets.ts';
import { describeForCache, hasSession, textResponse } from '#platform/http/index.ts';
import type { AdmitPage, FetchInfo, PlainAsked, PlainPage, SitePage, UploadAt } from '#platform/http/index.ts';
import type { Services } from '#platform/services.ts';
import { renderDocument } from '#ui/shell.ts';
import { barredBy } from './access.ts';
import {
  addHeaders,
  assetResponse,
  bytesResponse,
  languageOfBare,
  noteOf,
  pageResponse,
  readForm,
  redirectResponse,
} from './answers.ts';
import { mountApi, problemJson } from './api.ts';
import { barePageRequest, codeOf } from './bare-request.ts';
import { betterAddress } from './better-address.ts';
import type { Composed } from './compose.ts';
import { setDisplay } from './display.ts';
import { ICON } from './icon.ts';
import { headersOf, spentBy } from './limiting.ts';
import { createPageRequests } from './page-request.ts';
import type { Asked } from './page-request.ts';
import { nearMatches, problemView } from './problem-view.ts';
import { createRouteTable, patternOf } from './route-table.ts';
import type { RouteMatch } from './route-table.ts';

const LANG_PATTERN = `:lang{(?:${LANGS.join('|')})}`;
/** The site. */
export type Site = {
  fetch(request: Request, info: FetchInfo): Promise<Response>;
  /** An anonymous page by address and look, without web objects in between; undefined when no page has the address. */
  page: SitePage;
  /** Counts the making of such a page against its address when the route has a limit; an answer instead of null refuses. */
  admit: AdmitPage;
  /** Query parameters that matter for a path; undefined when the path is not cacheable. */
  allowedQuery(pathname: string): readonly string[] | undefined;
  /** A page for failures met before routing. */
  errorPage(status: number, lang: Lang, code?: string): string;
  /** What a path takes as files. */
  uploadAt: UploadAt;
};

type SiteOptions = {
  services: Services;
  composed: Composed;
  assets: Assets;
  translate: (lang: Lang) => Translate;
};

type Env = { Bindings: FetchInfo };

/** Builds the site from the composed modules. */
export function createSite({ services, composed, assets, translate }: SiteOptions): Site {
  const { config, log } = services;
  const app = new Hono<Env>({ strict: true });
  const routeAt = createRouteTable(composed.pages, 'GET');
  const postAt = createRouteTable(composed.pages, 'POST');
  const translators = Object.fromEntries(LANGS.map((lang) => [lang, translate(lang)])) as Record<Lang, Translate>;
  const menus = Object.fromEntries(
    LANGS.map((lang) => [lang, composed.menu.map(({ path, label }) => ({ path, label: translators[lang](label) }))]),
  ) as Record<Lang, { path: string; label: string }[]>;
  const css = assets.url('site.css');
  const pageRequest = createPageRequests({ services, composed, assets, translators });

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

  function askedBy(
    context: Context<Env>,
    lang: Lang,
    viewer: Viewer = ANONYMOUS,
    form: URLSearchParams = new URLSearchParams(),
    files: readonly UploadedFile[] = [],
  ): Asked {
    const { pathname, search } = new URL(context.req.url);
    const { requestId, address } = context.env;
    const params = context.req.param() as Record<string, string>;
    return {
      method: context.req.method,
      lang,
      pathname,
      search,
      header: (name) => context.req.header(name),
      address,
      requestId,
      params,
      form,
      files,
      viewer,
    };
  }

  /** Nobody is looked up for a request without a session. */
  async function viewerBehind(cookie: string | undefined): Promise<Viewer> {
    return cookie && hasSession(cookie) && services.ports.viewers ? services.ports.viewers.of(cookie) : ANONYMOUS;
  }

  async function answer(route: PageRoute, asked: Asked): Promise<PlainPage | Response> {
    const { request, shown } = pageRequest(asked);
    const barred = barredBy(route.access, request);
    if (barred) return barred instanceof Problem ? problemPage(request, barred) : redirectResponse(barred);
    const spent = await spentBy(services.limits, route.limit, request);
    if (spent) return problemPage(request, spent);
    let result: PageAnswer;
    try {
      result = await route.handler(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return problemPage(request, error);
    }
    if (result.kind === 'redirect') return redirectResponse(result);
    const note =
      request.method === 'GET' && result.shows && request.viewer.id === null
        ? noteOf(result.shows, result.validUntil, shown)
        : null;
    if (result.kind === 'view' && (result.status ?? 200) === 200 && !result.cookies)
      return { html: document(request, result), lang: request.lang, note };
    const response =
      result.kind === 'bytes'
        ? bytesResponse(result)
        : pageResponse(document(request, result), request.lang, result.status);
    if (result.kind === 'view') addHeaders(response, result);
    return note ? describeForCache(response, note) : response;
  }

  function problemPage(request: PageRequest, problem: Problem): Response {
    const html = document(
      request,
      problemView(request, problem.status, problem.code, problem.values, nearMatches(problem)),
    );
    const response = pageResponse(html, request.lang, problem.status);
    addHeaders(response, { headers: headersOf(problem) });
    return response;
  }

  for (const route of composed.pages) {
    app.on(route.method, patternOf(route), async (context) => {
      const lang = route.bare
        ? languageOfBare(context.req.path, context.req.query('lang'))
        : (context.req.param('lang') as Lang);
      const form = route.method === 'POST' ? await readForm(context) : new URLSearchParams();
      const result = await answer(
        route,
        askedBy(context, lang, await viewerBehind(context.req.header('cookie')), form),
      );
      if (result instanceof Response) return result;
      const response = pageResponse(result.html, result.lang);
      return result.note ? describeForCache(response, result.note) : response;
    });
  }

  app.get(`/${LANG_PATTERN}/display`, (context) => setDisplay(context));
  app.get('/favicon.ico', () =>
    textResponse(ICON, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' } }),
  );
  app.get('/assets/:name', (context) => assetResponse(assets, context));
  mountApi(app, composed.api, config, log, services.limits, (lang) => translators[lang], viewerBehind);

  app.get('/', (context) => {
    const location = `/${negotiateLang(context.req.header('accept-language'))}`;
    return new Response(null, { status: 302, headers: { location, vary: 'accept-language' } });
  });

  app.notFound((context) => {
    const reading = context.req.method === 'GET' || context.req.method === 'HEAD';
    const elsewhere = reading
      ? betterAddress(
          new URL(context.req.url),
          context.req.header('accept-language'),
          (pathname) => routeAt(pathname) !== undefined,
        )
      : null;
    if (elsewhere)
      return new Response(null, { status: 302, headers: { location: elsewhere, vary: 'accept-language' } });
    if (context.req.path.startsWith('/api/'))
      return problemJson(404, 'ui.not_found', 'Not found', context.env.requestId);
    const first = context.req.path.split('/')[1] ?? '';
    const lang = isLang(first) ? first : negotiateLang(context.req.header('accept-language'));
    const { request } = pageRequest(askedBy(context, lang));
    return problemPage(request, new Problem(404, 'ui.not_found'));
  });

  app.onError((error, context) => {
    const first = context.req.path.split('/')[1] ?? '';
    const problem = error instanceof Problem ? error : new Problem(500, 'ui.internal');
    if (problem.status >= 500)
      log.error({ err: error, requestId: context.env.requestId, route: context.req.routePath }, 'request failed');
    const lang = isLang(first) ? first : 'en';
    if (context.req.path.startsWith('/api/'))
      return problemJson(problem.status, problem.code, problem.code, context.env.requestId);
    const { request } = pageRequest(askedBy(context, lang));
    return problemPage(request, problem);
  });

  function allowedQuery(pathname: string): readonly string[] | undefined {
    const match = routeAt(pathname);
    return match?.route.personal ? undefined : match?.allowed;
  }

  function uploadAt(pathname: string): ReturnType<UploadAt> {
    const match = postAt(pathname);
    const rule = match?.route.upload;
    if (!match || !rule) return undefined;
    return {
      rule,
      async admit(request, { requestId, address }) {
        const viewer = await viewerBehind(request.headers.get('cookie') ?? undefined);
        const lang = isLang(match.params.lang ?? '') ? (match.params.lang as Lang) : 'en';
        const header = (name: string) => request.headers.get(name) ?? undefined;
        const { params } = match;
        const asked = { method: 'POST', lang, pathname, search: '', header, address, requestId, params, viewer };
        const page = pageRequest({ ...asked, form: new URLSearchParams(), files: [] }).request;
        const barred = barredBy(match.route.access, page);
        if (!barred) return null;
        return barred instanceof Problem ? problemPage(page, barred) : redirectResponse(barred);
      },
    };
  }

  function page({ pathname, search, display, requestId }: PlainAsked): Promise<PlainPage | Response> | undefined {
    const match = routeAt(pathname);
    return match && answer(match.route, plainlyAsked(match, { pathname, search, display, requestId }));
  }

  /** A page of a limited route that is about to be made for everyone: counted here, since its handler sees no address. */
  function admit(asked: PlainAsked, address: () => string): Promise<Response | null> | null {
    const match = routeAt(asked.pathname);
    if (!match?.route.limit) return null;
    return spentBy(services.limits, match.route.limit, { viewer: ANONYMOUS, address: address() }).then(
      (spent) => spent && problemPage(pageRequest(plainlyAsked(match, asked)).request, spent),
    );
  }

  function plainlyAsked({ route, params }: RouteMatch, { pathname, search, display, requestId }: PlainAsked): Asked {
    const lang = route.bare
      ? languageOfBare(pathname, new URLSearchParams(search).get('lang') ?? undefined)
      : (params.lang as Lang);
    const header = (name: string) => (name === 'cookie' ? `ojjo=${display}` : undefined);
    const form = new URLSearchParams();
    const asked = { method: 'GET', lang, pathname, search, header, requestId, params, form };
    return { ...asked, address: '', files: [], viewer: ANONYMOUS };
  }

  return {
    allowedQuery,
    page,
    admit,
    fetch: async (request, info) => app.fetch(request, info),
    uploadAt,
    errorPage(status, lang, code = codeOf(status)) {
      const request = barePageRequest(services, translators[lang], lang, assets);
      return document(request, problemView(request, status, code, {}, []));
    },
  };
}
