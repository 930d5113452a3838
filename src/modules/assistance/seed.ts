// First content of assistance: helplines and finders from the facts folder, with one card per country that has a line.

import type { Card } from '#kernel/card.ts';
import type { Labels, Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import { readFacts } from '#platform/facts.ts';
import { loadTexts, translator } from '#platform/i18n.ts';
import type { Services } from '#platform/services.ts';
import { placeTree } from '#modules/places/index.ts';
import type { Finder, Helpline, HelplineList } from './model.ts';
import type { AssistanceTables } from './tables.ts';
import { replaceHelp } from './write.ts';

export const FACTS = new URL('./facts/', import.meta.url);
export const TEXTS = new URL('./texts/', import.meta.url);

type HelplineFact = Omit<Helpline, 'id' | 'area' | 'dial' | 'alsoText' | 'chat' | 'source'> & {
  area?: string;
  dial?: string;
  alsoText?: string;
  chat?: string;
  seen: string | null;
  seenText?: string;
  source: { title: string; url: string; via?: string; cites?: string };
};
type SourcesFact = { finders: Finder[]; sources: (Omit<HelplineList, 'readIn'> & { readIn?: string })[] };

/** The helplines, finders and lists of the facts folder. */
export async function helpFromFacts(): Promise<{ helplines: Helpline[]; finders: Finder[]; lists: HelplineList[] }> {
  const facts = await readFacts<HelplineFact[]>(FACTS, 'helplines');
  const { finders, sources } = await readFacts<SourcesFact>(FACTS, 'help-sources');
  const seen = new Map<string, number>();
  const helplines = facts.map((fact): Helpline => {
    const count = (seen.get(fact.place) ?? 0) + 1;
    seen.set(fact.place, count);
    return {
      id: `${fact.place}-${count}`,
      place: fact.place,
      name: fact.name,
      area: fact.area ?? null,
      number: fact.number,
      dial: fact.dial ?? null,
      alsoText: fact.alsoText ?? null,
      chat: fact.chat ?? null,
      hours: fact.hours,
      languages: fact.languages,
      free: fact.free,
      audience: fact.audience,
      source: {
        title: fact.source.title,
        url: fact.source.url,
        via: fact.source.via ?? null,
        cites: fact.source.cites ?? null,
        seen: fact.seen,
        about: aboutOf(fact.seenText),
      },
    };
  });
  const lists = sources.map(({ id, title, publisher, url, readIn, retrieved, remarks }) => ({
    id,
    title,
    publisher,
    url,
    readIn: readIn ?? null,
    retrieved,
    remarks,
  }));
  return { helplines, finders, lists };
}

/** Loads helplines and their cards in one transaction. */
export async function seedAssistance(services: Services): Promise<void> {
  const content = await helpFromFacts();
  const places = placeTree(services);
  const texts = loadTexts([TEXTS]);
  const say = (lang: Lang, key: string, values: Record<string, string>) => translator(texts, lang)(key, values);
  const at = services.now();
  const byPlace = new Map<string, Helpline[]>();
  for (const line of content.helplines) byPlace.set(line.place, [...(byPlace.get(line.place) ?? []), line]);
  const cards: Card[] = [];
  for (const [code, lines] of byPlace) {
    const titles: Labels = {};
    const summaries: Labels = {};
    for (const lang of LANGS) {
      const place = await places.nameOf(code, lang);
      if (place === null) throw new Error(`The helplines of the facts name an unknown place: ${code}.`);
      titles[lang] = say(lang, 'assistance.card.title', { place });
      summaries[lang] = lines.map((line) => [line.name, line.number].filter(Boolean).join(': ')).join(' · ');
    }
    cards.push(helplineCard(code, lines, titles, summaries, at));
  }
  await services.db.transaction(async (tx) => {
    await replaceHelp(services.db.writer<AssistanceTables>(tx), content);
    await services.ports.cards.put(tx, cards);
    await services.ports.events.record(
      tx,
      { name: 'assistance.loaded', about: null, data: { helplines: content.helplines.length } },
      ['assistance'],
    );
  });
}

function helplineCard(code: string, lines: readonly Helpline[], titles: Labels, summaries: Labels, at: Date): Card {
  const years = lines.flatMap((line) => (line.source.seen ? [Number(line.source.seen.slice(0, 4))] : []));
  return {
    ref: { kind: 'assistance.helpline', id: code },
    path: `/help-now/${code}`,
    titles,
    summaries,
    places: [code],
    themes: [],
    disciplines: ['social'],
    provisions: [],
    year: years.length > 0 ? Math.max(...years) : null,
    updatedAt: at,
  };
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `undated page, about June 2020` → `2020-06`; null when the text names no year. */
function aboutOf(text: string | undefined): string | null {
  const match = /about (?:([A-Z][a-z]+) )?(\d{4})/.exec(text ?? '');
  if (!match) return null;
  const month = MONTHS.indexOf(match[1] ?? '');
  return month < 0 ? match[2]! : `${match[2]}-${String(month + 1).padStart(2, '0')}`;
}
