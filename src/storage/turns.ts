/** Writes one turn inside a transaction: numbers, state, activities, effects, events and what must leave the house. */
import { hash } from 'node:crypto';
import type { CommitResult, OutboxItem, StoredActivity, TurnRecord } from '../conversation/ports.ts';
import type { State } from '../conversation/types.ts';
import { insertCase, isNumberTaken } from './cases.ts';
import { type Database, type Row, textOf, textOrNull, wholeOf } from './database.ts';

/** Stores a turn, or says why not; nothing is written then. */
export function storeTurn(database: Database, turn: TurnRecord): CommitResult {
  const repeat = turn.key === null ? null : repeatOf(database, turn.conversation, turn.key);
  if (repeat !== null) return { type: 'repeat', activities: repeat };
  // The person quotes the number, so it belongs to one case only; computed again, the turn draws another.
  for (const effect of turn.effects) {
    if (effect.type === 'open-case' && isNumberTaken(database, effect.draft.number)) return { type: 'stale' };
  }
  const isForgetting = turn.effects.some((effect) => effect.type === 'forget');
  const lastSeq = takeNumbers(database, turn, isForgetting ? withoutTexts(turn.state) : turn.state);
  if (lastSeq === null) return { type: 'stale' };
  if (isForgetting) forgetBefore(database, turn.conversation);
  const firstSeq = lastSeq - turn.activities.length + 1;
  const activities = turn.activities.map(
    (activity, index): StoredActivity => ({
      ...activity,
      conversation: turn.conversation,
      seq: firstSeq + index,
    }),
  );
  for (const activity of activities) insertActivity(database, activity);
  if (turn.key !== null) {
    database.run(
      'INSERT INTO turn_keys (conversation, digest, first_seq, last_seq) VALUES (?, ?, ?, ?)',
      turn.conversation,
      digestOf(turn.key),
      firstSeq,
      lastSeq,
    );
  }
  insertEvents(database, turn, isForgetting);
  turn.outbox.forEach((item, place) => {
    insertOutbox(database, item, { conversation: turn.conversation, seq: lastSeq, place, at: turn.at });
  });
  for (const effect of turn.effects) {
    if (effect.type !== 'open-case') continue;
    insertCase(database, turn.conversation, effect.draft, turn.at);
    // Not tied to the conversation: forgetting that must not silence the queue.
    const { id, number, queue } = effect.draft;
    const notice = {
      id: `case-${id}`,
      channel: queueChannel,
      payload: JSON.stringify({ case: id, number, queue }),
    };
    insertOutbox(database, notice, { conversation: null, seq: lastSeq, place: 0, at: turn.at });
  }
  return { type: 'stored', activities, version: turn.baseVersion + 1 };
}

/** Outbox channel of the word to advisers that a case waits: `{case, number, queue}`, nothing of its content (PR-4). */
export const queueChannel = 'queue';

/** What was stored for this key, or null. After a "forget me" the list is empty: answered once, and gone. */
export function repeatOf(
  database: Database,
  conversation: string,
  key: string,
): readonly StoredActivity[] | null {
  const row = database.one(
    'SELECT first_seq, last_seq FROM turn_keys WHERE conversation = ? AND digest = ?',
    conversation,
    digestOf(key),
  );
  if (row === null) return null;
  const [first, last] = [wholeOf(row, 'first_seq'), wholeOf(row, 'last_seq')];
  return activitiesBetween(database, conversation, first, last, last - first + 1);
}

/** Activities numbered `first` to `last`, in order. */
export function activitiesBetween(
  database: Database,
  conversation: string,
  first: number,
  last: number,
  limit: number,
): readonly StoredActivity[] {
  return database
    .all(
      'SELECT * FROM activities WHERE conversation = ? AND seq >= ? AND seq <= ? ORDER BY seq LIMIT ?',
      conversation,
      first,
      last,
      limit,
    )
    .map(activityOf);
}

/** A client chooses its ids freely: the digest outlives "forget me" without keeping anything it wrote there. */
const digestOf = (key: string): string => hash('sha256', key, 'base64url');

/** Takes the turn's place in its conversation: the last number given, or null when another turn got in between. */
function takeNumbers(database: Database, turn: TurnRecord, state: State): number | null {
  const count = turn.activities.length;
  const row =
    turn.baseVersion === 0
      ? database.one(
          `INSERT INTO conversations (id, channel, user_id, state, version, seq, created_at, updated_at)
           VALUES (?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (id) DO NOTHING RETURNING seq`,
          turn.conversation,
          turn.channel,
          turn.user,
          JSON.stringify(state),
          count,
          turn.at,
          turn.at,
        )
      : database.one(
          `UPDATE conversations SET seq = seq + ?, version = version + 1, state = ?, updated_at = ?
           WHERE id = ? AND version = ? RETURNING seq`,
          count,
          JSON.stringify(state),
          turn.at,
          turn.conversation,
          turn.baseVersion,
        );
  return row === null ? null : wholeOf(row, 'seq');
}

/** PR-7: what the person wrote leaves the state; a danger that was noticed stays (MD-5). */
function withoutTexts(state: State): State {
  return { ...state, recent: [], open: null, flow: null, handoff: null };
}

/** PR-7: earlier activities and unsent messages go, events lose their link; cases and audits stay as the law asks. */
function forgetBefore(database: Database, conversation: string): void {
  database.run('DELETE FROM activities WHERE conversation = ?', conversation);
  database.run('DELETE FROM outbox WHERE conversation = ?', conversation);
  database.run('UPDATE events SET conversation = NULL WHERE conversation = ?', conversation);
}

function insertActivity(database: Database, activity: StoredActivity): void {
  database.run(
    `INSERT INTO activities (conversation, seq, id, sender, at, lang, text, client_id, reply, meta)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    activity.conversation,
    activity.seq,
    activity.id,
    activity.from,
    activity.at,
    activity.lang,
    activity.text,
    activity.clientId,
    activity.reply === null ? null : JSON.stringify(activity.reply),
    activity.meta === null ? null : JSON.stringify(activity.meta),
  );
}

function insertEvents(database: Database, turn: TurnRecord, isForgetting: boolean): void {
  for (const event of turn.events) {
    database.run(
      `INSERT INTO events (at, conversation, channel, lang, type, need, level, sign, urgency)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      turn.at,
      isForgetting ? null : turn.conversation,
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

interface OutboxPlace {
  readonly conversation: string | null;
  readonly seq: number;
  readonly place: number;
  readonly at: string;
}

function insertOutbox(database: Database, item: OutboxItem, where: OutboxPlace): void {
  database.run(
    'INSERT INTO outbox (id, conversation, seq, place, channel, payload, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    item.id,
    where.conversation,
    where.seq,
    where.place,
    item.channel,
    item.payload,
    where.at,
  );
}

function activityOf(row: Row): StoredActivity {
  const reply = textOrNull(row, 'reply');
  const meta = textOrNull(row, 'meta');
  return {
    id: textOf(row, 'id'),
    conversation: textOf(row, 'conversation'),
    seq: wholeOf(row, 'seq'),
    from: textOf(row, 'sender') === 'user' ? 'user' : 'bot',
    at: textOf(row, 'at'),
    lang: textOf(row, 'lang'),
    text: textOf(row, 'text'),
    clientId: textOrNull(row, 'client_id'),
    // Our own JSON, written above.
    reply: reply === null ? null : JSON.parse(reply),
    meta: meta === null ? null : JSON.parse(meta),
  };
}
