// Numbers that belong to one case or one person: dockets, registry numbers, identity numbers.

import type { Sentence, Span } from '../model.ts';
import { has, matchesOf } from './near.ts';

/** Digits and letters joined by signs, as registries write them: 22-JV-0938, JC/2021/00417, 5120-F/2023. */
const CODE =
  /(?<![\w.@/-])(?=[A-Za-zА-Яа-я]{0,6}[-/.]?\d|[A-Za-zА-Яа-я]{1,6}[-/.][A-Za-zА-Яа-я]{1,6}[-/.]\d)[A-Za-zА-Яа-я\d]{1,20}(?:[-/.–][A-Za-zА-Яа-я\d]{1,20}){0,6}(?![\w@])/gu;
const HAN_CASE =
  /(?:\(|〔)\d{4}(?:\)|〕|\))[\u4e00-\u9fff\d]{0,14}?\d{1,6}号|[\u4e00-\u9fff]{1,4}(?:\(|〔|\[)\d{4}(?:\)|〕|\])\s?(?:第)?\d{1,6}号?/g;
const IDS = [
  /(?<![A-Z\d])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z\d])/g,
  /(?<![A-Z\d])[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d(?![A-Za-z\d])/g,
  /(?<!\d)\d{3}-\d{3}-\d{3} \d{2}(?!\d)/g,
  /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g,
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /(?<![A-Z\d])[XYZ]?-?\d{7,8}-?[A-Z](?![A-Za-z\d])/g,
];

/** Numbers near a word for a case file; level 2 when the word is beside it. */
export function casesOf(sentence: Sentence): Span[] {
  const { tokens } = sentence;
  const found = tokens.some((token) => token.script === 'han')
    ? matchesOf(sentence.text, sentence.start, HAN_CASE, 2)
    : [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (
      !has(tokens[at], 'caseword') ||
      (tokens[at]!.script === 'han' && !/案号|编号|卷宗|立案号|档案/.test(tokens[at]!.text))
    )
      continue;
    const from = tokens[at]!.start - sentence.start;
    const piece = sentence.text.slice(from, from + 70);
    for (const match of piece.matchAll(CODE)) {
      if (!/\d{2}/.test(match[0]) || /^(?:19|20)\d\d$/.test(match[0]) || isDate(match[0])) continue;
      if (/^\d{1,2}$/.test(match[0]) || match.index - tokens[at]!.text.length > 26) continue;
      const direct = /^[^,;]{0,30}$/.test(piece.slice(0, match.index));
      const numbered = /(?:№|n[°ºo.]|no\.?|num|número|رقم|عدد|#|号|:|\bref|réf)/i.test(piece.slice(0, match.index));
      if (direct && (numbered || match[0].length > 5))
        found.push({
          start: sentence.start + from,
          end: sentence.start + from + match.index + match[0].length,
          level: 2,
        });
      break;
    }
  }
  return found;
}

function isDate(text: string): boolean {
  return /^\d{1,2}[-/.]\d{1,2}(?:[-/.](?:\d{2}|\d{4}))?$/.test(text) || /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$/.test(text);
}

/** Identity numbers: by their pattern (level 2), or any long number beside a word for identity papers. */
export function idsOf(sentence: Sentence): Span[] {
  const { tokens, text, start } = sentence;
  const words = tokens.filter((token) => has(token, 'idword'));
  const found: Span[] = [];
  if (/\d\d ?\d\d|\d{3}-\d/.test(text)) for (const pattern of IDS) found.push(...matchesOf(text, start, pattern, 1));
  for (const word of words) {
    const from = word.start - start;
    const piece = text.slice(from, from + 80);
    const match =
      /\d(?:[\d /-]|[A-Z](?=[\d /-])){3,24}\d?|[A-Z]{1,6}\d[A-Z\d]{5,16}|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]/.exec(piece);
    if (match && match[0].replaceAll(/\D/g, '').length >= 5 && !isDate(match[0].trim()))
      found.push({ start: from + start, end: start + from + match.index + match[0].length, level: 2 });
  }
  return found;
}
