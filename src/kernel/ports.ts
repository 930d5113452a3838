// What one module needs of another at run time: interfaces offered in one manifest and handed to the others by app/compose.ts.

import type { Card, CardView } from './card.ts';
import type { DomainEvent } from './event.ts';
import type { Labels, Lang } from './locale.ts';
import type { Viewer } from './page.ts';
import type { Ref } from './ref.ts';
import type { ErasedElsewhere, Outcome, PersonalData, Reviewer, Steward, Submission, Tx } from './stewardship.ts';

export type { Tx } from './stewardship.ts';

/** Filter of cards; every given field must match. */
export type CardFilter = {
  kinds?: readonly string[];
  /** Kinds left out. */
  except?: readonly string[];
  place?: string;
  theme?: string;
  discipline?: string;
  provision?: string;
  limit?: number;
  offset?: number;
  order?: 'updated' | 'title';
};

/** The catalogue's port: cards are put and removed in the transaction of the change they tell of. */
export type Cards = {
  put(tx: Tx, cards: readonly Card[]): Promise<void>;
  remove(tx: Tx, refs: readonly Ref[]): Promise<void>;
  list(filter: CardFilter, lang: Lang): Promise<{ cards: CardView[]; total: number }>;
  /** Near matches of a word among titles, for 404 pages. */
  near(text: string, lang: Lang, kinds?: readonly string[]): Promise<CardView[]>;
};

/** Records what happened in the transaction that did it; `tags` are the cache tags the change touches. */
export type Events = {
  record(tx: Tx, event: DomainEvent, tags?: readonly string[]): Promise<void>;
};

/** A figure, or the reason there is none. */
export type Figure = {
  indicator: number;
  place: string;
  period: string;
  value: number | null;
  status: string;
  source: string | null;
};
/** Analysis offers: figures of a place, blanks included. */
export type Figures = { ofPlace(place: string): Promise<Figure[]> };

/** Grade of an answer against the standard. */
export type Grade = 'meets' | 'partial' | 'below' | 'no-data';
/** One attribute of a country's law as graded for a day. */
export type LawAnswer = {
  attribute: string;
  grade: Grade;
  /** The value in the reader's words; empty when there is none. */
  display: string;
  sources: number;
  disagree: boolean;
};
/** Legislation offers: graded answers of a place on a day, and one attribute across places. */
export type LawAnswers = {
  ofPlace(place: string, lang: Lang, on?: string): Promise<LawAnswer[]>;
  ofAttribute(
    attribute: string,
    on?: string,
  ): Promise<
    {
      place: string;
      value: number | null;
      noMinimum: boolean;
      grade: Grade;
      asOf: string | null;
      sources: number;
      disagree: boolean;
    }[]
  >;
};

/** Text of a thing in one language, for gates and translations. */
export type TextOf = (ref: Ref) => Promise<{ lang: Lang; text: string } | null>;

/** Accounts offer: who is behind a session cookie; anonymous when nobody or when the session has ended. */
export type Viewers = { of(cookieHeader: string): Promise<Viewer> };

/** What the gate says of a text: publish, ask the author, let a reviewer decide, or refuse as it stands. */
export type GateVerdict = 'pass' | 'ask' | 'hold' | 'block';
/** Marks are in UTF-16 offsets; `suggestion` is a general word to stand there instead. Reasons hold no words of the text. */
export type GateAnswer = {
  verdict: GateVerdict;
  reasons: { code: string; weight: number }[];
  marks: { start: number; end: number; code: string; suggestion?: string }[];
};
/** Moderation offers: reads free text before anything of it becomes public; quick. Its word lists are loaded when first asked. */
export type Gate = { check(text: string, lang?: Lang | null): Promise<GateAnswer> };

/** One entry of the audit: a change of state or of permission, without content. */
export type AuditEntry = {
  /** Person id; null for the system itself. */
  actor: string | null;
  /** Past tense, owned by a module: `moderation.thing_hidden`. */
  action: string;
  about: Ref | null;
  /** What it was and became; only their hashes are kept. */
  before?: unknown;
  after?: unknown;
  /** Code from a list or a short reason; never content of removed things, never the matched words. */
  reason?: string;
};
/** Moderation offers: append-only, chained by hash, in the transaction of the change. */
export type Audit = { record(tx: Tx, entry: AuditEntry): Promise<void> };

