// Ways to reach someone: telephone, e-mail, handle; and fine coordinates.

import type { Sentence, Span } from '../model.ts';
import { has, matchesOf } from './near.ts';

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g;
const HANDLE = /(?<![\w.@/])@[\p{L}_][\p{L}\d_.]{2,40}/gu;
const ID_HANDLE = /(?<![\w.@/])(?:id_[a-z\d_]{3,40}|[a-z]{2,30}(?:[_.][a-z\d]{1,30}){1,5})(?![\w@(-])/g;
const PHONE = /(?<![\w.,/])(?:\+|00)?\(?\d{1,4}\)?(?:[ .-]?\(?\d{2,4}\)?){1,6}(?![\w/])/g;
const DECIMALS =
  /(?<![\d.,])-?\d{1,3}[.,]\d{4,8}(?!\d)\s?°?\s?[NSEWnsСЮВЗ]?(?:\s{0,2}[,;/]\s{0,2}|\s{1,2})-?\d{1,3}[.,]\d{4,8}(?!\d)/g;
const MINUTES = /\d{1,3}\s?°\s?\d{1,2}\s?['′]\s?\d{1,2}(?:[.,]\d+)?\s?(?:"|″|'')/g;
const MAP_LINK = /(?:maps\.|geo:|goo\.gl\/maps|what3words|\/\/\/[a-z]+\.[a-z]+\.[a-z]+)/gi;

/** Mailboxes of offices, not of persons. */
const ROLE =
  /^(?:info|contact|contacto|contacts?|office|oficina|help|helpline|helpdesk|aide|ayuda|legal[\w.-]*|registry|registro|greffe|support|press|presse|prensa|admin|administration|secretar\w*|hello|mail|court|tribunal|juzgado|defens\w*|accueil|standard|recherche|research|conference|events?|training|formation|jobs?|recruitment|ombuds\w*|children|childline|enquiries|inquiries|feedback|editor\w*|library|data|privacy|webmaster|no-?reply|postmaster|archive\w*|observ\w*|ngo|ong|unit|team|justice|justicia|mediation|communications?|kontakt|priemnaya|kanc\w*|lian|qalam)[\w.+-]*@/i;

/** E-mail addresses of persons; those of offices are left out. */
export function emailsOf({ text, start }: Sentence): Span[] {
  if (!text.includes('@')) return [];
  return matchesOf(text, start, EMAIL).filter((span) => !ROLE.test(text.slice(span.start - start, span.end - start)));
}

/** Handles of social networks, with @ or in the form people type them beside the network's name. */
export function handlesOf({ text, start, tokens }: Sentence): Span[] {
  const found = text.includes('@') ? matchesOf(text, start, HANDLE) : [];
  const network = tokens.some((token) =>
    /^(?:insta|instagram|tiktok|snap|snapchat|telegram|twitter|facebook|fb|discord|вк|vk|тг|телег\p{L}*|инст\p{L}*|تيك|انستا|انستغرام|سناب|فيسبوك|微信|抖音|快手|qq|微博|slack|ig|roblox|twitch|wechat)$/u.test(
      token.low,
    ),
  );
  return network ? [...found, ...matchesOf(text, start, ID_HANDLE)] : found;
}

/** Telephone numbers of seven digits or more; level 2 when a word for telephone stands near. */
export function phonesOf(sentence: Sentence): Span[] {
  const { text, start, tokens } = sentence;
  if (!/\d\d[ .)-]?\(?\d\d/.test(text)) return [];
  const near = tokens.some((token) => has(token, 'phoneword'));
  return matchesOf(text, start, PHONE)
    .filter((span) => {
      const written = text.slice(span.start - start, span.end - start);
      const digits = written.replaceAll(/\D/g, '');
      if (digits.length < 7 || digits.length > 15 || isDate(written)) return false;
      if (/^\d{2,4}(?: \d{2,4}){2,5}$/.test(written) && /(?: \d\d){2}/.test(written) && digits.length >= 8) return true;
      return near || /^(?:\+|00|0[1-9]|1[3-9]\d{9}$|8[ (-])/.test(written);
    })
    .map((span) => ({ ...span, level: near ? 2 : 1 }));
}

function isDate(written: string): boolean {
  return (
    /^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}$/.test(written) ||
    /^\d{4}[.-]\d{1,2}[.-]\d{1,2}$/.test(written) ||
    /^(?:19|20)\d\d[ -](?:19|20)\d\d$/.test(written)
  );
}

/** Coordinates finer than a district: four decimals, seconds of arc, map links. */
export function coordinatesOf({ text, start }: Sentence): Span[] {
  const fine = /\d/.test(text) ? [...matchesOf(text, start, DECIMALS), ...matchesOf(text, start, MINUTES)] : [];
  return /[./:]/.test(text) ? [...fine, ...matchesOf(text, start, MAP_LINK)] : fine;
}
