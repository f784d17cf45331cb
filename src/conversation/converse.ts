/** One turn with its surroundings: loads, runs the pure turn, stores, then hands on. The only place that speaks to ports. */
import { randomInt, randomUUID } from 'node:crypto';
import type { CompiledFlow, Content } from '../content/content.ts';
import { flowSchema, type Language } from '../content/schema.ts';
import type { StaffedQueue } from './part/shared.ts';
import { phrase } from './phrase.ts';
import type {
  ConversationStore,
  NewActivity,
  OutboxItem,
  StoredActivity,
  StoredConversation,
  TurnRecord,
} from './ports.ts';
import { initialState, readState } from './state.ts';
import { type Context, openConversation, turn } from './turn.ts';
import type { Message, Reply, TurnResult } from './types.ts';

export interface Inbound {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  /** The client's own id of the message, for idempotency. */
  readonly clientId: string | null;
  readonly message: Message;
  readonly role: 'resident' | 'professional';
  /** What must leave the house for these answers, stored with them; absent where the channel reads our own log. */
  readonly outbox?: ((answers: readonly NewActivity[]) => readonly OutboxItem[]) | undefined;
}

export type Received =
  | {
      /** `unsaved`: storing failed; the activities say so, and carry the notice when there is danger. */
      readonly type: 'answered' | 'repeat' | 'unsaved';
      readonly userActivity: StoredActivity | null;
      readonly activities: readonly StoredActivity[];
    }
  | { readonly type: 'gone' };

export interface Converse {
  /** Starts a conversation: stores and returns the greeting. */
  start(
    input: Omit<Inbound, 'clientId' | 'message' | 'role'> & { readonly locale: Language | null },
  ): Promise<readonly StoredActivity[]>;
  /** Handles one inbound message; `gone` when the channel's conversation does not exist. */
  receive(input: Inbound): Promise<Received>;
}

export interface ConverseParts {
  /** The content that serves right now. */
  readonly content: () => Content;
  readonly store: ConversationStore;
  readonly now: () => Date;
  /** Name of the county that runs this deployment, or null. */
  readonly controller: string | null;
  /** Queues somebody reads. */
  readonly queues: () => readonly StaffedQueue[];
  /** Called after a turn is on disk, with its new activities. */
  readonly onStored?: (conversation: string, activities: readonly StoredActivity[]) => void;
  /** Channels whose conversations begin with their first message (Teams, /api/messages, terminal). */
  readonly startsItself?: (channel: string) => boolean;
  /** Told when storing fails; never message text. */
  readonly onUnsaved?: (problem: unknown) => void;
}

/** Most times a turn is computed anew because another got in between. */
const mostRetries = 5;

export function createConverse(parts: ConverseParts): Converse {
  const queue = new Map<string, Promise<unknown>>();
  const oneAtATime = <T>(conversation: string, work: () => Promise<T>): Promise<T> => {
    const before = queue.get(conversation) ?? Promise.resolve();
    const after = before.then(work, work);
    queue.set(conversation, after);
    const clear = (): void => {
      if (queue.get(conversation) === after) queue.delete(conversation);
    };
    after.then(clear, clear);
    return after;
  };
  return {
    start: (input) => oneAtATime(input.conversation, () => start(parts, input)),
    receive: (input) => oneAtATime(input.conversation, () => receive(parts, input)),
  };
}

async function start(
  parts: ConverseParts,
  input: Parameters<Converse['start']>[0],
): Promise<readonly StoredActivity[]> {
  const known = await parts.store.load(input.conversation);
  if (known !== null) return parts.store.activitiesAfter(input.conversation, 0);
  const context = await contextOf(parts, null, 'resident');
  const result = openConversation(context, input.locale ?? 'fi');
  const record = recordOf(input, 0, result, null, null, context.now);
  const stored = await parts.store.commitTurn(record);
  if (stored.type === 'stale') return parts.store.activitiesAfter(input.conversation, 0);
  parts.onStored?.(input.conversation, stored.activities);
  return stored.activities;
}

