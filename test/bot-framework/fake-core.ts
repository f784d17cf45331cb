/** A core in memory: remembers what it received, answers as a test tells it, and never answers the same message twice. */
import type { OutboxStore } from '../../src/channel/bot-framework/outbox.ts';
import type { Converse, Inbound, Received } from '../../src/conversation/converse.ts';
import type { ConversationStore, OutboxItem, StoredActivity } from '../../src/conversation/ports.ts';
import { initialState } from '../../src/conversation/state.ts';
import type { Meta, Reply } from '../../src/conversation/types.ts';

export interface FakeCore {
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load'> & OutboxStore;
  readonly received: Inbound[];
  /** What a message is answered with. */
  replies: readonly Reply[];
  disk: 'works' | 'full' | 'throws';
}

export const meta: Meta = {
  lang: 'fi',
  kind: 'triage',
  interrupt: null,
  needs: ['toothache'],
  flow: 'toothache',
  step: 'swelling',
  urgency: null,
  services: [],
};
export const greeting: Reply = { type: 'text', text: 'Hei! Olen automaattinen palvelu.' };
export const question: Reply = {
  type: 'question',
  text: 'Onko poski turvonnut?',
  choices: [
    { label: 'Kyllä', value: { turn: 1, choice: 'yes' } },
    { label: 'Ei', value: { turn: 1, choice: 'no' } },
  ],
};
export const notice: Reply = { type: 'notice', text: 'Soita 112', level: '112', services: [], choices: [] };
export const outage: Reply = { type: 'status', text: 'Viestiä ei voitu tallentaa.' };

const at = '2026-11-21T10:00:00.000Z';

export function createFakeCore(): FakeCore {
  const rooms = new Map<
    string,
    { user: string; activities: StoredActivity[]; keys: Map<string, Received> }
  >();
  const outbox = new Map<string, readonly OutboxItem[]>();
  const roomOf = (
    id: string,
    user: string,
  ): { user: string; activities: StoredActivity[]; keys: Map<string, Received> } => {
    const room = rooms.get(id) ?? { user, activities: [], keys: new Map<string, Received>() };
    rooms.set(id, room);
    return room;
  };
  const keep = (
    { conversation: id, outbox: write }: Pick<Inbound, 'conversation' | 'outbox'>,
    activities: StoredActivity[],
    replies: readonly Reply[],
  ): StoredActivity[] => {
    const stored = replies.map((reply, index) => activityOf(id, activities.length + 1 + index, reply));
    activities.push(...stored);
    outbox.set(id, [...(outbox.get(id) ?? []), ...(write?.(stored) ?? [])]);
    return stored;
  };
  const core: FakeCore = {
    received: [],
    replies: [question],
    disk: 'works',
    store: {
      load: async (id) => {
        const room = rooms.get(id);
        if (room === undefined) return null;
        const lastSeq = room.activities.length;
        return {
          id,
          channel: 'x',
          user: room.user,
          state: initialState('fi'),
          version: 1,
          lastSeq,
          createdAt: '',
        };
      },
      outboxConversations: async () => [...outbox].flatMap(([id, items]) => (items.length === 0 ? [] : [id])),
      pendingOutbox: async (_channel, id) => (outbox.get(id) ?? []).map((item) => ({ ...item, at })),
      outboxDone: async (id) => {
        for (const [room, items] of outbox)
          outbox.set(
            room,
            items.filter((item) => item.id !== id),
          );
      },
    },
    converse: {
      start: async (input) => {
        const known = rooms.get(input.conversation);
        return known === undefined
          ? keep(input, roomOf(input.conversation, input.user).activities, [greeting])
          : known.activities;
      },
      receive: async (input) => {
        core.received.push(input);
        if (core.disk === 'throws') throw new Error('secret words of a resident');
        const { activities, keys } = roomOf(input.conversation, input.user);
        const known = input.clientId === null ? undefined : keys.get(input.clientId);
        if (known !== undefined && known.type !== 'gone') return { ...known, type: 'repeat' };
        if (core.disk === 'full') {
          const told = [...core.replies.filter((reply) => reply.type === 'notice'), outage];
          return {
            type: 'unsaved',
            userActivity: null,
            activities: told.map((reply) => activityOf(input.conversation, 0, reply)),
          };
        }
        const stored = keep(input, activities, core.replies);
        const answered: Received = { type: 'answered', userActivity: null, activities: stored };
        if (input.clientId !== null) keys.set(input.clientId, answered);
        return answered;
      },
    },
  };
  return core;
}

export function activityOf(conversation: string, seq: number, reply: Reply): StoredActivity {
  return {
    id: `${conversation}-${seq}`,
    conversation,
    seq,
    from: 'bot',
    at,
    lang: 'fi',
    text: reply.text,
    clientId: null,
    reply,
    meta,
  };
}
