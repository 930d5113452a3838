// backup and restore: the whole observatory into one archive, and back into an empty one.

import { resolve } from 'node:path';
import { checkArchive, restoreBackup, writeBackup } from '#platform/backup/index.ts';
import type { Config } from '#platform/config.ts';
import { DatabaseFailure, hasCluster, openDatabase } from '#platform/db/index.ts';
import type { OpenDatabase } from '#platform/db/index.ts';
import { createFiles } from '#platform/files.ts';
import { createLog } from '#platform/log.ts';
import packageFacts from '../../../package.json' with { type: 'json' };
import { listModules } from '../modules.ts';
import { oneWord } from './usage.ts';

/** Writes the archive; the observatory may run meanwhile. */
export async function backup(words: readonly string[], config: Config): Promise<number> {
  const path = resolve(oneWord(words, 'backup <file>'));
  if (!config.databaseUrl && !hasCluster(config.dataDir)) {
    throw new DatabaseFailure(`There is no database in ${config.dataDir}, so there is nothing to back up.`);
  }
  const files = createFiles(config);
  const written = await withDatabase(config, ({ connection }) =>
    writeBackup({ connection, files, path, release: packageFacts.version, now: new Date() }),
  );
  process.stdout.write(`Wrote ${path}: ${written.tables} tables, ${written.files} files, ${written.bytes} bytes.\n`);
  return 0;
}

/** Reads the archive into an empty database. */
export async function restore(words: readonly string[], config: Config): Promise<number> {
  const path = resolve(oneWord(words, 'restore <file>'));
  const manifest = await checkArchive(path);
  const files = createFiles(config);
  const restored = await withDatabase(config, ({ connection }) =>
    restoreBackup({ connection, files, path, manifest, manifests: listModules() }),
  );
  process.stdout.write(
    `Restored ${restored.tables} tables and ${restored.files} files as they were at ${restored.made}.\n`,
  );
  return 0;
}

async function withDatabase<T>(config: Config, work: (db: OpenDatabase) => Promise<T>): Promise<T> {
  const db = await openDatabase(config, createLog({ logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel }));
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
