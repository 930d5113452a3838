// Cards of legislation: one per attribute, and one per attribute of a country's law that somebody has answered.

import type { Card } from '#kernel/card.ts';
import { isoDay } from '#kernel/clock.ts';
import { LANGS } from '#kernel/locale.ts';
import type { Labels } from '#kernel/locale.ts';
import { placeName } from '#modules/places/index.ts';
import type { Place } from '#modules/places/index.ts';
import type { Answer, Attribute, Reading, Source } from './model.ts';
import { ANSWER_KIND, answerKey, ATTRIBUTE_KIND } from './model.ts';
import { positionOn } from './rules.ts';
import type { Position } from './rules.ts';
import { dateText, ownWords, valueText } from './words.ts';

/** The card of an attribute: the question, summarised by the standard. */
export function attributeCard(attribute: Attribute, provisions: readonly string[], at: Date): Card {
  return {
    ref: { kind: ATTRIBUTE_KIND, id: attribute.id },
    path: `/laws/attributes/${attribute.slug}`,
    titles: attribute.short,
    summaries: attribute.standard,
    body: attribute.question,
    places: [],
    themes: attribute.themes,
    disciplines: attribute.disciplines,
    provisions,
    year: null,
    updatedAt: at,
  };
}

/** Cards of all answered attributes of all countries, as they stand on the day of `at`. */
export function answerCards(input: {
  attributes: readonly Attribute[];
  answers: readonly Answer[];
  sources: readonly Source[];
  keys: ReadonlyMap<string, readonly string[]>;
  places: ReadonlyMap<string, Place>;
  at: Date;
}): Card[] {
  const attributes = new Map(input.attributes.map((attribute) => [attribute.id, attribute]));
  const sources = new Map(input.sources.map((source) => [source.id, source]));
  const groups = Map.groupBy(input.answers, ({ place, attribute }) => answerKey(place, attribute));
  return [...groups.values()].flatMap((answers) => {
    const { place, attribute } = answers[0]!;
    const asked = attributes.get(attribute);
    if (!asked) return [];
    const position = positionOn(asked, place, answers, sources, isoDay(input.at));
    return [answerCard(position, input.places, input.keys.get(attribute) ?? [], input.at)];
  });
}

function answerCard(
  position: Position,
  places: ReadonlyMap<string, Place>,
  provisions: readonly string[],
  at: Date,
): Card {
  const { attribute, place: code } = position;
  const place = places.get(code);
  const told = position.shown ?? position.earlier[0] ?? position.coming[0]!;
  const titles: Labels = {};
  const summaries: Labels = {};
  for (const lang of LANGS) {
    const t = ownWords(lang);
    titles[lang] = t('legislation.card.title', {
      place: place ? placeName(place, lang) : code,
      attribute: attribute.short[lang],
      value: valueText(attribute, told.value, lang),
    });
    summaries[lang] = t(
      position.shown
        ? position.disagree
          ? 'legislation.card.disagree'
          : 'legislation.card.summary'
        : 'legislation.card.earlier',
      {
        grade: t(`ui.grade.${position.grade}`),
        date: dateText(told, lang, t),
      },
    );
  }
  return {
    ref: { kind: ANSWER_KIND, id: answerKey(code, attribute.id) },
    path: `/laws/${code}/${attribute.id}`,
    titles,
    summaries,
    places: [code],
    themes: attribute.themes,
    disciplines: attribute.disciplines,
    provisions,
    year: yearOf(told),
    updatedAt: at,
  };
}

function yearOf(reading: Reading): number | null {
  const date = reading.validFrom ?? reading.asOf;
  return date === null ? null : Number(date.slice(0, 4));
}
