// Makes the request that page handlers are given, from what was asked and by whom.

import type { Lang } from '#kernel/locale.ts';
import type { PageRequest, ShownPanel, Translate, UploadedFile, Viewer } from '#kernel/page.ts';
import type { Assets } from '#platform/assets.ts';
import { displayOf } from '#platform/http/index.ts';
import type { Services } from '#platform/services.ts';
import type { Composed } from './compose.ts';

/** What was asked, with everything that was read of it. */
export type Asked = {
  method: string;
  lang: Lang;
  pathname: string;
  search: string;
  header: PageRequest['header'];
  address: string;
  requestId: string;
  params: PageRequest['params'];
  form: URLSearchParams;
  files: readonly UploadedFile[];
  viewer: Viewer;
};

/** What requests are made with. */
type Parts = {
  services: Services;
  composed: Composed;
  assets: Assets;
  translators: Readonly<Record<Lang, Translate>>;
};

/** A function that makes page requests; `shown` gathers the panels that the handler asks for. */
export function createPageRequests({ services, composed, assets, translators }: Parts): (asked: Asked) => {
  request: PageRequest;
  shown: ShownPanel[];
} {
  const kinds = new Map(composed.things.map(({ kind, label }) => [kind, label]));

  function kindLabel(lang: Lang, kind: string, n: number): string {
    const label = kinds.get(kind);
    return label ? translators[lang](label, { n }) : kind;
  }

  return (asked) => {
    const { lang } = asked;
    const shown: ShownPanel[] = [];
    const path = asked.pathname.includes('%') ? decodeURI(asked.pathname) : asked.pathname;
    const request: PageRequest = {
      method: asked.method,
      lang,
      display: displayOf(asked.header('cookie')),
      viewer: asked.viewer,
      path: path.startsWith(`/${lang}`) ? path.slice(lang.length + 1) || '/' : path,
      params: asked.params,
      query: new URLSearchParams(asked.search),
      form: asked.form,
      files: asked.files,
      base: services.config.baseUrl,
      requestId: asked.requestId,
      header: asked.header,
      address: asked.address,
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
  };
}
