/** The outbox: messages that must leave the house, stored with their turn and kept until they are sent. */
import type { OutboxItem } from '../conversation/ports.ts';
import type { CaseDraft } from '../conversation/types.ts';
import { type Database, textOf } from './database.ts';
import { type Key, keyOf, seal, unseal } from './seal.ts';

/** Outbox channel of the word to advisers that a case waits: `{case, number, queue}`, nothing of its content (PR-4). */
export const queueChannel = 'queue';

export interface OutboxPlace {
  readonly conversation: string;
  /** The turn's last number; `place` orders the messages of one turn. */
  readonly seq: number;
  readonly place: number;
  readonly at: string;
}

const insert =
  'INSERT INTO outbox (id, conversation, seq, turn_place, channel, payload, at) VALUES (?, ?, ?, ?, ?, ?, ?)';

export function insertMessage(database: Database, key: Key, item: OutboxItem, where: OutboxPlace): void {
  const { conversation, seq, place, at } = where;
  database.run(insert, item.id, conversation, seq, place, item.channel, seal(key, item.payload), at);
}

/** Not tied to the conversation: forgetting that must not silence the queue. */
export function insertQueueNotice(database: Database, draft: CaseDraft, at: string): void {
  const payload = JSON.stringify({ case: draft.id, number: draft.number, queue: draft.queue });
  database.run(insert, `case-${draft.id}`, null, 0, 0, queueChannel, payload, at);
}

/** What waits for a channel; in order within each conversation. */
export function pendingMessages(database: Database, channel: string): readonly OutboxItem[] {
  const rows = database.all(
    `SELECT o.id, o.channel, o.payload, s.place, s.secret FROM outbox o
     LEFT JOIN conversations c ON c.id = o.conversation LEFT JOIN secrets s ON s.place = c.place
     WHERE o.channel = ? ORDER BY o.conversation, o.seq, o.turn_place, o.at`,
    channel,
  );
  return rows.map((row) => {
    const payload = textOf(row, 'payload');
    return {
      id: textOf(row, 'id'),
      channel: textOf(row, 'channel'),
      payload: row.place === null ? payload : unseal(keyOf(row), payload),
    };
  });
}
