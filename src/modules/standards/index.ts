// Door of standards: the spine of instruments and provisions, and what a reference to it means.

import type { Lang } from '#kernel/locale.ts';
import { pickLabel } from '#kernel/locale.ts';
import type { Services } from '#platform/services.ts';
import { listInstruments, listProvisions } from './read.ts';
import { buildSpine, citationKeys, provisionsOfReference } from './spine.ts';
import type { Spine } from './spine.ts';
import { splitReference, withNumber } from './address.ts';
import type { StandardsTables } from './tables.ts';

export type { Confidence, Instrument, Provision } from './model.ts';
export type { Spine } from './spine.ts';

/** A reference as a reader sees it: short label and address without the language prefix. */
export type CitedReference = { reference: string; label: string; path: string | null };

/** What other modules may ask of the spine; answers come from memory after the first call. */
export type Standards = {
  spine(): Promise<Spine>;
  /** Keys for `Card.provisions`: provisions named, those enclosing them, and instruments. */
  citationKeys(references: readonly string[]): Promise<string[]>;
  /** References as links with short labels, such as "CRC 40(3)(a)". */
  cite(references: readonly string[], lang: Lang): Promise<CitedReference[]>;
};

/** Opens the spine; it is read again after a change tagged `standards`. */
export function standards(services: Services): Standards {
  const db = services.db.reader<StandardsTables>();
  const spine = services.reference(['standards'], async () =>
    buildSpine(await listInstruments(db), await listProvisions(db)),
  );
  return {
    spine,
    citationKeys: async (references) => citationKeys(await spine(), references),
    async cite(references, lang) {
      const all = await spine();
      return references.map((reference) => citeReference(all, reference, lang));
    },
  };
}

/** One reference as link and label; the path is null when the spine does not hold it. */
export function citeReference(spine: Spine, reference: string, lang: Lang): CitedReference {
  const { instrument: id, n } = splitReference(reference);
  const instrument = spine.byId.get(id);
  if (!instrument) return { reference, label: reference, path: null };
  const short = pickLabel(instrument.shorts, lang).text;
  const provisions = provisionsOfReference(spine, reference);
  const first = provisions[0];
  if (n === null || !first)
    return { reference, label: n === null ? short : withNumber(short, n, lang), path: `/standards/${id}` };
  const label = provisions.length === 1 && first.n === n ? first.label : n;
  return { reference, label: withNumber(short, label, lang), path: `/standards/${id}/${first.n}` };
}
