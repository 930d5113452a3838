// Every change of assistance: the lists are replaced as a whole from the first content; messages come and go.

import type { WriteDb } from '#platform/db/types.ts';
import type { Finder, Helpline, HelplineList, Message } from './model.ts';
import type { AssistanceTables } from './tables.ts';

/** Replaces helplines, finders and the lists they were read in. */
export async function replaceHelp(
  db: WriteDb<AssistanceTables>,
  content: { helplines: readonly Helpline[]; finders: readonly Finder[]; lists: readonly HelplineList[] },
): Promise<void> {
  await db.deleteFrom('assistance_helpline').execute();
  await db.deleteFrom('assistance_finder').execute();
  await db.deleteFrom('assistance_list').execute();
  await db
    .insertInto('assistance_helpline')
    .values(
      content.helplines.map((line, position) => ({
        id: line.id,
        place: line.place,
        position,
        data: JSON.stringify(line),
      })),
    )
    .execute();
  await db
    .insertInto('assistance_finder')
    .values(content.finders.map((finder, position) => ({ id: finder.id, position, data: JSON.stringify(finder) })))
    .execute();
  await db
    .insertInto('assistance_list')
    .values(content.lists.map((list, position) => ({ id: list.id, position, data: JSON.stringify(list) })))
    .execute();
}

/** Keeps a message. */
export async function insertMessage(db: WriteDb<AssistanceTables>, message: Message): Promise<void> {
  const { receivedAt, text, ...row } = message;
  await db
    .insertInto('assistance_message')
    .values({ ...row, received_at: receivedAt, message: text })
    .execute();
}

/** Deletes the messages that arrived before a moment; answers how many. */
export async function deleteMessagesBefore(db: WriteDb<AssistanceTables>, moment: Date): Promise<number> {
  const result = await db.deleteFrom('assistance_message').where('received_at', '<', moment).executeTakeFirst();
  return Number(result.numDeletedRows);
}
