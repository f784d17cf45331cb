/** What an authenticated activity leads to: a turn, a greeting, a refusal, or nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Activity, TurnContext } from 'botbuilder';
import type { Converse } from '../../conversation/converse.ts';
import type { ConversationStore, StoredActivity } from '../../conversation/ports.ts';
import { createLimit, type Limit } from '../../http/limit.ts';
import type { Log } from '../../http/log.ts';
import { Refusal } from '../../http/refusal.ts';
import { holdsDanger, type Screen } from '../../http/screen.ts';
import type { Settings } from '../../settings.ts';
import { toNote, toOutgoing } from './cards.ts';
import { createDeliveries } from './deliveries.ts';
import type { Inbound } from './inbound.ts';
import { foreignTenantWords } from './words.ts';

export interface AnswerParts {
  readonly settings: Pick<Settings, 'bot' | 'teams' | 'rates'>;
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load'>;
  readonly log: Log;
  /** Looks for danger in messages that are about to be refused (SE-7). */
  readonly screen: Screen;
  readonly now: () => Date;
  /** Milliseconds a connector may take for one message; then the channel is asked to send its activity again. */
  readonly patience?: number;
}

export interface Answerer {
  /** Answers an activity the SDK has let in. */
  answer(inbound: Inbound, context: TurnContext): Promise<void>;
  /** Whether a message that will be refused holds danger; in a flood it is no longer looked at. */
  screenRefused(inbound: Inbound): Promise<boolean>;
}

/** The typing sign is a courtesy: an answer never waits longer for it. */
const typingMilliseconds = 500;
/** Channels wait some fifteen seconds for their answer. */
const sendMilliseconds = 10_000;
const minute = 60_000;

export function createAnswerer(parts: AnswerParts): Answerer {
  const most = parts.settings.rates.messagesPerMinute;
  const per = (count: number): Limit =>
    createLimit({ most: count, windowMilliseconds: minute, now: parts.now });
  const messages = per(most);
  const cries = per(most);
  const screenings = per(most * 3);
  const deliveries = createDeliveries();
  const { converse, store, patience = sendMilliseconds } = parts;

  const screenRefused = async ({ conversation, message }: Inbound): Promise<boolean> =>
    screenings.take(conversation) === null && holdsDanger(parts.screen, message.text);

  /** Counts a message; one of danger is heard beyond the limit, up to a limit of its own. */
  const refusalFor = async (inbound: Inbound): Promise<Refusal | null> => {
    const retryAfter = messages.take(inbound.conversation);
    if (retryAfter === null) return null;
    const danger = await screenRefused(inbound);
    if (danger && cries.take(inbound.conversation) === null) return null;
    return new Refusal('too-many', { retryAfter, danger });
  };

  const deliver = (
    inbound: Inbound,
    context: TurnContext,
    key: string | null,
    stored: readonly StoredActivity[],
  ): Promise<void> => {
    const outgoing = dangerFirst(stored).map((one) => toOutgoing(one, inbound.isTeams));
    if (inbound.expectsReplies) return sendAll(context, outgoing);
    return deliveries.deliver(key, outgoing, (one) => within(patience, context.sendActivity(one)));
  };

  const greet = async (inbound: Inbound, context: TurnContext): Promise<void> => {
    const { conversation, user, message } = inbound;
    const key = `${conversation}|greeting`;
    if ((await store.load(conversation)) !== null && !deliveries.isUnfinished(key)) return;
    const stored = await converse.start({
      conversation,
      channel: channelOf(inbound),
      user,
      locale: message.locale,
    });
    const first = stored.findIndex((one) => one.from === 'user');
    const outgoing = (first < 0 ? stored : stored.slice(0, first)).map((one) =>
      toOutgoing(one, inbound.isTeams),
    );
    await deliveries.deliver(key, outgoing, (one) => within(patience, context.sendActivity(one)));
  };

  const takeTurn = async (
    inbound: Inbound,
    context: TurnContext,
    role: 'resident' | 'professional',
  ): Promise<void> => {
    const { conversation, user, clientId, message } = inbound;
    const typing = inbound.expectsReplies ? null : showTyping(context);
    const received = await converse.receive({
      conversation,
      channel: channelOf(inbound),
      user,
      clientId,
      message,
      role,
    });
    if (received.type === 'gone') throw new Refusal('unknown-conversation');
    if (typing !== null) await typing;
    // What was not stored is answered anew when it is sent again, so it leaves no mark.
    const key =
      clientId === null || received.type === 'unsaved' ? null : `${conversation}|${user}|${clientId}`;
    await deliver(inbound, context, key, received.activities);
  };

  const answer: Answerer['answer'] = async (inbound, context) => {
    if (inbound.kind === 'other') return;
    const role = roleOf(parts.settings, inbound);
    if (role === 'foreign') parts.log.warn({ tenants: inbound.tenants.map(asId) }, 'tenant-refused');
    if (inbound.kind === 'arrival') {
      if (role !== 'foreign') await greet(inbound, context);
      return;
    }
    const refusal = await refusalFor(inbound);
    if (refusal !== null) {
      if (inbound.expectsReplies) throw refusal;
      await context.sendActivity(toNote(refusal.words));
    } else if (role === 'foreign') await context.sendActivity(toNote(foreignTenantWords));
    else if (inbound.isFileOnly) await context.sendActivity(toNote(new Refusal('attachment').words));
    else await takeTurn(inbound, context, role);
  };
  return { answer, screenRefused };
}

/** The name the core knows the channel by; `directline` is our own, self-hosted one. */
function channelOf({ isTeams }: Inbound): string {
  return isTeams ? 'teams' : 'bot-framework';
}

/**
 * SE-4: in Teams only people of the listed organisations are let in, and they are professionals. SE-2: until the channel
 * is authenticated, anyone could claim to come from Teams, so everyone is a resident.
 */
export function roleOf(
  { bot, teams }: AnswerParts['settings'],
  { isTeams, tenants }: Pick<Inbound, 'isTeams' | 'tenants'>,
): 'resident' | 'professional' | 'foreign' {
  if (bot.appId === null || !isTeams) return 'resident';
  const listed = bot.tenants.map((tenant) => tenant.toLowerCase());
  const isListed =
    teams && tenants.length > 0 && tenants.every((tenant) => listed.includes(tenant.toLowerCase()));
  return isListed ? 'professional' : 'foreign';
}

/** An id fit for the log: what is none is not written there (PR-4). */
function asId(tenant: string): string {
  return /^[\w-]{1,64}$/.test(tenant) ? tenant : 'malformed';
}

/** Danger comes before everything, the first greeting included (MD-5). */
function dangerFirst(stored: readonly StoredActivity[]): readonly StoredActivity[] {
  const isNotice = (one: StoredActivity): boolean => one.reply?.type === 'notice';
  return [...stored.filter(isNotice), ...stored.filter((one) => !isNotice(one))];
}

async function sendAll(context: TurnContext, outgoing: readonly Partial<Activity>[]): Promise<void> {
  if (outgoing.length > 0) await context.sendActivities([...outgoing]);
}

/** Resolves when the sign has been sent, has failed or has taken too long. */
async function showTyping(context: TurnContext): Promise<void> {
  const sent = context.sendActivity({ type: 'typing' }).catch(() => undefined);
  await Promise.race([sent, pause(typingMilliseconds, undefined, { ref: false })]);
}

/** A connector that never answers must not hold up its conversation for good. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = pause(milliseconds, undefined, { signal: stop.signal, ref: false }).then((): never => {
    throw new Error('the connector took too long');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
