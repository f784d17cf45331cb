/** The outbox: messages that must leave the house, stored with their turn and kept until they are sent. */
import type { OutboxItem, WaitingItem } from '../conversation/ports.ts';
import { type Database, textOf } from './database.ts';
import { type Key, keyOf, seal, unseal } from './seal.ts';

export interface OutboxPlace {
  readonly conversation: string;
  /** The turn's last number; `place` orders the messages of one turn. */
  readonly seq: number;
  readonly place: number;
  readonly at: string;
}

export function insertMessage(database: Database, key: Key, item: OutboxItem, where: OutboxPlace): void {
  const { conversation, seq, place, at } = where;
  database.run(
    'INSERT INTO outbox (id, conversation, seq, turn_place, channel, payload, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    item.id,
    conversation,
    seq,
    place,
    item.channel,
    seal(key, item.payload),
    at,
  );
}

/** Conversations for which something waits on a channel. */
export function waitingConversations(database: Database, channel: string): readonly string[] {
  const sql = 'SELECT DISTINCT conversation FROM outbox WHERE channel = ? ORDER BY conversation';
  return database.all(sql, channel).map((row) => textOf(row, 'conversation'));
}

/** What waits on a channel for one conversation, in order. */
export function waitingMessages(
  database: Database,
  channel: string,
  conversation: string,
): readonly WaitingItem[] {
  const rows = database.all(
    `SELECT o.id, o.channel, o.payload, o.at, s.place, s.secret FROM outbox o
     JOIN conversations c ON c.id = o.conversation JOIN secrets s ON s.place = c.place
     WHERE o.channel = ? AND o.conversation = ? ORDER BY o.seq, o.turn_place`,
    channel,
    conversation,
  );
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    channel: textOf(row, 'channel'),
    payload: unseal(keyOf(row), textOf(row, 'payload')),
    at: textOf(row, 'at'),
  }));
}

export function removeMessage(database: Database, id: string): void {
  database.run('DELETE FROM outbox WHERE id = ?', id);
}
