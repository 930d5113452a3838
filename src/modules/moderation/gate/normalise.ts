// Makes one spelling out of many (digits, widths, marks, invisible signs) and remembers where every character came from.

/** The text as the detectors read it; `map[i]` is the offset in the original of character i, with one entry past the end. */
export type Normalised = { text: string; map: Int32Array };

const SAME = new Map<number, string>();
function same(from: string, to: string): void {
  const letters = Array.from(from);
  const targets = Array.from(to);
  letters.forEach((letter, index) => SAME.set(letter.codePointAt(0)!, targets[index] ?? targets.at(-1)!));
}
for (const zero of [0x660, 0x6f0, 0x966, 0x9e6, 0xff10]) {
  for (let digit = 0; digit < 10; digit += 1) SAME.set(zero + digit, String(digit));
}
for (let code = 0xff01; code <= 0xff5e; code += 1)
  if (!SAME.has(code)) SAME.set(code, String.fromCharCode(code - 0xfee0));
same('أإآٱىةؤئیکھ', 'ااااييويك');
SAME.set(0x629, 'ه');
SAME.set(0x624, 'و');
SAME.set(0x626, 'ي');
SAME.set(0x649, 'ي');
SAME.set(0x6cc, 'ي');
SAME.set(0x6a9, 'ك');
SAME.set(0x6be, 'ه');
same('’‘ʼ‛′`´', "'");
same('“”„‟″', '"');
same('‐‑‒−﹣', '-');
same('—―', '–');
same('\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u000b', ' ');
same('\t', '|');
same('،؛٪٫٬', ',;%.,');
same('\u2028\u2029\u0085\r\f', '\n');
same('〔【［', '(((');
same('〕】］', ')))');

/** True for signs that carry no letter: joiners, direction marks, soft hyphens, vowel signs, combining accents. */
function isDropped(code: number): boolean {
  return (
    code === 0xad ||
    code === 0x640 ||
    code === 0xfeff ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    (code >= 0x64b && code <= 0x65f) ||
    code === 0x670 ||
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09 && code !== 0x0b && code !== 0x0c)
  );
}

/** Presentation forms and mathematical letters, which are spelt with other characters. */
function isStyled(code: number): boolean {
  return (
    (code >= 0xfb00 && code <= 0xfefc) ||
    (code >= 0x1d400 && code <= 0x1d7ff) ||
    (code >= 0x2460 && code <= 0x24ff) ||
    (code >= 0x1f100 && code <= 0x1f16f)
  );
}

/** 1 for every character of the basic plane that stays as it is. */
const PLAIN = new Uint8Array(0x10000);
for (let code = 0x20; code < 0xd800; code += 1)
  PLAIN[code] = SAME.has(code) || isDropped(code) || isStyled(code) ? 0 : 1;
PLAIN[0x0a] = 1;

/** Normalises in one pass; the result may be shorter or longer than the text. */
export function normalise(original: string): Normalised {
  const parts: string[] = [];
  let map = new Int32Array(original.length + 64);
  let length = 0;
  let plain = 0;
  for (let at = 0; at < original.length;) {
    const unit = original.charCodeAt(at);
    if (PLAIN[unit] === 1) {
      if (length >= map.length) map = grown(map);
      map[length++] = at++;
      continue;
    }
    if (plain < at) parts.push(original.slice(plain, at));
    const code = original.codePointAt(at)!;
    const width = code > 0xffff ? 2 : 1;
    const written = isDropped(code) ? '' : (SAME.get(code) ?? spelt(original.slice(at, at + width), code));
    parts.push(written);
    while (length + written.length >= map.length) map = grown(map);
    for (let index = 0; index < written.length; index += 1) map[length++] = at;
    at += width;
    plain = at;
  }
  parts.push(original.slice(plain));
  if (length >= map.length) map = grown(map);
  map[length] = original.length;
  return { text: parts.join(''), map: map.subarray(0, length + 1) };
}

function grown(map: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(map.length * 2);
  larger.set(map);
  return larger;
}

function spelt(letter: string, code: number): string {
  return isStyled(code) ? restyled(letter) : letter;
}

function restyled(letter: string): string {
  const plain = letter.normalize('NFKC');
  return plain === letter ? letter : normalise(plain).text;
}

/** Lower case without accents, the form in which words are looked up. Cyrillic keeps its short i. */
export function fold(word: string): string {
  if (/^[\u0600-\u06ff]/.test(word)) return word;
  const lower = word.toLowerCase();
  if (/^[\u0000-\u007f]*$/.test(lower)) return lower;
  if (/[\u00c0-\u024f\u1e00-\u1eff]/.test(lower)) {
    return lower
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036f]/g, '')
      .replaceAll('œ', 'oe')
      .replaceAll('æ', 'ae')
      .replaceAll('ß', 'ss')
      .replaceAll('ø', 'o')
      .replaceAll('ł', 'l')
      .replaceAll('ı', 'i');
  }
  return lower.replaceAll('ё', 'е').replaceAll(/[ًٌٍَُِّْٰـ]/g, '');
}
