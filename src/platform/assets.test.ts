// Tests of the site's own files: hashed names, packed forms, a second start that builds nothing, delivery.

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildAssets } from './assets.ts';
import type { AssetSources } from './assets.ts';
import { textResponse } from './http/index.ts';
import { ask, startTestServer } from './http/testing.ts';

let folder: string;
let sources: AssetSources;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'));
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return pathToFileURL(join(folder, name));
  };
  await file('part.ts', `export const long: string = '${'word '.repeat(200)}';`);
  sources = {
    dataDir: join(folder, 'data'),
    css: {
      name: 'site.css',
      files: [
        await file('one.css', 'body {\n  color: #ff0000;\n}\n'),
        await file('two.css', `${'.a { margin: 0 }\n'.repeat(3)}main { padding: 1rem }`),
      ],
    },
    scripts: {
      'shell.js': await file(
        'shell.ts',
        "import { long } from './part.ts';\nconst count: number = long.length;\ndocument.title = String(count) + long;\n",
      ),
    },
    extra: { 'world.svg': { type: 'image/svg+xml', body: `<svg>${'<path/>'.repeat(200)}</svg>` } },
  };
});
afterEach(() => rm(folder, { recursive: true }));

async function written(): Promise<string[]> {
  const place = join(folder, 'data', 'cache', 'assets');
  const names = (await readdir(place)).sort();
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(place, name))).mtimeMs}`));
}

test('files have hashed names, are small, and are packed when that helps', async () => {
  const assets = await buildAssets(sources);
  const css = assets.url('site.css');
  expect(css).toMatch(/^\/assets\/site\.[0-9a-f]{12}\.css$/);
  expect(assets.get(css)!.body.toString()).toBe(
    'body{color:red}.a,.a,.a{margin:0}main{padding:1rem}\n'.replace('.a,.a,.a{margin:0}', '.a{margin:0}'),
  );
  const script = assets.get(assets.url('shell.js'))!;
  expect(script.type).toBe('text/javascript; charset=utf-8');
  expect(script.body.toString()).toContain('document.title=');
  const svg = assets.get(assets.url('world.svg'))!;
  expect(brotliDecompressSync(svg.encodings.br!).equals(svg.body)).toBe(true);
  expect(gunzipSync(svg.encodings.gzip!).equals(svg.body)).toBe(true);
  expect(assets.get('/assets/site.css')).toBeUndefined();
  expect(() => assets.url('none.js')).toThrow('There is no asset named "none.js".');
});

test('a second start writes nothing; a change in an imported file gives a new name', async () => {
  const first = await buildAssets(sources);
  const before = await written();
  const again = await buildAssets(sources);
  expect(await written()).toEqual(before);
  expect(again.url('shell.js')).toBe(first.url('shell.js'));
  await writeFile(join(folder, 'part.ts'), "export const long: string = 'other';");
  const changed = await buildAssets(sources);
  expect(changed.url('shell.js') === first.url('shell.js')).toBe(false);
  expect(changed.url('site.css')).toBe(first.url('site.css'));
});

test('a damaged cache is built anew', async () => {
  const first = await buildAssets(sources);
  const place = join(folder, 'data', 'cache', 'assets');
  for (const name of await readdir(place)) if (name.endsWith('.json')) await writeFile(join(place, name), '{"inputs":');
  expect((await buildAssets(sources)).url('shell.js')).toBe(first.url('shell.js'));
});

test('they are served for ever, packed as the reader likes, and unknown ones are left to the site', async () => {
  const assets = await buildAssets(sources);
  const server = await startTestServer({ assets, fetch: () => textResponse('not an asset', { status: 404 }) });
  const path = assets.url('world.svg');
  const plain = await ask(server.port, path);
  const packed = await ask(server.port, path, ['Accept-Encoding: br']);
  const zipped = await ask(server.port, path, ['Accept-Encoding: gzip', 'Cookie: ojjo_session=1']);
  expect([plain.text, packed.text, zipped.text]).toEqual(
    Array.from({ length: 3 }, () => assets.get(path)!.body.toString()),
  );
  expect([plain, packed, zipped].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip']);
  expect([plain.headers['cache-control'], plain.headers['content-type']]).toEqual([
    'public, max-age=31536000, immutable',
    'image/svg+xml',
  ]);
  expect((await ask(server.port, path, [`If-None-Match: ${plain.headers['etag']}`])).status).toBe(304);
  expect((await ask(server.port, '/assets/world.000000000000.svg')).text).toBe('not an asset');
  await server.close();
});
