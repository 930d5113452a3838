// Data folders for tests, trials and measurements.

import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new data folder that the server's account can reach, so that the cluster lies in it and goes with it. */
export function temporaryDataFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `observatory-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}
