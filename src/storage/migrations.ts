/** The schema as numbered steps, each run once; SQL that PostgreSQL reads too, but for what is marked. */
import { type Database, wholeOf } from './database.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
  /** What only the embedded engine understands. */
  readonly embedded?: string;
}

/** Steps are never changed once released: a mend is a new step. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE secrets (
        place INTEGER NOT NULL PRIMARY KEY,
        secret TEXT NOT NULL,
        is_free INTEGER NOT NULL
      );
      CREATE INDEX secrets_free ON secrets (place) WHERE is_free = 1;

      CREATE TABLE conversations (
        id TEXT NOT NULL PRIMARY KEY,
        channel TEXT NOT NULL,
        user_id TEXT NOT NULL,
        place INTEGER NOT NULL REFERENCES secrets (place),
        sealed_state TEXT NOT NULL,
        version INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      );
      CREATE INDEX conversations_updated ON conversations (updated_at);

      CREATE TABLE activities (
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        sealed TEXT NOT NULL,
        PRIMARY KEY (conversation, seq)
      );

      CREATE TABLE turn_keys (
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        digest TEXT NOT NULL,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        PRIMARY KEY (conversation, digest)
      );

      CREATE TABLE events (
        at TEXT NOT NULL,
        conversation TEXT REFERENCES conversations (id) ON DELETE SET NULL,
        channel TEXT NOT NULL,
        lang TEXT NOT NULL,
        type TEXT NOT NULL,
        need TEXT,
        level TEXT,
        sign TEXT,
        urgency TEXT
      );
      CREATE INDEX events_at ON events (at);
      CREATE INDEX events_conversation ON events (conversation);

      CREATE TABLE outbox (
        id TEXT NOT NULL PRIMARY KEY,
        conversation TEXT REFERENCES conversations (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        turn_place INTEGER NOT NULL,
        channel TEXT NOT NULL,
        payload TEXT NOT NULL,
        at TEXT NOT NULL
      );
      CREATE INDEX outbox_conversation ON outbox (conversation);

      CREATE TABLE cases (
        id TEXT NOT NULL PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        queue TEXT NOT NULL,
        conversation TEXT NOT NULL,
        place INTEGER NOT NULL REFERENCES secrets (place),
        sealed_draft TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('waiting', 'claimed', 'closed')),
        opened_at TEXT NOT NULL,
        claimed_by TEXT,
        claimed_at TEXT,
        closed_at TEXT
      );
      CREATE INDEX cases_queue ON cases (queue, status);

      CREATE TABLE audits (
        at TEXT NOT NULL,
        adviser TEXT NOT NULL,
        case_id TEXT NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('read', 'claim', 'close')),
        reason TEXT NOT NULL
      );
      CREATE INDEX audits_at ON audits (at);

      CREATE TABLE flows (digest TEXT NOT NULL PRIMARY KEY, json TEXT NOT NULL);
      CREATE TABLE signing_keys (name TEXT NOT NULL PRIMARY KEY, secret TEXT NOT NULL, made_at TEXT NOT NULL);
      CREATE TABLE health (id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, probe TEXT NOT NULL);
    `,
    // PR-5: an audit row is never rewritten, by a mistake in the program either.
    embedded: `
      CREATE TRIGGER audits_append_only BEFORE UPDATE ON audits
      BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
    `,
  },
  {
    version: 2,
    // Step 1 let rows in that no conversation owned; nobody read them, and nothing else was ever put there.
    sql: `
      DROP TABLE outbox;
      CREATE TABLE outbox (
        id TEXT NOT NULL PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
        seq INTEGER NOT NULL,
        turn_place INTEGER NOT NULL,
        channel TEXT NOT NULL,
        payload TEXT NOT NULL,
        at TEXT NOT NULL
      );
      CREATE INDEX outbox_conversation ON outbox (conversation, seq, turn_place);
    `,
  },
];

/** Thrown when a newer program has written the folder; going back takes the backup made before the upgrade. */
export class NewerData extends Error {
  constructor(found: number, known: number) {
    super(
      `the data folder has schema ${found}, and this version of the program knows only ${known}. ` +
        'Start the newer version, or restore the backup made before the upgrade.',
    );
    this.name = 'NewerData';
  }
}

/** Brings the schema up to date, each step in its own transaction. Throws `NewerData`. */
export function migrate(database: Database, now: Date, steps: readonly Migration[] = migrations): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL)',
  );
  const found = schemaVersion(database);
  const known = steps.at(-1)?.version ?? 0;
  if (found > known) throw new NewerData(found, known);
  for (const step of steps) {
    if (step.version <= found) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(step.sql);
      if (step.embedded !== undefined) database.exec(step.embedded);
      database.run('INSERT INTO migrations (version, at) VALUES (?, ?)', step.version, now.toISOString());
      database.exec('COMMIT');
    } catch (problem) {
      if (database.isInTransaction()) database.exec('ROLLBACK');
      throw problem;
    }
  }
}

/** The newest step that has run; 0 for an empty database. */
export function schemaVersion(database: Database): number {
  const row = database.one('SELECT COALESCE(MAX(version), 0) AS version FROM migrations');
  return row === null ? 0 : wholeOf(row, 'version');
}
