// The site's own files: styles, browser scripts and what modules generate, under hashed names.

import { buildAssets } from '#platform/assets.ts';
import type { Assets } from '#platform/assets.ts';
import type { Config } from '#platform/config.ts';
import type { ModuleManifest } from '#platform/services.ts';
import { STYLE_SHEETS } from '#ui/styles.ts';

const ROOT = new URL('../', import.meta.url);
const SCRIPTS = ['shell', 'map'];

/** Builds every asset once per start. */
export async function createAssets(config: Config, manifests: readonly ModuleManifest[]): Promise<Assets> {
  const generated = await Promise.all(manifests.map((manifest) => manifest.assets?.() ?? {}));
  return buildAssets({
    dataDir: config.dataDir,
    css: { name: 'site.css', files: STYLE_SHEETS },
    scripts: Object.fromEntries(SCRIPTS.map((name) => [`${name}.js`, new URL(`browser/${name}.ts`, ROOT)])),
    extra: Object.assign({}, ...generated) as Record<string, { type: string; body: string }>,
  });
}
