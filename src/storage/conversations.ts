/** The conversation store on the embedded database: reads at once, writes in groups. */
import type { ConversationStore, StoredConversation } from '../conversation/ports.ts';
import { activitiesBetween } from './activities.ts';
import { type Database, type Row, textOf, wholeOf } from './database.ts';
import type { Group } from './group.ts';
import { removeMessage, waitingConversations, waitingMessages } from './outbox.ts';
import { keyOf, unseal } from './seal.ts';
import { isForgetting, repeatOf, storeTurn } from './turns.ts';

/** No limit, in a form every engine takes. */
const all = Number.MAX_SAFE_INTEGER;

export function createConversationStore(database: Database, group: Group): ConversationStore {
  return {
    load: async (conversation) => {
      const sql = 'SELECT * FROM conversations c JOIN secrets s ON s.place = c.place WHERE c.id = ?';
      const row = database.one(sql, conversation);
      return row === null ? null : conversationOf(row);
    },
    findRepeat: async (conversation, key) => repeatOf(database, conversation, key),
    commitTurn: (turn) => group.run(() => storeTurn(database, turn), { emptyLog: isForgetting(turn) }),
    activitiesAfter: async (conversation, seq, limit = all) =>
      activitiesBetween(database, conversation, { first: seq + 1, last: all, limit }),
    outboxConversations: async (channel) => waitingConversations(database, channel),
    pendingOutbox: async (channel, conversation) => waitingMessages(database, channel, conversation),
    outboxDone: (id) => group.run(() => removeMessage(database, id)),
    saveFlow: async (digest, json) => {
      // May be called on every load of content: what is known costs no write.
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
    state: JSON.parse(unseal(keyOf(row), textOf(row, 'sealed_state'))),
    version: wholeOf(row, 'version'),
    lastSeq: wholeOf(row, 'seq'),
    createdAt: textOf(row, 'created_at'),
  };
}
