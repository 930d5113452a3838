// The page of an expected failure: what happened, what one can do, and things with near names.

import type { PageRequest, PageView } from '#kernel/page.ts';
import type { NearMatch, Problem } from '#kernel/problem.ts';
import { html } from '#ui/html.ts';

/** Text keys of a problem code: `places.unknown` has `places.problem.unknown.title` and `.detail`. */
export function problemKeys(code: string): { title: string; detail: string } {
  const at = code.indexOf('.');
  const key = `${code.slice(0, at)}.problem.${code.slice(at + 1)}`;
  return { title: `${key}.title`, detail: `${key}.detail` };
}

/** Makes the page of a problem, with near matches as links. */
export function problemView(
  request: PageRequest,
  status: number,
  code: string,
  values: Record<string, string | number>,
  near: readonly NearMatch[],
): PageView {
  const { t, lang } = request;
  const keys = problemKeys(code);
  const title = t(keys.title, values);
  const suggestions =
    near.length > 0
      ? html`<h2>${t('ui.problem.near')}</h2>
          <ul>
            ${near.map((match) => html`<li><a href="/${lang}${match.path}">${match.title}</a></li>`)}
          </ul>`
      : '';
  return {
    kind: 'view',
    status,
    title,
    noIndex: true,
    body: html`<p>${t(keys.detail, values)}</p>
      ${suggestions}
      <p><a href="/${lang}/search">${t('ui.problem.search')}</a></p>
      ${request.requestId ? html`<p class="note">${t('ui.problem.reference', { id: request.requestId })}</p>` : ''}`,
  };
}

/** Things with near names that a problem carries. */
export function nearMatches(problem: Problem): NearMatch[] {
  return (problem.extra.near as NearMatch[] | undefined) ?? [];
}
