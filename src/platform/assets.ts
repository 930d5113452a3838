// The site's own files under hashed names: styles joined, scripts bundled, everything compressed once and kept on disk.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** One file as it is served. */
export type Asset = { type: string; body: Buffer; encodings: { br?: Buffer; gzip?: Buffer } };

/** The files of this process. */
export type Assets = {
  /** The address of a file by its plain name: `site.css` is at `/assets/site.<hash>.css`. */
  url(name: string): string;
  /** The file at an address. */
  get(path: string): Asset | undefined;
};

/** What the files are made from. */
export type AssetSources = {
  dataDir: string;
  /** Style sheets, joined in this order into one file of this name. */
  css: { name: string; files: readonly URL[] };
  /** Browser scripts by served name; each is bundled with what it imports. */
  scripts: Readonly<Record<string, URL>>;
  /** Further files by name, already made. */
  extra?: Readonly<Record<string, { type: string; body: string | Uint8Array }>>;
};

type Made = { name: string; type: string; body: Buffer };
type Bundle = { inputs: Record<string, string>; files: Record<string, string> };

const FORMAT = 'assets-1';
const TARGETS = ['es2020', 'chrome87', 'firefox78', 'safari15'];
const zip = promisify(gzip);
const brotli = promisify(brotliCompress);

/** Builds every file, or reads it from `<dataDir>/cache/assets` when its sources have not changed. */
export async function buildAssets(sources: AssetSources): Promise<Assets> {
  const folder = join(sources.dataDir, 'cache', 'assets');
  await mkdir(folder, { recursive: true });
  const extra = Object.entries(sources.extra ?? {}).map(([name, { type, body }]) => ({
    name,
    type,
    body: Buffer.from(body),
  }));
  const made: Made[] = [...(await bundleOnce(folder, sources)), ...extra];
  const byPath = new Map<string, Asset>();
  const urls = new Map<string, string>();
  await Promise.all(
    made.map(async ({ name, type, body }) => {
      const digest = createHash('sha256').update(body).digest('hex');
      const dot = name.lastIndexOf('.');
      const path = `/assets/${name.slice(0, dot)}.${digest.slice(0, 12)}${name.slice(dot)}`;
      if (urls.has(name)) throw new Error(`Two assets have the name "${name}".`);
      urls.set(name, path);
      byPath.set(path, { type, body, encodings: await packOnce(folder, digest, body) });
    }),
  );
  return {
    url(name) {
      const path = urls.get(name);
      if (path === undefined) throw new Error(`There is no asset named "${name}".`);
      return path;
    },
    get: (path) => byPath.get(path),
  };
}

/** Styles and scripts: from the cached bundle when every file that went into it is unchanged. */
async function bundleOnce(folder: string, sources: AssetSources): Promise<Made[]> {
  const { css, scripts } = sources;
  const wanted = [
    ...css.files.map((file) => file.href),
    ...Object.entries(scripts).map(([name, file]) => `${name} ${file.href}`),
    css.name,
  ];
  const plan = createHash('sha256')
    .update([FORMAT, ...wanted].join('\n'))
    .digest('hex')
    .slice(0, 32);
  const path = join(folder, `${plan}.json`);
  const known = await readBundle(path);
  const bundle = known ?? (await makeBundle(sources));
  if (!known) await writeWhole(path, Buffer.from(JSON.stringify(bundle)));
  return Object.entries(bundle.files).map(([name, text]) => ({
    name,
    type: name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    body: Buffer.from(text),
  }));
}

async function readBundle(path: string): Promise<Bundle | null> {
  try {
    const bundle = JSON.parse(await readFile(path, 'utf8')) as Bundle;
    const same = await Promise.all(
      Object.entries(bundle.inputs).map(async ([file, digest]) => (await digestOf(file)) === digest),
    );
    return same.every(Boolean) ? bundle : null;
  } catch {
    return null;
  }
}

async function makeBundle({ css, scripts }: AssetSources): Promise<Bundle> {
  const esbuild = await import('esbuild');
  try {
    const files: Record<string, string> = {};
    const paths = new Set(css.files.map((file) => fileURLToPath(file)));
    const sheets = await Promise.all([...paths].map((path) => readFile(path, 'utf8')));
    const options = { minify: true, target: TARGETS, legalComments: 'none' } as const;
    files[css.name] = (await esbuild.transform(sheets.join('\n'), { ...options, loader: 'css' })).code;
    for (const [name, file] of Object.entries(scripts)) {
      const result = await esbuild.build({
        ...options,
        entryPoints: [fileURLToPath(file)],
        bundle: true,
        format: 'esm',
        platform: 'browser',
        charset: 'utf8',
        write: false,
        metafile: true,
        absWorkingDir: process.cwd(),
        logLevel: 'silent',
      });
      files[name] = result.outputFiles[0]!.text;
      for (const input of Object.keys(result.metafile.inputs)) paths.add(resolve(input));
    }
    const inputs: Record<string, string> = {};
    for (const path of paths) inputs[path] = await digestOf(path);
    return { inputs, files };
  } finally {
    await esbuild.stop();
  }
}

async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/** The compressed forms of a body, made once per content. */
async function packOnce(folder: string, digest: string, body: Buffer): Promise<Asset['encodings']> {
  if (body.byteLength < 400) return {};
  const [br, gz] = await Promise.all([
    once(join(folder, `${digest}.br`), () =>
      brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: body.byteLength > 2_000_000 ? 9 : 11 } }),
    ),
    once(join(folder, `${digest}.gz`), () => zip(body, { level: 9 })),
  ]);
  return {
    ...(br.byteLength < body.byteLength ? { br } : {}),
    ...(gz.byteLength < body.byteLength ? { gzip: gz } : {}),
  };
}

async function once(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    const made = await make();
    await writeWhole(path, made);
    return made;
  }
}

/** Writes beside the place and renames, so that a crash leaves no half file. */
async function writeWhole(path: string, body: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, body);
  await rename(draft, path);
}
