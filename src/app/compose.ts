// Wiring: opens every module, joins what they offer into ports, and gathers pages, panels, jobs and API routes.

import type { ApiRoute, Job, MenuEntry, Opened, Panel, ThingKind } from '#kernel/manifest.ts';
import type { PageRoute } from '#kernel/page.ts';
import type { Ports } from '#kernel/ports.ts';
import type { ModuleManifest, Services } from '#platform/services.ts';

/** The house with all modules open. */
export type Composed = {
  manifests: readonly ModuleManifest[];
  opened: readonly { name: string; module: Opened }[];
  pages: readonly PageRoute[];
  panels: readonly Panel[];
  api: readonly ApiRoute[];
  jobs: readonly Job[];
  menu: readonly MenuEntry[];
  things: readonly ThingKind[];
};

const PORTS: readonly (keyof Ports)[] = ['cards', 'events', 'figures', 'lawAnswers'];

/**
 * Opens the modules in order and fills `services.ports` in place.
 * Fails with a sentence when a port is offered twice or not at all.
 */
export function composeModules(services: Services, manifests: readonly ModuleManifest[]): Composed {
  const opened: { name: string; module: Opened }[] = [];
  const offeredBy = new Map<string, string>([['events', 'platform']]);
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
  return {
    manifests,
    opened,
    pages: opened.flatMap(({ module }) => module.pages ?? []),
    panels: opened.flatMap(({ module }) => module.panels ?? []).sort((a, b) => a.order - b.order),
    api: opened.flatMap(({ module }) => module.api ?? []),
    jobs: opened.flatMap(({ module }) => module.jobs ?? []),
    menu: manifests.flatMap((manifest) => manifest.menu ?? []).sort((a, b) => a.order - b.order),
    things: manifests.flatMap((manifest) => manifest.things),
  };
}
