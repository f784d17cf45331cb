/** One connection to the embedded database: opened durable, statements prepared once, columns read with their types. */
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export interface Database {
  /** Statements without values; SQL of our own only. */
  exec(sql: string): void;
  one(sql: string, ...values: SQLInputValue[]): Row | null;
  all(sql: string, ...values: SQLInputValue[]): readonly Row[];
  /** Runs a change; returns how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  isInTransaction(): boolean;
  /**
   * Moves the write-ahead log into the database and empties it. False when that must wait: a reader (a backup) is in
   * the way, or the disk is full; nothing is lost by it.
   */
  emptyLog(): boolean;
  close(): void;
}

/**
 * Nothing else writes here, so a lock can only be a backup's: wait briefly, for waiting stops every chat.
 * Milliseconds.
 */
const busyTimeout = 250;

const settings = [
  'PRAGMA journal_mode = WAL',
  // A turn that was answered is on disk, after a power cut too.
  'PRAGMA synchronous = FULL',
  // PR-6, PR-7: what is deleted is overwritten. Checkpoints carry that into the file (see emptyLog).
  'PRAGMA secure_delete = ON',
  'PRAGMA foreign_keys = ON',
  // PR-7: rollback journals of savepoints hold messages and must not spill into the system's temporary folder.
  'PRAGMA temp_store = MEMORY',
];

/** Opens a database file, or one in memory (null). */
export function openDatabase(file: string | null): Database {
  const sqlite = new DatabaseSync(file ?? ':memory:', { timeout: busyTimeout });
  try {
    for (const setting of settings) sqlite.exec(setting);
  } catch (problem) {
    sqlite.close();
    throw problem;
  }
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const fresh = sqlite.prepare(sql);
    prepared.set(sql, fresh);
    return fresh;
  };
  return {
    exec: (sql) => sqlite.exec(sql),
    one: (sql, ...values) => statement(sql).get(...values) ?? null,
    all: (sql, ...values) => statement(sql).all(...values),
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    isInTransaction: () => sqlite.isTransaction,
    emptyLog: () => {
      try {
        return sqlite.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
      } catch {
        return false;
      }
    },
    close: () => {
      prepared.clear();
      sqlite.close();
    },
  };
}

/** A column that is always text. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} holds no text`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

/** A column that is always a whole number. */
export function wholeOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`column ${column} holds no number`);
  return value;
}