/** A revision of a thing: what its fields said, from when, by whom. */
export type Revision = {
  id: string;
  ref: Ref;
  at: Date;
  author: string | null;
  note: string | null;
  fields: Readonly<Record<string, string>>;
};
/** Moderation offers: keeps what a thing said, for readable differences; erased with the thing. */
export type Revisions = {
  /** Keeps the fields as they are after this change. */
  keep(tx: Tx, revision: Omit<Revision, 'id' | 'at'>): Promise<void>;
  /** Newest first. */
  of(ref: Ref): Promise<Revision[]>;
};

/** State of a submission. */
export type SubmissionState = 'waiting' | 'returned' | 'approved' | 'rejected' | 'withdrawn';
/** Moderation offers: one queue for everything that needs a second pair of eyes. */
export type ReviewQueue = {
  /** Puts it into the queue and answers its id; text that the gate blocks is refused with a Problem. */
  submit(tx: Tx, submission: Submission): Promise<string>;
  /** The author takes it back. */
  withdraw(tx: Tx, id: string, author: string): Promise<void>;
  /** Submissions about a thing, or of a person, newest first. */
  about(ref: Ref): Promise<{ id: string; kind: string; state: SubmissionState; at: Date; author: string }[]>;
  ofAuthor(person: string): Promise<{ id: string; kind: string; title: string; state: SubmissionState; at: Date }[]>;
};

/** Something followers should hear of. Titles and summary are public texts only. */
export type Notice = {
  /** Past tense, owned by a module: `forum.reply_posted`. */
  name: string;
  about: Ref;
  /** Address without the language prefix. */
  path: string;
  titles: Labels;
  summaries: Labels;
  places: readonly string[];
  themes: readonly string[];
  /** The person whose public work it is; never told of it themselves. */
  author: string | null;
  /** Persons who must hear of it beside the followers (mentioned, asked, decided about); still by their own settings. */
  to?: readonly string[];
  /** Only members who hold one of these roles may hear of it; absent: everyone who follows. */
  only?: readonly string[];
};
/** Catalogue offers: follow anything, and hear of it in the list, by mail or by feed. */
export type Notices = {
  tell(tx: Tx, notice: Notice): Promise<void>;
  follow(tx: Tx, person: string, target: Ref): Promise<void>;
  unfollow(tx: Tx, person: string, target: Ref): Promise<void>;
};

/** A person as others may see them now. */
export type PublicPerson = {
  id: string;
  /** Display name or pseudonym; null for a former member: show the house's words for it. */
  name: string | null;
  /** Address of the public profile without the language prefix; null when there is none to show this viewer. */
  path: string | null;
  lang: Lang;
};
/** Accounts offer: names for ids, in one call; unknown ids are former members. */
export type People = {
  byIds(ids: readonly string[], viewer: Viewer): Promise<ReadonlyMap<string, PublicPerson>>;
  /** Finds members for mentions and invitations by the start of their public name. */
  find(start: string, viewer: Viewer, limit: number): Promise<PublicPerson[]>;
  /** Members who asked to be reachable for these disciplines, country or language, for calls and digests. */
  matching(filter: { disciplines?: readonly string[]; place?: string; lang?: Lang; role?: string }): Promise<string[]>;
  /** The viewer a person is when no request is at hand (mail replies, jobs); anonymous when suspended or gone. */
  asViewer(person: string): Promise<Viewer>;
  /** Verified mail address, for mail that the person asked for; null when there is none. Never shown. */
  mailOf(person: string): Promise<{ address: string; lang: Lang } | null>;
  /** The member behind a verified mail address, for mail that comes in; null when there is none. */
  byMail(address: string): Promise<string | null>;
};

/** What every module lets the house do with what people wrote; gathered from the manifests by app/compose.ts. */
export type Keeping = {
  stewards: ReadonlyMap<string, Steward>;
  reviewers: ReadonlyMap<string, Reviewer>;
  personal: readonly PersonalData[];
  erasedElsewhere: readonly { module: string; erased: ErasedElsewhere }[];
};

/** Moderation offers: removes a thing everywhere and leaves a tombstone with a receipt. */
export type Erasure = { erase(tx: Tx, ref: Ref, by: string | null, reason: string): Promise<readonly Outcome[]> };

/** Everything composed; a module names what it uses. */
export type Ports = {
  cards: Cards;
  events: Events;
  figures: Figures;
  lawAnswers: LawAnswers;
  viewers: Viewers;
  people: People;
  gate: Gate;
  audit: Audit;
  revisions: Revisions;
  reviewQueue: ReviewQueue;
  notices: Notices;
  erasure: Erasure;
  keeping: Keeping;
};
