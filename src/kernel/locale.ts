// The six languages of the interface, their directions, and labels that may be partial.

export const LANGS = ['en', 'fr', 'es', 'ar', 'ru', 'zh'] as const;
/** A language of the interface. */
export type Lang = (typeof LANGS)[number];

/** The names the languages give themselves. */
export const LANG_NAMES: Readonly<Record<Lang, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  ru: 'Русский',
  zh: '中文',
};

/** A text in some of the languages. */
export type Labels = Partial<Record<Lang, string>>;
/** A text in all six languages. */
export type AllLabels = Record<Lang, string>;

/** A text with the language it is really in, which may differ from the reader's. */
export type InLang = { text: string; lang: Lang };

const FALL_BACK: readonly Lang[] = ['en', 'fr', 'es', 'ru', 'ar', 'zh'];

/** True when the text is one of the six language tags. */
export function isLang(text: string): text is Lang {
  return (LANGS as readonly string[]).includes(text);
}

/** Writing direction of a language. */
export function directionOf(lang: Lang): 'ltr' | 'rtl' {
  return lang === 'ar' ? 'rtl' : 'ltr';
}

/** The tag handed to Intl: Arabic with European digits, so that figures can be copied and compared. */
export function intlTag(lang: Lang): string {
  return lang === 'ar' ? 'ar-u-nu-latn' : lang === 'zh' ? 'zh-Hans' : lang;
}

/** The label in the reader's language, else the first of en fr es ru ar zh that there is. */
export function pickLabel(labels: Labels, lang: Lang): InLang {
  const own = labels[lang];
  if (own) return { text: own, lang };
  for (const other of FALL_BACK) {
    const text = labels[other];
    if (text) return { text, lang: other };
  }
  return { text: '', lang };
}

/** The best language for an Accept-Language header; English when nothing fits. */
export function negotiateLang(header: string | undefined): Lang {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, index) => {
      const [tag = '', ...params] = part.trim().split(';');
      const q = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find(Boolean);
      return { tag: tag.toLowerCase().split('-')[0]!, q: q === undefined ? 1 : Number(q), index };
    })
    .filter((wish) => isLang(wish.tag) && wish.q > 0)
    .sort((a, b) => b.q - a.q || a.index - b.index);
  return (wishes[0]?.tag as Lang | undefined) ?? 'en';
}
