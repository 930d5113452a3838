// Assistance: child helplines with their source and date, general finders of help, and messages to the operator.

import type { AllLabels, Lang } from '#kernel/locale.ts';

/** Who a line is for. */
export type Audience = 'children' | 'everyone-in-danger';

/** One way to reach one helpline, as one source gives it; two sources that disagree are two records. */
export type Helpline = {
  id: string;
  place: string;
  name: string;
  /** The part of the place it serves; null when it serves all of it. */
  area: string | null;
  /** As published; null when it is reached by text or on the web only. */
  number: string | null;
  /** Digits to dial when the number is published in letters. */
  dial: string | null;
  alsoText: string | null;
  chat: string | null;
  /** `24/7`, `office hours`, `outside office hours` or OpenStreetMap notation; null when not stated. */
  hours: string | null;
  /** BCP 47; null when not stated. */
  languages: readonly string[] | null;
  /** True only where the source says so. */
  free: boolean | null;
  audience: Audience;
  source: HelplineSource;
};

/** Where a number was read. */
export type HelplineSource = {
  title: string;
  url: string;
  /** Id of the list the record was read in; null when the page itself was read. */
  via: string | null;
  /** The page a second-hand list relies on, which was not read. */
  cites: string | null;
  /** Date the page carries; null when it carries none. */
  seen: string | null;
  /** Year or month an undated page is from, as far as its content tells. */
  about: string | null;
};

/** A general way to find help where we have no number. */
export type Finder = {
  id: string;
  name: string;
  for: 'children' | 'everyone';
  url: string;
  what: AllLabels;
  unreviewed: readonly Lang[];
};

/** A list that numbers were read in. */
export type HelplineList = {
  id: string;
  title: string;
  publisher: string;
  url: string;
  readIn: string | null;
  retrieved: string;
  remarks: readonly string[];
};

export const TOPICS = ['correction', 'data', 'assistance', 'technical', 'other'] as const;
/** What a message is about. */
export type Topic = (typeof TOPICS)[number];

/** A message as a person sends it. */
export type MessageDraft = {
  name: string | null;
  email: string | null;
  topic: Topic;
  text: string;
};

/** A message as it is kept, for the operator only. */
export type Message = MessageDraft & { id: string; receipt: string; lang: Lang; receivedAt: Date };

/** Messages are deleted this many days after they arrived. */
export const KEPT_DAYS = 90;
export const TEXT_LIMITS = { least: 10, most: 5000, name: 120, email: 254 } as const;

/** What a telephone dials for a line; null when it has no number. */
export function dialled(line: Pick<Helpline, 'number' | 'dial'>): string | null {
  if (line.dial) return line.dial;
  if (line.number === null) return null;
  return line.number.replace(/(?!^\+)[^\d]/g, '');
}
