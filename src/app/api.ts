// The JSON API below /api/v1: module routes behind their Zod schemas, the OpenAPI 3.1 document, and problem details.

import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { RouteConfig, z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { isLang } from '#kernel/locale.ts';
import type { Lang } from '#kernel/locale.ts';
import type { ApiRoute } from '#kernel/manifest.ts';
import type { Translate, Viewer } from '#kernel/page.ts';
import { mayOpen } from '#kernel/permission.ts';
import { Problem } from '#kernel/problem.ts';
import type { Config } from '#platform/config.ts';
import type { Limits } from '#platform/limits.ts';
import type { Log } from '#platform/log.ts';
import { addHeaders } from './answers.ts';
import { headersOf, spentBy } from './limiting.ts';
import { problemKeys } from './problem-view.ts';

type Env = { Bindings: { requestId: string; address: string } };

/** A failure as RFC 9457 problem details. */
export function problemJson(
  status: number,
  code: string,
  title: string,
  requestId: string,
  extra: Record<string, unknown> = {},
): Response {
  return new Response(
    JSON.stringify({ type: `urn:problem:${code}`, title, status, code, instance: requestId, ...extra }),
    {
      status,
      headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' },
    },
  );
}

/** Mounts the routes and `/api/v1/openapi.json` on the site; `translate` words the problems. */
export function mountApi(
  app: Hono<Env>,
  routes: readonly ApiRoute[],
  config: Config,
  log: Log,
  limits: Limits,
  translate: (lang: Lang) => Translate,
  viewerOf: (cookie: string | undefined) => Promise<Viewer>,
): void {
  const api = new OpenAPIHono<Env>({
    defaultHook(result, context) {
      if (result.success) return undefined;
      const errors = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
      return problemJson(400, 'ui.bad_request', 'The request is not valid.', context.env.requestId, { errors });
    },
  });
  for (const route of routes) mountRoute(api, route, config, limits, viewerOf);
  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Open Juvenile Justice Observatory',
      version: '1',
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    },
    servers: [{ url: `${config.baseUrl}/api/v1` }],
  });
  api.onError((error, context) => {
    if (error instanceof Problem) {
      const asked = context.req.query('lang') ?? '';
      const t = translate(isLang(asked) ? asked : 'en');
      const keys = problemKeys(error.code);
      const response = problemJson(error.status, error.code, t(keys.title, error.values), context.env.requestId, {
        detail: t(keys.detail, error.values),
      });
      addHeaders(response, { headers: headersOf(error) });
      return response;
    }
    log.error({ err: error, requestId: context.env.requestId }, 'api request failed');
    return problemJson(500, 'ui.internal', 'Something failed on our side.', context.env.requestId);
  });
  app.route('/api/v1', api as unknown as Hono<Env>);
}

function mountRoute(
  api: OpenAPIHono<Env>,
  route: ApiRoute,
  config: Config,
  limits: Limits,
  viewerOf: (cookie: string | undefined) => Promise<Viewer>,
): void {
  const definition: RouteConfig = {
    method: 'get',
    path: route.path,
    summary: route.summary,
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
    },
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: route.answer as z.ZodType } } },
      400: {
        description: 'Malformed request',
        content: { 'application/problem+json': { schema: { type: 'object' } } },
      },
      404: { description: 'No such thing', content: { 'application/problem+json': { schema: { type: 'object' } } } },
    },
  };
  api.openapi(createRoute(definition), async (context) => {
    const viewer = await viewerOf(context.req.header('cookie'));
    if (!mayOpen(route.access, viewer)) throw new Problem(viewer.id === null ? 401 : 403, 'ui.not_allowed');
    const spent = await spentBy(limits, route.limit, { viewer, address: context.env.address });
    if (spent) throw spent;
    const asked = context.req.query('lang') ?? '';
    const result = await route.handler({
      params: context.req.param() as Record<string, string>,
      query: context.req.query(),
      lang: isLang(asked) ? asked : 'en',
      base: config.baseUrl,
      viewer,
    });
    return new Response(JSON.stringify(result), {
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    });
  });
}
