// What may stand instead of a marked piece, in the language of the text.

import type { Lang } from '#kernel/locale.ts';

type Instead = 'child' | 'children' | 'place' | 'date' | 'case' | 'removed' | 'family';

const WORDS: Readonly<Record<Lang, Record<Instead, string>>> = {
  en: {
    child: 'a child',
    children: 'several children',
    place: 'a place in the country',
    date: 'that year',
    case: 'a case',
    removed: '[removed]',
    family: 'a child of the family',
  },
  fr: {
    child: 'un enfant',
    children: 'plusieurs enfants',
    place: 'une localité du pays',
    date: 'cette année-là',
    case: 'une affaire',
    removed: '[retiré]',
    family: 'un enfant de la famille',
  },
  es: {
    child: 'un niño',
    children: 'varios niños',
    place: 'una localidad del país',
    date: 'ese año',
    case: 'un caso',
    removed: '[suprimido]',
    family: 'un hijo de la familia',
  },
  ar: {
    child: 'طفل',
    children: 'عدة أطفال',
    place: 'مكان في البلد',
    date: 'في تلك السنة',
    case: 'قضية',
    removed: '[محذوف]',
    family: 'طفل من الأسرة',
  },
  ru: {
    child: 'ребёнок',
    children: 'несколько детей',
    place: 'населённый пункт',
    date: 'в том году',
    case: 'дело',
    removed: '[удалено]',
    family: 'ребёнок из этой семьи',
  },
  zh: {
    child: '一名儿童',
    children: '几名儿童',
    place: '国内某地',
    date: '当年',
    case: '一起案件',
    removed: '[已删除]',
    family: '该家庭的一名儿童',
  },
};

const FOR_CODE: Readonly<Record<string, Instead>> = {
  name_age: 'child',
  name_birth: 'child',
  name_child: 'child',
  name_school_offence: 'child',
  name_youth: 'child',
  name_medical: 'child',
  initials_age: 'child',
  initials_birth: 'child',
  initials_place_date: 'child',
  initials_place: 'child',
  initials_child: 'child',
  name_offence: 'child',
  relation: 'family',
  siblings: 'children',
  case_number: 'case',
  place_age: 'child',
  school_age_offence: 'child',
  school_offence: 'place',
  nickname: 'child',
  cell_age: 'child',
  only_one: 'child',
  child_detail: 'child',
};

/** The words that may replace a piece marked with this code; contacts, numbers, rows and files are taken out. */
export function insteadOf(code: string, lang: Lang): string {
  return WORDS[lang][FOR_CODE[code] ?? 'removed'];
}
