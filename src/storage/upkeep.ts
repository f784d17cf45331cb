/** Housekeeping: health, signing keys, and destroying what has outlived its time (PR-6). */
import { randomBytes } from 'node:crypto';
import type { Upkeep } from '../conversation/ports.ts';
import { type Database, textOf, wholeOf } from './database.ts';
import type { Group } from './group.ts';
import { destroyKeys } from './seal.ts';

/** How long things are kept (PR-6: 703/2023 23 § and annex). */
export interface Retention {
  /** From a chat's last turn. */
  readonly chatDays: number;
  /** From a case's closing; of one never closed, from its last step. */
  readonly caseYears: number;
  readonly auditYears: number;
}

export const defaultRetention: Retention = { chatDays: 30, caseYears: 3, auditYears: 12 };

/** A purge is cut into transactions of this many rows. */
const mostAtOnce = 100;
/** As much as a turn writes: on a disk nearly full, a lesser write may still fit where no turn does. */
const probeBytes = 36_000;
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
          const sql = `INSERT INTO health (id, at, probe) VALUES (1, ?, ?)
                       ON CONFLICT (id) DO UPDATE SET at = excluded.at, probe = excluded.probe`;
          database.run(sql, now().toISOString(), randomBytes(probeBytes).toString('base64'));
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
  const oldestCase = yearsBefore(at, retention.caseYears);
  const oldestAudit = yearsBefore(at, retention.auditYears);
  const conversations = await untilNone(group, () => remove(database, chatEnding, oldestChat));
  const cases = await untilNone(group, () => remove(database, caseEnding, oldestCase));
  const audits = await group.run(() => database.run('DELETE FROM audits WHERE at < ?', oldestAudit), {
    emptyLog: true,
  });
  return { conversations, cases, audits };
}

/** Statements of a kind of rows that end: which have, and removing one. */
interface Ending {
  readonly ended: string;
  readonly removeOne: string;
}

const chatEnding: Ending = {
  ended: 'SELECT id, place FROM conversations WHERE updated_at < ? LIMIT ?',
  removeOne: 'DELETE FROM conversations WHERE id = ?',
};
const caseEnding: Ending = {
  ended: 'SELECT id, place FROM cases WHERE COALESCE(closed_at, claimed_at, opened_at) < ? LIMIT ?',
  removeOne: 'DELETE FROM cases WHERE id = ?',
};

/** Removes in transactions of bounded size, so that chats go on meanwhile; returns how many went. */
async function untilNone(group: Group, removeSome: () => number): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await group.run(removeSome);
    if (removed === 0) return total;
    total += removed;
  }
}

/** Removes some of the rows with their keys. */
function remove(database: Database, ending: Ending, before: string): number {
  const found = database.all(ending.ended, before, mostAtOnce);
  for (const row of found) database.run(ending.removeOne, textOf(row, 'id'));
  destroyKeys(
    database,
    found.map((row) => wholeOf(row, 'place')),
  );
  return found.length;
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
