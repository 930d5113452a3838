// First content of standards: the instruments and their provisions from the facts folder, each with its card.

import type { Card } from '#kernel/card.ts';
import type { AllLabels, Lang } from '#kernel/locale.ts';
import { LANGS } from '#kernel/locale.ts';
import { listFacts, readFacts } from '#platform/facts.ts';
import type { Services } from '#platform/services.ts';
import type { Confidence, Instrument, Provision } from './model.ts';
import { provisionKey } from './model.ts';
import { buildSpine, citationKeys } from './spine.ts';
import type { StandardsTables } from './tables.ts';
import { replaceSpine } from './write.ts';

export const FACTS = new URL('./facts/', import.meta.url);

type InstrumentFact = Omit<
  Instrument,
  'forceLabels' | 'issuerLabels' | 'scopeLabels' | 'coverage' | 'notes' | 'unreviewed' | 'units'
> & {
  notes?: AllLabels | null;
  unreviewed?: Lang[];
  units?: { unit: string; count: number }[] | null;
};
type ProvisionFact = {
  n: string;
  label: string;
  topic: string;
  gist: string;
  confidence: Confidence;
  section: string | null;
  order: number;
  parent: string | null;
};
type CoverageFact = Record<string, { complete: boolean; note?: string | null }>;

/** Instruments and provisions of the facts folder. */
export async function spineFromFacts(): Promise<{ instruments: Instrument[]; provisions: Provision[] }> {
  const facts = await readFacts<InstrumentFact[]>(FACTS, 'instruments');
  const forces = new Map(
    (await readFacts<{ id: string; labels: AllLabels }[]>(FACTS, 'forces')).map((row) => [row.id, row.labels]),
  );
  const issuers = new Map(
    (await readFacts<{ name: string; labels: AllLabels }[]>(FACTS, 'issuers')).map((row) => [row.name, row.labels]),
  );
  const scopes = new Map(
    (await readFacts<{ name: string; labels: AllLabels }[]>(FACTS, 'scopes')).map((row) => [row.name, row.labels]),
  );
  const folder = new URL('provisions/', FACTS);
  const coverage = await readFacts<CoverageFact>(folder, 'index');
  const instruments = facts.map((fact): Instrument => {
    const covered = coverage[fact.id];
    return {
      id: fact.id,
      symbol: fact.symbol,
      adopted: fact.adopted,
      inForce: fact.inForce,
      force: fact.force,
      issuer: fact.issuer,
      scope: fact.scope,
      units: fact.units ?? [],
      url: fact.url,
      confidence: fact.confidence,
      replaces: fact.replaces,
      replacedBy: fact.replacedBy,
      shorts: fact.shorts,
      titles: fact.titles,
      notes: fact.notes ?? null,
      unreviewed: fact.unreviewed ?? [],
      forceLabels: known(forces, fact.force),
      issuerLabels: known(issuers, fact.issuer),
      scopeLabels: known(scopes, fact.scope),
      coverage: covered ? { complete: covered.complete, note: covered.note ?? null } : null,
    };
  });
  const provisions: Provision[] = [];
  for (const name of await listFacts(folder)) {
    if (name === 'index') continue;
    const rows = await readFacts<ProvisionFact[]>(folder, name);
    provisions.push(...rows.map(({ order, ...row }) => ({ ...row, instrument: name, position: order })));
  }
  return { instruments, provisions };
}

/** Loads the spine and its cards in one transaction. */
export async function seedStandards(services: Services): Promise<void> {
  const { instruments, provisions } = await spineFromFacts();
  const spine = buildSpine(instruments, provisions);
  const at = services.now();
  const cards = [
    ...instruments.map((instrument) => instrumentCard(instrument, at)),
    ...provisions.map((provision) =>
      provisionCard(
        provision,
        spine.byId.get(provision.instrument)!,
        citationKeys(spine, [provisionKey(provision)]),
        at,
      ),
    ),
  ];
  await services.db.transaction(async (tx) => {
    await replaceSpine(services.db.writer<StandardsTables>(tx), instruments, provisions);
    await services.ports.cards.put(tx, cards);
    await services.ports.events.record(
      tx,
      {
        name: 'standards.loaded',
        about: null,
        data: { instruments: instruments.length, provisions: provisions.length },
      },
      ['standards'],
    );
  });
}

function instrumentCard(instrument: Instrument, at: Date): Card {
  return {
    ref: { kind: 'instrument', id: instrument.id },
    path: `/standards/${instrument.id}`,
    titles: instrument.titles,
    summaries: Object.fromEntries(
      LANGS.map((lang) => [
        lang,
        [instrument.shorts[lang], instrument.symbol, instrument.forceLabels[lang]].filter(Boolean).join(' · '),
      ]),
    ),
    body: { en: `${instrument.id} ${instrument.symbol ?? ''}` },
    places: [],
    themes: [],
    disciplines: ['legal'],
    provisions: [instrument.id],
    year: instrument.adopted ? Number(instrument.adopted.slice(0, 4)) : null,
    rank: 1,
    updatedAt: at,
  };
}

/** Topic and gist are English; the short name of the instrument makes the title recognisable. */
function provisionCard(provision: Provision, instrument: Instrument, keys: readonly string[], at: Date): Card {
  return {
    ref: { kind: 'provision', id: provisionKey(provision) },
    path: `/standards/${provision.instrument}/${provision.n}`,
    titles: { en: `${instrument.shorts.en} ${provision.label}: ${provision.topic}` },
    summaries: { en: provision.gist },
    body: { en: `${instrument.titles.en} ${provision.section ?? ''}` },
    places: [],
    themes: [],
    disciplines: [],
    provisions: keys,
    year: instrument.adopted ? Number(instrument.adopted.slice(0, 4)) : null,
    updatedAt: at,
  };
}

function known(labels: ReadonlyMap<string, AllLabels>, code: string): AllLabels {
  const found = labels.get(code);
  if (!found) throw new Error(`No labels for the code "${code}" in the facts of standards.`);
  return found;
}
