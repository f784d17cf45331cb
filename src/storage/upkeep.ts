/** Housekeeping: health, signing keys, and destroying what has outlived its time (PR-6). */
import { randomBytes } from 'node:crypto';
import type { Upkeep } from '../conversation/ports.ts';
import { type Database, textOf } from './database.ts';
import type { Group } from './group.ts';

/** How long things are kept (PR-6: 703/2023 23 § and annex). */
export interface Retention {
  /** From a chat's last turn. */
  readonly chatDays: number;
  /** From a case's closing; of one never closed, from its last step. */
  readonly caseYears: number;
  readonly auditYears: number;
}

export const defaultRetention: Retention = { chatDays: 30, caseYears: 3, auditYears: 12 };

/** A purge is cut into transactions of this many conversations, so that chats go on meanwhile. */
const conversationsAtOnce = 100;
const signingKeyBytes = 32;
const dayMilliseconds = 86_400_000;

export function createUpkeep(
  database: Database,
  group: Group,
  retention: Retention,
  now: () => Date,
): Omit<Upkeep, 'close'> {
  return {
    healthy: async () => {
      try {
        await group.run(() => {
          const sql =
            'INSERT INTO health (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at';
          database.run(sql, now().toISOString());
        });
        return database.one('SELECT at FROM health WHERE id = 1') !== null;
      } catch {
        return false;
      }
    },
    purge: (at) => purge(database, group, retention, at),
    signingKey: (name) => signingKey(database, group, name, now),
  };
}

async function purge(
  database: Database,
  group: Group,
  retention: Retention,
  at: Date,
): ReturnType<Upkeep['purge']> {
  const oldestChat = new Date(at.getTime() - retention.chatDays * dayMilliseconds).toISOString();
  let conversations = 0;
  for (let removed = conversationsAtOnce; removed === conversationsAtOnce; conversations += removed) {
    removed = await group.run(() =>
      database.run(
        'DELETE FROM conversations WHERE id IN (SELECT id FROM conversations WHERE updated_at < ? LIMIT ?)',
        oldestChat,
        conversationsAtOnce,
      ),
    );
  }
  const old = await group.run(
    () => {
      database.run('DELETE FROM outbox WHERE at < ?', oldestChat);
      const cases = database.run(
        'DELETE FROM cases WHERE COALESCE(closed_at, claimed_at, opened_at) < ?',
        yearsBefore(at, retention.caseYears),
      );
      return {
        cases,
        audits: database.run('DELETE FROM audits WHERE at < ?', yearsBefore(at, retention.auditYears)),
      };
    },
    { emptyLog: true },
  );
  return { conversations, ...old };
}

function yearsBefore(at: Date, years: number): string {
  const then = new Date(at);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then.toISOString();
}

/** Made once and shared by whoever opens this storage: tokens stay good over a restart. */
async function signingKey(
  database: Database,
  group: Group,
  name: string,
  now: () => Date,
): Promise<Uint8Array> {
  const known = readKey(database, name);
  if (known !== null) return known;
  return group.run(() => {
    const fresh = randomBytes(signingKeyBytes).toString('base64url');
    const sql =
      'INSERT INTO signing_keys (name, secret, made_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING';
    database.run(sql, name, fresh, now().toISOString());
    const kept = readKey(database, name);
    if (kept === null) throw new Error('a signing key could not be kept');
    return kept;
  });
}

function readKey(database: Database, name: string): Uint8Array | null {
  const row = database.one('SELECT secret FROM signing_keys WHERE name = ?', name);
  return row === null ? null : new Uint8Array(Buffer.from(textOf(row, 'secret'), 'base64url'));
}
