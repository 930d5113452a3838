// The files of the observatory behind one door: a local folder by default, an S3-compatible store by configuration.

import { join } from 'node:path';
import { localFiles } from './files/local.ts';
import { s3Files } from './files/s3.ts';
import type { S3Settings } from './files/s3.ts';
import type { Files } from './files/types.ts';

export type { FileBody, FileEntry, Files, StoredFile } from './files/types.ts';

/** Opens the store that the configuration names. */
export function createFiles(config: { dataDir: string; s3: S3Settings | null }): Files {
  return config.s3 ? s3Files(config.s3, join(config.dataDir, 'tmp')) : localFiles(join(config.dataDir, 'files'));
}
