// Makes cards in six scripts from a fixed seed, with words as unevenly spread as in real text; for measuring search only.

import type { Card } from '../../src/kernel/card.ts';
import { LANGS } from '../../src/kernel/locale.ts';
import type { Labels, Lang } from '../../src/kernel/locale.ts';

/** A source of numbers from 0 to 1 that is the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYLLABLES: Readonly<Record<Exclude<Lang, 'zh'>, string>> = {
  en: 'ba con der fil gra hun jor ket lam mor nes pol qua rin sta tor ven wil yar zet tion ment ing er al ness',
  fr: 'ba con dé fil gra heu jour qué lam mor né pol quoi rin sta teur veu zé tion ment eux ance elle ois',
  es: 'ba con de fi gra hun ju que la mor ne po qui rin sta tor ven ña ze ción miento ando dad oso illa',
  ru: 'ба кон де фи гра ху жор ке ла мор не по ква рин ста тор ве вил яр зе ция ние ость ный тель ски',
  ar: 'با كن در في جر هن جو كت لم مر نس بل قو رن ست تر ون يل يا زت شر ضح عم غل صد طب',
};
const SIGNS =
  '少年司法儿童权利保护犯罪预防教育社区警察法院律师家庭学校研究数据国家政策标准公约规则监督自由剥夺拘留审判程序恢复性分流措施年龄责任';
const DOMAIN: Readonly<Record<Lang, string>> = {
  en: 'child justice law court detention diversion rights police education report study country age responsibility prevention family community data standards liberty',
  fr: 'enfant justice droit tribunal détention déjudiciarisation droits police éducation rapport étude pays âge responsabilité prévention famille communauté données normes liberté',
  es: 'niño justicia derecho tribunal detención remisión derechos policía educación informe estudio país edad responsabilidad prevención familia comunidad datos normas libertad',
  ru: 'ребёнок правосудие право суд задержание права полиция образование доклад исследование страна возраст ответственность предупреждение семья община данные нормы свобода',
  ar: 'الطفل العدالة القانون المحكمة الاحتجاز الحقوق الشرطة التعليم التقرير الدراسة البلد السن المسؤولية الوقاية الأسرة المجتمع البيانات المعايير الحرية',
  zh: '儿童 司法 法律 法院 拘留 分流 权利 警察 教育 报告 研究 国家 年龄 责任 预防 家庭 社区 数据 标准 自由',
};
const KINDS = [
  'legislation.answer',
  'analysis.series',
  'library.document',
  'forum.thread',
  'proposals.proposal',
  'solutions.programme',
  'network.organisation',
  'gatherings.event',
  'awareness.story',
  'assistance.guide',
  'standards.provision',
  'place',
];
const THEMES = Array.from({ length: 30 }, (_, index) => `theme-${index + 1}`);
const DISCIPLINES = [
  'legal',
  'psychological',
  'criminological',
  'social',
  'educational',
  'cultural',
  'police',
  'medical',
];
const WORDS = 12_000;

/** Words of one language, the most used first. */
function lexicon(lang: Lang): string[] {
  const random = seeded(0x1e0 + LANGS.indexOf(lang));
  const words = new Set(DOMAIN[lang].split(' '));
  const signs = [...SIGNS];
  const syllables = lang === 'zh' ? [] : SYLLABLES[lang].split(' ');
  while (words.size < WORDS) {
    const size = 2 + Math.floor(random() * (lang === 'zh' ? 1.4 : 2.6));
    const parts = Array.from({ length: size }, () =>
      lang === 'zh'
        ? random() < 0.5
          ? signs[Math.floor(random() * signs.length)]!
          : String.fromCharCode(0x4e00 + Math.floor(random() * 3000))
        : syllables[Math.floor(random() * syllables.length)]!,
    );
    words.add(parts.join(''));
  }
  return [...words];
}

/** Cards from number `from` up to `to`; the same numbers give the same cards. */
export function* generatedCards(from: number, to: number, places: readonly string[]): Generator<Card> {
  const lexicons = Object.fromEntries(LANGS.map((lang) => [lang, lexicon(lang)])) as Record<Lang, string[]>;
  for (let number = from; number < to; number += 1) yield oneCard(number, lexicons, places);
}

function oneCard(number: number, lexicons: Record<Lang, string[]>, places: readonly string[]): Card {
  const random = seeded(number * 7919 + 17);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * random() * list.length)]!;
  const own = LANGS[number % LANGS.length]!;
  const langs = new Set<Lang>([own, ...(random() < 0.35 ? (['en'] as const) : []), ...(random() < 0.1 ? LANGS : [])]);
  const titles: Labels = {};
  const summaries: Labels = {};
  const body: Labels = {};
  for (const lang of langs) {
    titles[lang] = sentence(lexicons[lang], lang, 4 + Math.floor(random() * 5), random);
    summaries[lang] = sentence(lexicons[lang], lang, 15 + Math.floor(random() * 20), random);
    body[lang] = sentence(lexicons[lang], lang, 20 + Math.floor(random() * 60), random);
  }
  return {
    ref: { kind: pick(KINDS), id: `generated-${number}` },
    path: `/generated/${number}`,
    titles,
    summaries,
    body,
    places: random() < 0.9 ? [pick(places)] : [pick(places), pick(places)],
    themes: random() < 0.7 ? [pick(THEMES)] : [pick(THEMES), pick(THEMES)],
    disciplines: random() < 0.8 ? [pick(DISCIPLINES)] : [],
    provisions: random() < 0.3 ? [`crc:${1 + Math.floor(random() * 54)}`] : [],
    year: random() < 0.9 ? 1985 + Math.floor(Math.sqrt(random()) * 42) : null,
    updatedAt: new Date(Date.UTC(2020, 0, 1) + Math.floor(random() * 2000) * 86_400_000),
  };
}

/** Words drawn so that the n-th is drawn about 1/n as often as the first, as in real text. */
function sentence(words: readonly string[], lang: Lang, length: number, random: () => number): string {
  const drawn = Array.from(
    { length },
    () =>
      words[
        Math.min(words.length - 1, Math.floor(Math.exp(random() * Math.log(words.length + 8)) + 4 * random()) - 1)
      ]!,
  );
  return drawn.join(lang === 'zh' ? '' : ' ');
}
