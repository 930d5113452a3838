// One PostgreSQL for a whole test run: a managed one in a temporary folder, or the server that TEST_DATABASE_URL names.

import { rmSync } from 'node:fs';
import { createLog } from '../log.ts';
import { connectionUrl } from './client.ts';
import { attachServer } from './managed/attachment.ts';
import { temporaryDataFolder } from './temporary-folder.ts';
import { TEST_SERVER } from './testing.ts';

/** Starts the server before the first test and stops it after the last. */
export async function setup(): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) {
    process.env[TEST_SERVER] = given;
    return async () => undefined;
  }
  const dataDir = temporaryDataFolder('test');
  const attachment = await attachServer(dataDir, createLog({ logLevel: 'warn' }));
  process.env[TEST_SERVER] = connectionUrl({ ...attachment.connection, database: 'postgres' });
  return async () => {
    await attachment.release();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
