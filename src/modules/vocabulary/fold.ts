// Folding of words so that they match whatever their case, accents and letter forms, the same in all six scripts.

const LATIN_EXTRAS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/**
 * Lower case, no accents (ё counts as е, й stays), Arabic without vowel marks and tatweel and with one alef, ya and ta marbuta,
 * punctuation as spaces. Text of any script; the result holds only letters, digits and single spaces.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/и\u0306/gi, 'й')
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
    .toLowerCase()
    .replace(/[ßæœøđłıþð]/g, (letter) => LATIN_EXTRAS[letter] ?? letter)
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** True when the text holds Chinese characters, which are written without spaces. */
export function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
