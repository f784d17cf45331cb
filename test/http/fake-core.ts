/** A core in memory for tests of the channel: it answers every message with a question, and can be broken. */
import type { Converse, Inbound, Received } from '../../src/conversation/converse.ts';
import type { ConversationStore, NewActivity, StoredActivity } from '../../src/conversation/ports.ts';
import { initialState } from '../../src/conversation/state.ts';
import type { Meta, Reply } from '../../src/conversation/types.ts';

export interface FakeCore {
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load' | 'activitiesAfter'>;
  readonly received: Inbound[];
  /** What storing does from now on. */
  disk: 'works' | 'full';
  /** Stores an activity of the bot out of turn, and tells the listener unless it is to be missed. */
  say(conversation: string, text: string, tell?: boolean): StoredActivity;
  /** Runs before every read of activities: lets a test slip something in. */
  beforeRead: (() => Promise<void> | void) | null;
}

const meta: Meta = {
  lang: 'fi',
  kind: 'triage',
  interrupt: null,
  needs: ['toothache'],
  flow: 'toothache',
  step: 'swelling',
  urgency: null,
  services: [],
};

export const question: Reply = {
  type: 'question',
  text: 'Onko poski turvonnut?',
  choices: [
    { label: 'Kyllä', value: { turn: 1, choice: 'yes' } },
    { label: 'Ei', value: { turn: 1, choice: 'no' } },
  ],
};
const notice: Reply = { type: 'notice', text: 'Soita 112', level: '112', services: [], choices: [] };
const outage: Reply = { type: 'status', text: 'Viestiä ei voitu tallentaa.' };

export function createFakeCore(
  onStored: (conversation: string, activities: readonly StoredActivity[]) => void,
): FakeCore {
  const rooms = new Map<
    string,
    { user: string; activities: StoredActivity[]; keys: Map<string, Received> }
  >();
  let count = 0;
  const draft = (
    from: 'user' | 'bot',
    text: string,
    reply: Reply | null,
    clientId: string | null = null,
  ): NewActivity => {
    count += 1;
    const shown = reply === null ? null : meta;
    return {
      id: `a${count}`,
      from,
      at: '2026-11-21T10:00:00.000Z',
      lang: 'fi',
      text,
      clientId,
      reply,
      meta: shown,
    };
  };
  const store = (conversation: string, drafts: readonly NewActivity[]): StoredActivity[] => {
    const room = rooms.get(conversation);
    if (room === undefined) throw new Error('no such room');
    const stored = drafts.map((one, index) => ({
      ...one,
      conversation,
      seq: room.activities.length + 1 + index,
    }));
    room.activities.push(...stored);
    return stored;
  };
  const core: FakeCore = {
    received: [],
    disk: 'works',
    beforeRead: null,
    say: (conversation, text, tell = true) => {
      const stored = store(conversation, [draft('bot', text, { type: 'text', text })]);
      if (tell) onStored(conversation, stored);
      const [first] = stored;
      if (first === undefined) throw new Error('nothing stored');
      return first;
    },
    store: {
      load: async (id) => {
        const room = rooms.get(id);
        if (room === undefined) return null;
        const lastSeq = room.activities.length;
        const { user } = room;
        return {
          id,
          channel: 'directline',
          user,
          state: initialState('fi'),
          version: 1,
          lastSeq,
          createdAt: '',
        };
      },
      activitiesAfter: async (id, seq, limit = 10_000) => {
        const rows = (rooms.get(id)?.activities ?? []).filter((row) => row.seq > seq).slice(0, limit);
        await core.beforeRead?.();
        return rows;
      },
    },
    converse: {
      start: async ({ conversation, user }) => {
        if (core.disk === 'full') throw new Error('disk full: secret words');
        rooms.set(conversation, { user, activities: [], keys: new Map() });
        const stored = store(conversation, [draft('bot', 'Hei!', { type: 'text', text: 'Hei!' })]);
        onStored(conversation, stored);
        return stored;
      },
      receive: async (input) => {
        core.received.push(input);
        const room = rooms.get(input.conversation);
        if (room === undefined) return { type: 'gone' };
        const known = input.clientId === null ? undefined : room.keys.get(input.clientId);
        if (known !== undefined && known.type !== 'gone') return { ...known, type: 'repeat' };
        if (core.disk === 'full') return unsaved(input, draft);
        const drafts = [
          draft('user', input.message.text, null, input.clientId),
          draft('bot', question.text, question),
        ];
        const [echo, ...activities] = store(input.conversation, drafts);
        onStored(input.conversation, echo === undefined ? [] : [echo, ...activities]);
        const received: Received = { type: 'answered', userActivity: echo ?? null, activities };
        if (input.clientId !== null) room.keys.set(input.clientId, received);
        return received;
      },
    },
  };
  return core;
}

function unsaved(input: Inbound, draft: (from: 'bot', text: string, reply: Reply) => NewActivity): Received {
  const replies = isDanger(input.message.text) ? [notice, outage] : [outage];
  const activities = replies.map((reply, index) => ({
    ...draft('bot', reply.text, reply),
    conversation: input.conversation,
    seq: Number.MAX_SAFE_INTEGER - replies.length + index,
  }));
  return { type: 'unsaved', userActivity: null, activities };
}

/** The danger these tests know. */
export const isDanger = (text: string): boolean => text.includes('ei hengitä');
