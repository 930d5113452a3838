// A small house in a temporary folder that keeps every rule, into which the rule tests plant one violation at a time.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGS } from '#kernel/locale.ts';

const MANIFEST = readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8');

/** A text that begins as every file must, with what follows. */
export function source(...lines: string[]): string {
  return ['// A file of the small house, planted to be read by a checker.', '', ...lines, ''].join('\n');
}

/** The house as it should be: every room, two foundations and an objective, each import allowed. */
const SOUND: Readonly<Record<string, string>> = {
  'package.json': MANIFEST,
  'bin/observatory.mjs': source("import { start } from '../src/app/start.ts';", 'start();'),
  'src/kernel/id.ts': source('/** Makes an id. */', "export function newId(): string { return 'x'; }"),
  'src/platform/clock.ts': source(
    "import { readFileSync } from 'node:fs';",
    '/** Reads a file. */',
    'export function read(): string { return readFileSync("a", "utf8"); }',
  ),
  'src/platform/services.ts': source(
    "import type { read } from './clock.ts';",
    'export type Services = { read: typeof read };',
    'export type ModuleManifest = { name: string };',
  ),
  'src/ui/page.ts': source(
    "import { newId } from '#kernel/id.ts';",
    '/** A page. */',
    'export function page(): string { return newId(); }',
  ),
  'src/modules/places/index.ts': source(
    "export { placeName } from './read.ts';",
    "export type { Place } from './model.ts';",
  ),
  'src/modules/places/model.ts': source(
    "import { newId } from '#kernel/id.ts';",
    'export type Place = { id: string };',
    '/** A place. */',
    'export function place(): Place { return { id: newId() }; }',
  ),
  'src/modules/places/rules.ts': source(
    "import { place } from './model.ts';",
    '/** Whether it may. */',
    'export function mayShow(): boolean { return place().id !== ""; }',
  ),
  'src/modules/places/tables.ts': source('export type PlacesTables = { places_place: { id: string } };'),
  'src/modules/places/read.ts': source(
    "import type { PlacesTables } from './tables.ts';",
    "import { read } from '#platform/clock.ts';",
    '/** Its name. */',
    'export function placeName(row: PlacesTables): string { return `${read()}${Object.keys(row).length}`; }',
  ),
  'src/modules/places/module.ts': source(
    "import type { ModuleManifest } from '#platform/services.ts';",
    "import { placeName } from './read.ts';",
    '/** The manifest. */',
    'export function placesModule(): ModuleManifest { return { name: placeName.name }; }',
  ),
  'src/modules/forum/index.ts': source('export type Thread = { id: string };'),
  'src/modules/forum/views.ts': source(
    "import { placeName } from '#modules/places/index.ts';",
    "import { page } from '#ui/page.ts';",
    '/** A view. */',
    'export function view(t: (key: string) => string): string { return page() + placeName.name + t("forum.title"); }',
  ),
  'src/app/start.ts': source(
    "import { placesModule } from '#modules/places/module.ts';",
    '/** Starts. */',
    'export function start(): string { return placesModule().name; }',
  ),
  ...Object.fromEntries(
    LANGS.map((lang) => [
      `src/modules/forum/texts/${lang}.json`,
      JSON.stringify({ 'forum.title': 'Форум 论坛 منتدى' }),
    ]),
  ),
};

/** Builds the sound house with some files replaced or added (null: left out), and hands its folder to `work`. */
export async function inHouse<T>(
  planted: Readonly<Record<string, string | null>>,
  work: (root: string) => T | Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'house-'));
  try {
    for (const [path, text] of Object.entries({ ...SOUND, ...planted })) {
      if (text === null) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await work(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
