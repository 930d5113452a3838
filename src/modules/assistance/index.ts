// Door of assistance: child helplines by country, general finders of help, and the messages kept for the operator.

import type { Services } from '#platform/services.ts';
import type { Database } from '#platform/db/types.ts';
import type { Finder, Helpline, HelplineList, Message } from './model.ts';
import { listFinders, listHelplineLists, listHelplines, listMessageRows } from './read.ts';
import type { AssistanceTables } from './tables.ts';

export type { Finder, Helpline, HelplineList, Message } from './model.ts';

/** Everything known of helplines, in memory. */
export type HelpBook = {
  ofPlace: ReadonlyMap<string, readonly Helpline[]>;
  lists: ReadonlyMap<string, HelplineList>;
  finders: readonly Finder[];
};

/** What other modules may ask of helplines; answers come from memory after the first call. */
export type Helplines = {
  book(): Promise<HelpBook>;
  /** Lines of one country, those for all of it first; empty when none with a source is known. */
  ofPlace(code: string): Promise<readonly Helpline[]>;
};

/** Opens the helplines; they are read again after a change tagged `assistance`. */
export function helplines(services: Services): Helplines {
  const db = services.db.reader<AssistanceTables>();
  const book = services.reference(['assistance'], async () =>
    bind(await listHelplines(db), await listHelplineLists(db), await listFinders(db)),
  );
  return { book, ofPlace: async (code) => (await book()).ofPlace.get(code) ?? [] };
}

/** Messages to the operator, newest first; for the operator's command only. */
export function listMessages(db: Database): Promise<Message[]> {
  return listMessageRows(db.reader<AssistanceTables>());
}

function bind(lines: readonly Helpline[], lists: readonly HelplineList[], finders: readonly Finder[]): HelpBook {
  const ofPlace = new Map<string, Helpline[]>();
  for (const line of lines) ofPlace.set(line.place, [...(ofPlace.get(line.place) ?? []), line]);
  for (const [place, own] of ofPlace) ofPlace.set(place, order(own));
  return { ofPlace, lists: new Map(lists.map((list) => [list.id, list])), finders };
}

/** Lines with a number and for the whole country first, those for children before those for everyone; else as in the facts. */
function order(lines: readonly Helpline[]): Helpline[] {
  const weight = (line: Helpline) =>
    (line.area ? 4 : 0) + (line.number === null ? 2 : 0) + (line.audience === 'children' ? 0 : 1);
  return [...lines].sort((a, b) => weight(a) - weight(b));
}
