// The door of backup: everything into one checked archive, and such an archive into an empty database.

export { writeBackup } from './backup.ts';
export type { Written } from './backup.ts';
export { checkArchive, restoreBackup } from './restore.ts';
export type { Restored } from './restore.ts';
