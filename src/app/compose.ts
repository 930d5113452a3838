// Wiring: opens every module, joins what they offer into ports, and gathers pages, panels, jobs and API routes.

import type { ApiRoute, CommandRun, Job, MenuEntry, Opened, Panel, ThingKind } from '#kernel/manifest.ts';
import type { PageRoute } from '#kernel/page.ts';
import type { Keeping, Ports } from '#kernel/ports.ts';
import type { ModuleManifest, Services } from '#platform/services.ts';

/** The house with all modules open. */
export type Composed = {
  manifests: readonly ModuleManifest[];
  opened: readonly { name: string; module: Opened }[];
  pages: readonly PageRoute[];
  panels: readonly Panel[];
  api: readonly ApiRoute[];
  jobs: readonly Job[];
  commands: Readonly<Record<string, CommandRun>>;
  menu: readonly MenuEntry[];
  things: readonly ThingKind[];
};

const PORTS: readonly (keyof Ports)[] = ['cards', 'events', 'figures', 'lawAnswers', 'gate'];

/**
 * Opens the modules in order and fills `services.ports` in place.
 * Fails with a sentence when a port is offered twice or not at all.
 */
export function composeModules(services: Services, manifests: readonly ModuleManifest[]): Composed {
  const opened: { name: string; module: Opened }[] = [];
  const offeredBy = new Map<string, string>([
    ['events', 'platform'],
    ['keeping', 'every module'],
  ]);
  for (const manifest of manifests) {
    const module = manifest.open?.(services) ?? {};
    for (const port of Object.keys(module.offers ?? {})) {
      const other = offeredBy.get(port);
      if (other) throw new Error(`The port "${port}" is offered by both ${other} and ${manifest.name}.`);
      offeredBy.set(port, manifest.name);
    }
    Object.assign(services.ports, module.offers);
    opened.push({ name: manifest.name, module });
  }
  for (const port of PORTS) {
    if (!offeredBy.has(port)) throw new Error(`No module offers the port "${port}".`);
  }
  services.ports.keeping = keepingOf(opened);
  return {
    manifests,
    opened,
    pages: opened.flatMap(({ module }) => module.pages ?? []),
    panels: opened.flatMap(({ module }) => module.panels ?? []).sort((a, b) => a.order - b.order),
    api: opened.flatMap(({ module }) => module.api ?? []),
    jobs: opened.flatMap(({ module }) => module.jobs ?? []),
    commands: Object.assign({}, ...opened.map(({ module }) => module.commands)) as Record<string, CommandRun>,
    menu: manifests.flatMap((manifest) => manifest.menu ?? []).sort((a, b) => a.order - b.order),
    things: manifests.flatMap((manifest) => manifest.things),
  };
}

/** Gathers what the modules let the house do; a kind that two modules claim is a mistake. */
function keepingOf(opened: Composed['opened']): Keeping {
  const stewards = opened.flatMap(({ module }) =>
    (module.stewards ?? []).flatMap((steward) => steward.kinds.map((kind) => [kind, steward] as const)),
  );
  const reviewers = opened.flatMap(({ module }) =>
    (module.reviewers ?? []).map((reviewer) => [reviewer.kind, reviewer] as const),
  );
  return {
    stewards: uniqueMap(stewards, 'steward'),
    reviewers: uniqueMap(reviewers, 'reviewer'),
    personal: opened.flatMap(({ module }) => module.personal ?? []),
    erasedElsewhere: opened.flatMap(({ name, module }) =>
      module.erased ? [{ module: name, erased: module.erased }] : [],
    ),
  };
}

function uniqueMap<V>(entries: readonly (readonly [string, V])[], what: string): ReadonlyMap<string, V> {
  const map = new Map<string, V>();
  for (const [kind, value] of entries) {
    if (map.has(kind)) throw new Error(`The kind "${kind}" has more than one ${what}.`);
    map.set(kind, value);
  }
  return map;
}
