// What can be done to the law: an answer is published with its card and its event, in one transaction.

import type { Services } from '#platform/services.ts';
import { placeTree } from '#modules/places/index.ts';
import { standards } from '#modules/standards/index.ts';
import { answerCards } from './cards.ts';
import { ANSWER_KIND, answerKey } from './model.ts';
import type { Answer } from './model.ts';
import { answersOfPlaceAttribute, answersTurningOn, listAttributes, listSources } from './read.ts';
import type { LegislationTables } from './tables.ts';
import { deleteAnswer, insertAnswer } from './write.ts';

/** Adds an answer to what is known; every page that shows it changes with the commit. */
export async function publishAnswer(services: Services, answer: Answer): Promise<void> {
  await change(services, answer, 'legislation.answer_published', insertAnswer);
}

/** Takes an answer back; the card goes when it was the last one. */
export async function withdrawAnswer(services: Services, answer: Answer): Promise<void> {
  await change(services, answer, 'legislation.answer_withdrawn', (db, { id }) => deleteAnswer(db, id));
}

/** Brings the cards up to date of answers that began or ended on these ISO days; answers how many. */
export async function renewCards(services: Services, days: readonly string[]): Promise<number> {
  const turned = await answersTurningOn(services.db.reader<LegislationTables>(), days);
  const pairs = new Map(turned.map((answer) => [answerKey(answer.place, answer.attribute), answer]));
  for (const answer of pairs.values()) await change(services, answer, 'legislation.law_turned', async () => undefined);
  return pairs.size;
}

async function change(services: Services, answer: Answer, name: string, work: typeof insertAnswer): Promise<void> {
  const { places, keys } = await neighboursOf(services);
  const ref = { kind: ANSWER_KIND, id: answerKey(answer.place, answer.attribute) };
  await services.db.transaction(async (tx) => {
    const db = services.db.writer<LegislationTables>(tx);
    await work(db, answer);
    const attributes = await listAttributes(db);
    const answers = await answersOfPlaceAttribute(db, answer.place, answer.attribute);
    const provisions = await keys(attributes.find(({ id }) => id === answer.attribute)?.refs ?? []);
    const cards = answerCards({
      attributes,
      answers,
      sources: await listSources(db),
      keys: new Map([[answer.attribute, provisions]]),
      places,
      at: services.now(),
    });
    if (cards.length > 0) await services.ports.cards.put(tx, cards);
    else await services.ports.cards.remove(tx, [ref]);
    await services.ports.events.record(tx, { name, about: ref, data: { answer: answer.id } }, [
      `kind:${ANSWER_KIND}`,
      `${ANSWER_KIND}:${ref.id}`,
      `on-place:${answer.place}`,
      ...provisions.map((key) => `on-provision:${key}`),
    ]);
  });
}

/** The foundations an answer's card hangs on, read before the transaction begins. */
async function neighboursOf(services: Services) {
  const { byCode } = await placeTree(services).tree();
  const spine = standards(services);
  await spine.spine();
  return { places: byCode, keys: (refs: readonly string[]) => spine.citationKeys(refs) };
}
