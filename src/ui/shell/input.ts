// What a document is made of.

import type { Lang } from '#kernel/locale.ts';
import type { Display, PageView, Translate, Viewer } from '#kernel/page.ts';

/** Everything the shell needs to dress a page. */
export type ShellInput = {
  lang: Lang;
  display: Display;
  t: Translate;
  /** Public base address without a final slash. */
  base: string;
  /** Path without the language prefix; `view.canonical` takes its place when given. */
  path: string;
  /** The query as sent; not shown anywhere, since a page may be cached without it. */
  query?: URLSearchParams;
  view: PageView;
  /** Main menu with labels in the reader's language; keep one array per language, pieces are remembered by it. */
  menu: readonly { path: string; label: string }[];
  assets: { css: string; script(name: string): string };
  viewer: Viewer;
  /** Where money can be given; null when the observatory takes none. */
  supportUrl: string | null;
  updatedAt: Date | null;
};
