/** Group commit: what is written during one pass of the event loop shares one transaction and one flush to disk. */
// Bound at load: a test's fake clock must not keep turns from the disk.
import { setImmediate } from 'node:timers';
import type { Database } from './database.ts';

export interface Group {
  /**
   * Runs `work` inside the next transaction, in a savepoint of its own: one that throws is undone and rejected alone.
   * Settles once everything is on disk; when the flush fails, all of it is undone and rejected.
   * `emptyLog`: the write-ahead log is emptied before settling, so that no byte of what was deleted stays in it (PR-6).
   */
  run<T>(work: () => T, after?: { readonly emptyLog: boolean }): Promise<T>;
  /** Flushes what waits, then refuses more. */
  close(): void;
}

/** Thrown at whoever writes after the end. */
export class StorageClosed extends Error {
  constructor() {
    super('storage is closed');
    this.name = 'StorageClosed';
  }
}

interface Waiting {
  /** Does the work inside the transaction; returns what tells the caller once it is on disk. */
  readonly attempt: () => () => void;
  readonly reject: (problem: unknown) => void;
}

/** A crowd's writes are spread over several transactions, so that a flush never holds the event loop for long. */
const mostAtOnce = 256;

export function createGroup(database: Database): Group {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let isClosed = false;
  let mustEmptyLog = false;

  const schedule = (): void => {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flush();
      if (waiting.length > 0) schedule();
    });
  };

  const flush = (): void => {
    const batch = waiting.slice(0, mostAtOnce);
    waiting = waiting.slice(mostAtOnce);
    if (batch.length === 0) return;
    let settled: readonly (() => void)[];
    try {
      database.exec('BEGIN IMMEDIATE');
      settled = batch.map((one) => one.attempt());
      database.exec('COMMIT');
    } catch (problem) {
      rollBack(database);
      for (const one of batch) one.reject(problem);
      return;
    }
    // The work is on disk already: a log that cannot be emptied now is emptied after the next write.
    if (mustEmptyLog) mustEmptyLog = !database.emptyLog();
    for (const settle of settled) settle();
  };

  return {
    run: <T>(work: () => T, after?: { readonly emptyLog: boolean }): Promise<T> => {
      if (isClosed) return Promise.reject(new StorageClosed());
      return new Promise<T>((resolve, reject) => {
        const attempt = (): (() => void) => {
          const outcome = inSavepoint(database, work);
          if (outcome.type === 'failed') return () => reject(outcome.problem);
          if (after?.emptyLog === true) mustEmptyLog = true;
          return () => resolve(outcome.value);
        };
        waiting.push({ attempt, reject });
        schedule();
      });
    },
    close: () => {
      isClosed = true;
      while (waiting.length > 0) flush();
    },
  };
}

type Outcome<T> =
  | { readonly type: 'done'; readonly value: T }
  | { readonly type: 'failed'; readonly problem: unknown };

function inSavepoint<T>(database: Database, work: () => T): Outcome<T> {
  database.run('SAVEPOINT work');
  try {
    const value = work();
    database.run('RELEASE work');
    return { type: 'done', value };
  } catch (problem) {
    // A full disk may end the whole transaction: then nothing of the batch is kept.
    if (!database.isInTransaction()) throw problem;
    database.exec('ROLLBACK TO work');
    database.run('RELEASE work');
    return { type: 'failed', problem };
  }
}

function rollBack(database: Database): void {
  try {
    if (database.isInTransaction()) database.exec('ROLLBACK');
  } catch {
    // The failure that led here is the one to report; the next BEGIN fails too if the connection is lost.
  }
}
