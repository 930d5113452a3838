// Every query of assistance.

import type { ReadDb } from '#platform/db/types.ts';
import type { Finder, Helpline, HelplineList, Message } from './model.ts';
import type { AssistanceTables } from './tables.ts';

/** All helplines, by place and in the order of the facts. */
export async function listHelplines(db: ReadDb<AssistanceTables>): Promise<Helpline[]> {
  const rows = await db.selectFrom('assistance_helpline').select('data').orderBy('place').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** General finders of help. */
export async function listFinders(db: ReadDb<AssistanceTables>): Promise<Finder[]> {
  const rows = await db.selectFrom('assistance_finder').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** The lists that numbers were read in. */
export async function listHelplineLists(db: ReadDb<AssistanceTables>): Promise<HelplineList[]> {
  const rows = await db.selectFrom('assistance_list').select('data').orderBy('position').execute();
  return rows.map((row) => row.data);
}

/** Messages to the operator, newest first. */
export async function listMessageRows(db: ReadDb<AssistanceTables>): Promise<Message[]> {
  const rows = await db
    .selectFrom('assistance_message')
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(({ received_at, message, ...row }) => ({ ...row, text: message, receivedAt: received_at }));
}