async function receive(parts: ConverseParts, input: Inbound): Promise<Received> {
  const key = input.clientId === null ? null : `${input.user}|${input.clientId}`;
  let latest: TurnResult | null = null;
  try {
    for (let attempt = 0; attempt < mostRetries; attempt += 1) {
      const known = await parts.store.load(input.conversation);
      if (known === null && parts.startsItself?.(input.channel) !== true) return { type: 'gone' };
      const context = await contextOf(parts, known, input.role);
      const state =
        known === null ? initialState(input.message.locale ?? 'fi') : readState(known.state, 'fi');
      latest = turn(state, input.message, context);
      const echo = userActivity(input, latest, context.now);
      const stored = await parts.store.commitTurn(
        recordOf(input, known?.version ?? 0, latest, echo, key, context.now),
      );
      if (stored.type === 'stale') continue;
      if (stored.type === 'stored') parts.onStored?.(input.conversation, stored.activities);
      return split(stored.type === 'stored' ? 'answered' : 'repeat', stored.activities);
    }
    throw new Error('a conversation changed under every attempt to answer it');
  } catch (problem) {
    parts.onUnsaved?.(problem);
    return unsaved(parts, input, latest);
  }
}

/**
 * Danger does not wait for the disk: when storing fails, a notice is still given, marked as not saved. Anything else is
 * answered with the outage text, for nothing may be told as done that is not on disk.
 */
function unsaved(parts: ConverseParts, input: Inbound, latest: TurnResult | null): Received {
  const content = parts.content();
  const at = parts.now();
  const computed =
    latest ??
    turn(initialState(input.message.locale ?? 'fi'), input.message, bareContext(parts, at, input.role));
  const { lang } = computed.state;
  const notices = computed.replies.filter((reply) => reply.type === 'notice');
  const replies: readonly Reply[] = [...notices, { type: 'status', text: phrase(content, 'notSaved', lang) }];
  const activities = replies.map(
    (reply, index): StoredActivity => ({
      ...botActivity(reply, computed, at),
      conversation: input.conversation,
      seq: Number.MAX_SAFE_INTEGER - replies.length + index,
    }),
  );
  return { type: 'unsaved', userActivity: null, activities };
}

function split(type: 'answered' | 'repeat', activities: readonly StoredActivity[]): Received {
  return {
    type,
    userActivity: activities.find((activity) => activity.from === 'user') ?? null,
    activities: activities.filter((activity) => activity.from === 'bot'),
  };
}

function bareContext(parts: ConverseParts, now: Date, role: Context['role']): Context {
  return {
    content: parts.content(),
    now,
    role,
    freshId: randomUUID(),
    freshNumber: caseNumber(),
    queues: parts.queues(),
    pinnedFlow: null,
    controller: parts.controller,
  };
}

async function contextOf(
  parts: ConverseParts,
  known: StoredConversation | null,
  role: Context['role'],
): Promise<Context> {
  const context = bareContext(parts, parts.now(), role);
  return { ...context, pinnedFlow: await pinnedFlow(parts, known) };
}

/** The flow a running conversation began with, when the served one has changed since. */
async function pinnedFlow(
  parts: ConverseParts,
  known: StoredConversation | null,
): Promise<CompiledFlow | null> {
  const progress = known === null ? null : readState(known.state, 'fi').flow;
  if (progress === null || parts.content().flows.get(progress.id)?.digest === progress.digest) return null;
  const json = await parts.store.loadFlow(progress.digest);
  const parsed = json === null ? null : flowSchema.safeParse(JSON.parse(json));
  return parsed?.success === true ? { flow: parsed.data, digest: progress.digest } : null;
}

/** Six digits in two groups: short enough to say on the phone. */
function caseNumber(): string {
  const digits = String(randomInt(100_000, 1_000_000));
  return `${digits.slice(0, 3)}-${digits.slice(3)}`;
}

function userActivity(input: Inbound, result: TurnResult, now: Date): NewActivity {
  return {
    id: randomUUID(),
    from: 'user',
    at: now.toISOString(),
    lang: result.state.lang,
    text: result.said,
    clientId: input.clientId,
    reply: null,
    meta: null,
  };
}

function botActivity(reply: Reply, result: TurnResult, now: Date): NewActivity {
  return {
    id: randomUUID(),
    from: 'bot',
    at: now.toISOString(),
    lang: result.state.lang,
    text: reply.text,
    clientId: null,
    reply,
    meta: result.meta,
  };
}

function recordOf(
  input: Pick<Inbound, 'conversation' | 'channel' | 'user' | 'outbox'>,
  baseVersion: number,
  result: TurnResult,
  echo: NewActivity | null,
  key: string | null,
  now: Date,
): TurnRecord {
  const bot = result.replies.map((reply) => botActivity(reply, result, now));
  return {
    conversation: input.conversation,
    channel: input.channel,
    user: input.user,
    baseVersion,
    state: result.state,
    key,
    activities: echo === null ? bot : [echo, ...bot],
    effects: result.effects,
    events: result.events,
    outbox: input.outbox?.(bot) ?? [],
    at: now.toISOString(),
  };
}
