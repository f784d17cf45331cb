/**
 * One process per data folder: a lock that the operating system frees even when the process is killed.
 *
 * Nothing else in this process may open `lock.db`: on POSIX, closing any handle of the file drops the lock.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Thrown when another process (or another storage of this one) holds the folder; fit to be shown to whoever starts. */
export class FolderInUse extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(
      `another process already uses this data folder: ${folder}. Stop it or set DATA_DIR to another folder.`,
    );
    this.name = 'FolderInUse';
    this.folder = folder;
  }
}

/** SQLITE_BUSY, the result code of a lock that somebody else holds. */
const busy = 5;

/** Takes the folder, making it when there is none; returns what lets it go. Throws `FolderInUse`. */
export function lockFolder(folder: string): () => void {
  // Conversations are secret: on a shared machine only the service's own user reads them.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (problem) {
    lock.close();
    throw isBusy(problem) ? new FolderInUse(folder) : problem;
  }
  return () => lock.close();
}

function isBusy(problem: unknown): boolean {
  return problem instanceof Error && 'errcode' in problem && problem.errcode === busy;
}
