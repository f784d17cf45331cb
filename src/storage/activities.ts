/** Activities of a conversation: what was said, in order, sealed with the conversation's key. */
import type { NewActivity, StoredActivity } from '../conversation/ports.ts';
import { type Database, textOf, wholeOf } from './database.ts';
import { type Key, keyOf, seal, unseal } from './seal.ts';

export function insertActivity(database: Database, key: Key, activity: StoredActivity): void {
  const { conversation, seq, ...content } = activity;
  const sql = 'INSERT INTO activities (conversation, seq, sealed) VALUES (?, ?, ?)';
  database.run(sql, conversation, seq, seal(key, JSON.stringify(content satisfies NewActivity)));
}

export interface Span {
  readonly first: number;
  readonly last: number;
  readonly limit: number;
}

/** Activities numbered `first` to `last`, in order, at most `limit`. */
export function activitiesBetween(
  database: Database,
  conversation: string,
  span: Span,
): readonly StoredActivity[] {
  const rows = database.all(
    'SELECT seq, sealed FROM activities WHERE conversation = ? AND seq >= ? AND seq <= ? ORDER BY seq LIMIT ?',
    conversation,
    span.first,
    span.last,
    span.limit,
  );
  const key = rows.length === 0 ? null : conversationKey(database, conversation);
  if (key === null) return [];
  return rows.map((row) => {
    // Our own JSON, written above.
    const content: NewActivity = JSON.parse(unseal(key, textOf(row, 'sealed')));
    return { ...content, conversation, seq: wholeOf(row, 'seq') };
  });
}

export function conversationKey(database: Database, conversation: string): Key | null {
  const sql =
    'SELECT s.place, s.secret FROM conversations c JOIN secrets s ON s.place = c.place WHERE c.id = ?';
  const row = database.one(sql, conversation);
  return row === null ? null : keyOf(row);
}
