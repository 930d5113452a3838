// What one module needs of another at run time: interfaces offered in one manifest and handed to the others by app/compose.ts.

import type { Card, CardView } from './card.ts';
import type { DomainEvent } from './event.ts';
import type { Lang } from './locale.ts';
import type { Viewer } from './page.ts';
import type { Ref } from './ref.ts';

declare const transaction: unique symbol;
/** A transaction in progress: opaque here, opened by platform/db, passed along so that all changes commit together. */
export type Tx = { readonly [transaction]: true };

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

/** Everything composed; a module names what it uses. */
export type Ports = { cards: Cards; events: Events; figures: Figures; lawAnswers: LawAnswers; viewers: Viewers };
