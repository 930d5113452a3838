// The style sheets in the order they are joined: tokens first, print last.

const NAMES = [
  'theme',
  'styles/ground',
  'styles/banner',
  'styles/banner-widths',
  'styles/foot',
  'styles/layout',
  'styles/forms',
  'styles/marks',
  'styles/tables',
  'styles/cards',
  'styles/maps',
  'styles/media',
] as const;

/** Every style sheet of the site. */
export const STYLE_SHEETS: readonly URL[] = NAMES.map((name) => new URL(`${name}.css`, import.meta.url));
