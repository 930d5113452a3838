// The tables of assistance, as Kysely sees them.

import type { ColumnType, JSONColumnType } from 'kysely';
import type { Lang } from '#kernel/locale.ts';
import type { Finder, Helpline, HelplineList, Topic } from './model.ts';

/** Own tables of this module. */
export type AssistanceTables = {
  assistance_helpline: {
    id: string;
    place: string;
    position: number;
    data: JSONColumnType<Helpline>;
  };
  assistance_finder: {
    id: string;
    position: number;
    data: JSONColumnType<Finder>;
  };
  assistance_list: {
    id: string;
    position: number;
    data: JSONColumnType<HelplineList>;
  };
  assistance_message: {
    id: string;
    receipt: string;
    received_at: ColumnType<Date, Date, never>;
    lang: Lang;
    topic: Topic;
    name: string | null;
    email: string | null;
    message: string;
  };
};
