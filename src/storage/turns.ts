/** Writes one turn inside a transaction: numbers, state, activities, effects, events and what must leave the house. */
import { hash } from 'node:crypto';
import type { CommitResult, StoredActivity, TurnRecord } from '../conversation/ports.ts';
import type { State } from '../conversation/types.ts';
import { activitiesBetween, insertActivity } from './activities.ts';
import { insertCase, isNumberTaken } from './cases.ts';
import { type Database, wholeOf } from './database.ts';
import { insertMessage } from './outbox.ts';
import { destroyKeys, type Key, keyOf, seal, takeKey } from './seal.ts';

/** Stores a turn, or says why not; nothing is written then. */
export function storeTurn(database: Database, turn: TurnRecord): CommitResult {
  const repeat = turn.key === null ? null : repeatOf(database, turn.conversation, turn.key);
  if (repeat !== null) return { type: 'repeat', activities: repeat };
  // The person quotes the number, so it belongs to one case only; computed again, the turn draws another.
  for (const effect of turn.effects) {
    if (effect.type === 'open-case' && isNumberTaken(database, effect.draft.number)) return { type: 'stale' };
  }
  const placed = isForgetting(turn) ? placeForgetting(database, turn) : place(database, turn);
  if (placed === null) return { type: 'stale' };
  const { key, lastSeq } = placed;
  const firstSeq = lastSeq - turn.activities.length + 1;
  const activities = turn.activities.map(
    (activity, index): StoredActivity => ({
      ...activity,
      conversation: turn.conversation,
      seq: firstSeq + index,
    }),
  );
  for (const activity of activities) insertActivity(database, key, activity);
  if (turn.key !== null) {
    const sql = 'INSERT INTO turn_keys (conversation, digest, first_seq, last_seq) VALUES (?, ?, ?, ?)';
    database.run(sql, turn.conversation, digestOf(turn.key), firstSeq, lastSeq);
  }
  insertEvents(database, turn);
  turn.outbox.forEach((item, index) => {
    const where = { conversation: turn.conversation, seq: lastSeq, place: index, at: turn.at };
    insertMessage(database, key, item, where);
  });
  for (const effect of turn.effects) {
    if (effect.type === 'open-case') insertCase(database, turn.conversation, effect.draft, turn.at);
  }
  return { type: 'stored', activities, version: turn.baseVersion + 1 };
}

export function isForgetting(turn: TurnRecord): boolean {
  return turn.effects.some((effect) => effect.type === 'forget');
}

/** What was stored for this key, or null. After a "forget me" the list is empty: answered once, and gone. */
export function repeatOf(
  database: Database,
  conversation: string,
  key: string,
): readonly StoredActivity[] | null {
  const sql = 'SELECT first_seq, last_seq FROM turn_keys WHERE conversation = ? AND digest = ?';
  const row = database.one(sql, conversation, digestOf(key));
  if (row === null) return null;
  const [first, last] = [wholeOf(row, 'first_seq'), wholeOf(row, 'last_seq')];
  return activitiesBetween(database, conversation, { first, last, limit: last - first + 1 });
}

/** A client chooses its ids freely: the digest outlives "forget me" without keeping anything it wrote there. */
const digestOf = (key: string): string => hash('sha256', key, 'base64url');

interface Placed {
  readonly key: Key;
  /** The last number given; the turn's activities end there. */
  readonly lastSeq: number;
}

/** Takes the turn's place in its conversation; null when another turn got in between. */
function place(database: Database, turn: TurnRecord): Placed | null {
  if (turn.baseVersion === 0) return begin(database, turn, turn.state);
  const key = keyAt(database, turn);
  return key === null ? null : goOn(database, turn, key, turn.state);
}

/** PR-7: as `place`, under a fresh key; what was sealed with the old one is gone. */
function placeForgetting(database: Database, turn: TurnRecord): Placed | null {
  if (turn.baseVersion === 0) return begin(database, turn, withoutTexts(turn.state));
  const old = keyAt(database, turn);
  if (old === null) return null;
  const fresh = takeKey(database);
  destroyKeys(database, [old.place]);
  database.run('DELETE FROM activities WHERE conversation = ?', turn.conversation);
  database.run('DELETE FROM outbox WHERE conversation = ?', turn.conversation);
  database.run('UPDATE events SET conversation = NULL WHERE conversation = ?', turn.conversation);
  return goOn(database, turn, fresh, withoutTexts(turn.state));
}

/** What the person wrote leaves the state; a danger that was noticed stays (MD-5). */
function withoutTexts(state: State): State {
  return { ...state, recent: [], open: null, flow: null, handoff: null };
}

/** The conversation's key, if it still is at the version the turn was computed from. */
function keyAt(database: Database, turn: TurnRecord): Key | null {
  const row = database.one(
    `SELECT s.place, s.secret FROM conversations c JOIN secrets s ON s.place = c.place
     WHERE c.id = ? AND c.version = ?`,
    turn.conversation,
    turn.baseVersion,
  );
  return row === null ? null : keyOf(row);
}

function begin(database: Database, turn: TurnRecord, state: State): Placed | null {
  if (database.one('SELECT id FROM conversations WHERE id = ?', turn.conversation) !== null) return null;
  const key = takeKey(database);
  const lastSeq = turn.activities.length;
  database.run(
    `INSERT INTO conversations (id, channel, user_id, place, sealed_state, version, seq, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)`,
    turn.conversation,
    turn.channel,
    turn.user,
    key.place,
    seal(key, JSON.stringify(state)),
    lastSeq,
    turn.at,
    turn.at,
  );
  return { key, lastSeq };
}

function goOn(database: Database, turn: TurnRecord, key: Key, state: State): Placed | null {
  const row = database.one(
    `UPDATE conversations SET seq = seq + ?, version = version + 1, place = ?, sealed_state = ?, updated_at = ?
     WHERE id = ? AND version = ? RETURNING seq`,
    turn.activities.length,
    key.place,
    seal(key, JSON.stringify(state)),
    turn.at,
    turn.conversation,
    turn.baseVersion,
  );
  return row === null ? null : { key, lastSeq: wholeOf(row, 'seq') };
}

/** Counted without text; a turn that forgets is counted without its conversation. */
function insertEvents(database: Database, turn: TurnRecord): void {
  const conversation = isForgetting(turn) ? null : turn.conversation;
  for (const event of turn.events) {
    database.run(
      `INSERT INTO events (at, conversation, channel, lang, type, need, level, sign, urgency)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      turn.at,
      conversation,
      turn.channel,
      turn.state.lang,
      event.type,
      event.need ?? null,
      event.level ?? null,
      event.sign ?? null,
      event.urgency ?? null,
    );
  }
}
