/** The conversation store on the embedded database: reads at once, writes in groups. */
import type { ConversationStore, OutboxItem, StoredConversation } from '../conversation/ports.ts';
import { type Database, type Row, textOf, wholeOf } from './database.ts';
import type { Group } from './group.ts';
import { activitiesBetween, repeatOf, storeTurn } from './turns.ts';

/** No limit, in a form every engine takes. */
const all = Number.MAX_SAFE_INTEGER;

export function createConversationStore(database: Database, group: Group): ConversationStore {
  return {
    load: async (conversation) => {
      const row = database.one('SELECT * FROM conversations WHERE id = ?', conversation);
      return row === null ? null : conversationOf(row);
    },
    findRepeat: async (conversation, key) => repeatOf(database, conversation, key),
    commitTurn: (turn) => {
      const isForgetting = turn.effects.some((effect) => effect.type === 'forget');
      return group.run(() => storeTurn(database, turn), { emptyLog: isForgetting });
    },
    activitiesAfter: async (conversation, seq, limit = all) =>
      activitiesBetween(database, conversation, seq + 1, all, limit),
    pendingOutbox: async (channel) =>
      database
        .all('SELECT * FROM outbox WHERE channel = ? ORDER BY conversation, seq, place, at', channel)
        .map(outboxItemOf),
    outboxSent: (id) =>
      group.run(() => {
        database.run('DELETE FROM outbox WHERE id = ?', id);
      }),
    saveFlow: async (digest, json) => {
      // Called whenever content is loaded: what is known costs no write.
      if (database.one('SELECT digest FROM flows WHERE digest = ?', digest) !== null) return;
      await group.run(() => {
        const sql = 'INSERT INTO flows (digest, json) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING';
        database.run(sql, digest, json);
      });
    },
    loadFlow: async (digest) => {
      const row = database.one('SELECT json FROM flows WHERE digest = ?', digest);
      return row === null ? null : textOf(row, 'json');
    },
  };
}

function conversationOf(row: Row): StoredConversation {
  return {
    id: textOf(row, 'id'),
    channel: textOf(row, 'channel'),
    user: textOf(row, 'user_id'),
    // As it was written: the conversation reads and migrates its own state.
    state: JSON.parse(textOf(row, 'state')),
    version: wholeOf(row, 'version'),
    lastSeq: wholeOf(row, 'seq'),
    createdAt: textOf(row, 'created_at'),
  };
}

function outboxItemOf(row: Row): OutboxItem {
  return { id: textOf(row, 'id'), channel: textOf(row, 'channel'), payload: textOf(row, 'payload') };
}
