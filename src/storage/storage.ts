/** Opens the storage: one folder, one process, one embedded database behind the conversation's ports. */
import { join } from 'node:path';
import type { CaseStore, ConversationStore, Upkeep } from '../conversation/ports.ts';
import { createCaseStore } from './cases.ts';
import { createConversationStore } from './conversations.ts';
import { type Database, openDatabase } from './database.ts';
import { createGroup } from './group.ts';
import { lockFolder } from './lock.ts';
import { migrate } from './migrations.ts';
import { createUpkeep, defaultRetention, type Retention } from './upkeep.ts';

export { FolderInUse } from './lock.ts';
export { NewerData } from './migrations.ts';
export type { Retention } from './upkeep.ts';

export type Storage = ConversationStore & CaseStore & Upkeep;

export interface StorageOptions {
  /** Made when missing; null keeps everything in memory, and needs no lock. */
  readonly folder: string | null;
  /** Dates what storage makes of its own accord (schema steps, keys); turns carry their own time. */
  readonly now?: () => Date;
  readonly retention?: Partial<Retention>;
}

/** The database's file inside the data folder. */
export const databaseFile = 'palveluneuvoja.db';

/** Opens the data folder for this process alone. Throws `FolderInUse` and `NewerData`. */
export function openStorage(options: StorageOptions): Storage {
  const release = options.folder === null ? (): void => {} : lockFolder(options.folder);
  try {
    const database = openDatabase(options.folder === null ? null : join(options.folder, databaseFile));
    return createStorage(database, options, release);
  } catch (problem) {
    release();
    throw problem;
  }
}

/** The ports over an open database; `release` lets the folder go at the end. */
export function createStorage(
  database: Database,
  options: Omit<StorageOptions, 'folder'>,
  release: () => void,
): Storage {
  const now = options.now ?? (() => new Date());
  try {
    migrate(database, now());
    // Finishes a "forget me" that a crash cut short (PR-7).
    database.emptyLog();
  } catch (problem) {
    database.close();
    throw problem;
  }
  const group = createGroup(database);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    try {
      group.close();
      database.emptyLog();
    } finally {
      database.close();
      release();
    }
  };
  return {
    ...createConversationStore(database, group),
    ...createCaseStore(database, group),
    ...createUpkeep(database, group, { ...defaultRetention, ...options.retention }, now),
    close,
  };
}
