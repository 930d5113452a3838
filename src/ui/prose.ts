// Markdown written by people, made into safe HTML once, when it is written.

import MarkdownIt from 'markdown-it';
import sanitize from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: false });

const RULES: sanitize.IOptions = {
  allowedTags: [
    'h2',
    'h3',
    'h4',
    'p',
    'ul',
    'ol',
    'li',
    'blockquote',
    'strong',
    'em',
    's',
    'code',
    'pre',
    'a',
    'br',
    'hr',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'title', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // The page has the only h1; headings of a text stand below it.
    h1: 'h2',
    h2: 'h3',
    h3: 'h4',
    h5: 'h4',
    h6: 'h4',
    a: (tagName, attribs) => ({
      tagName,
      attribs: isOwn(attribs['href']) ? attribs : { ...attribs, rel: 'external nofollow ugc' },
    }),
  },
};

/** Safe HTML of a Markdown text: no raw HTML, no images, no scripts, links out marked for search engines. */
export function renderProse(text: string): string {
  return sanitize(markdown.render(text), RULES).trim();
}

function isOwn(href: string | undefined): boolean {
  return href !== undefined && /^(\/(?!\/)|#)/.test(href);
}
