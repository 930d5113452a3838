// The port of legislation: graded answers of a place on a day, and one attribute across countries, for other modules.

import { isoDay } from '#kernel/clock.ts';
import type { LawAnswers } from '#kernel/ports.ts';
import type { Services } from '#platform/services.ts';
import { leastNumber } from './alignment.ts';
import { legislation } from './index.ts';
import { valueText } from './words.ts';

/** Offers graded answers; blanks of a place are included, an unknown attribute gives nothing. */
export function lawAnswers(services: Services): LawAnswers {
  const law = legislation(services);
  return {
    async ofPlace(place, lang, on = isoDay(services.now())) {
      const { positions } = await law.ofPlace(place, on);
      return positions.map(({ attribute, grade, shown, current, disagree }) => ({
        attribute: attribute.id,
        grade,
        display: shown ? valueText(attribute, shown.value, lang) : '',
        sources: current.length,
        disagree,
      }));
    },
    async ofAttribute(id, on = isoDay(services.now())) {
      const attribute = (await law.book()).byId.get(id);
      if (!attribute) return [];
      const { positions } = await law.ofAttributes([attribute], on);
      return positions.map(({ place, grade, shown, current, disagree }) => ({
        place,
        value: shown ? leastNumber(shown.value) : null,
        noMinimum: shown?.value.kind === 'none-set',
        grade,
        asOf: shown?.asOf ?? null,
        sources: current.length,
        disagree,
      }));
    },
  };
}
