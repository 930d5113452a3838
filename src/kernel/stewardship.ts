// What a module lets the house do with what people wrote in it: describe, hide, edit out, erase, review, export and forget.

import type { Labels, Lang } from './locale.ts';
import type { Viewer } from './page.ts';
import type { Ref } from './ref.ts';

declare const transaction: unique symbol;
/** A transaction in progress: opaque here, opened by platform/db, passed along so that all changes commit together. */
export type Tx = { readonly [transaction]: true };

/** One place that an erasure reached, or did not: `place` is a word such as `rows`, `revisions`, `files`, `search`. */
export type Outcome = { place: string; count: number; done: boolean };

/** A piece of free text of a thing by the name of its field; `lang` is the language it is written in. */
export type FreeText = { field: string; lang: Lang | null; text: string };

/** A thing as reporters, reviewers and moderators see it. */
export type DescribedThing = {
  ref: Ref;
  titles: Labels;
  /** Address without the language prefix; null when it has no page of its own. */
  path: string | null;
  /** The person who wrote it; null for official facts and imported content. */
  author: string | null;
  /** Codes of places it is about. */
  places: readonly string[];
  state: string;
  /** What may be hidden or edited out; official facts are never among it. */
  texts: readonly FreeText[];
  updatedAt: Date;
};

/** What one module lets moderation do with its things of these kinds. Everything runs in moderation's transaction. */
export type Steward = {
  module: string;
  kinds: readonly string[];
  /** The thing as this viewer may see it; null when there is none or the viewer may not know of it. */
  describe(ref: Ref, viewer: Viewer): Promise<DescribedThing | null>;
  /** Takes the free text of the thing out of public sight, or brings it back; official facts stay. Cards and caches follow. */
  setHidden(tx: Tx, ref: Ref, hidden: boolean): Promise<void>;
  /** Replaces the text of one field, for editing out; the module keeps no copy of what was there. */
  replaceText?(tx: Tx, ref: Ref, field: string, text: string): Promise<void>;
  /** Removes the thing and everything of it from the module's own tables and files; tells what was reached. */
  erase(tx: Tx, ref: Ref): Promise<readonly Outcome[]>;
};

/** A field of a submission as shown to a reviewer: before and after, in words. */
export type ProposedChange = { label: string; before: string | null; after: string | null };

/** A submission that waits for a second pair of eyes. */
export type Submission = {
  /** Kind of submission, owned by a module: `legislation.suggested_answer`. */
  kind: string;
  /** The thing it would change or make; null for a new one that has no id yet. */
  about: Ref | null;
  /** The person who sends it; never decides on it. */
  author: string;
  /** In words of the author's language. */
  title: string;
  lang: Lang;
  places: readonly string[];
  /** What the module needs to carry it out; JSON. */
  payload: Record<string, unknown>;
  /** Free text in it, for the gate and for deletion. */
  texts: readonly FreeText[];
  sources: readonly { title: string; url: string | null }[];
};

/** How a module takes part in the review queue for one kind of submission. */
export type Reviewer = {
  module: string;
  kind: string;
  /** Text key of the kind's name. */
  label: string;
  /** What would change, in the reviewer's language. */
  changes(submission: Submission, lang: Lang): Promise<readonly ProposedChange[]>;
  /** Carries it out in the reviewer's transaction; throws a Problem when it can no longer be carried out. Answers the thing made or changed. */
  approve(tx: Tx, submission: Submission, reviewer: string): Promise<Ref | null>;
  /** Told when it was returned or rejected. */
  refused?(tx: Tx, submission: Submission, outcome: 'returned' | 'rejected', reason: string): Promise<void>;
};

/** What one module holds of a person. */
export type PersonalData = {
  module: string;
  /** Everything held of the person, as JSON by name, for the export of one's data. */
  exportOf(person: string): Promise<Record<string, unknown>>;
  /** `anonymise` keeps contributions under "former member"; `remove` erases them. Private data go in both cases. */
  forget(tx: Tx, person: string, mode: 'anonymise' | 'remove'): Promise<readonly Outcome[]>;
};

/** Called for every module when a thing of any module is erased: links to it, copies, follows, digests. */
export type ErasedElsewhere = (tx: Tx, ref: Ref) => Promise<readonly Outcome[]>;
