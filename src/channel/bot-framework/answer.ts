/** What an authenticated activity leads to: a turn, a greeting, a refusal, or nothing. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Converse } from '../../conversation/converse.ts';
import type { ConversationStore, StoredActivity } from '../../conversation/ports.ts';
import { createLimit, type Limit } from '../../http/limit.ts';
import type { Log } from '../../http/log.ts';
import { Refusal } from '../../http/refusal.ts';
import { holdsDanger, type Screen } from '../../http/screen.ts';
import type { Settings } from '../../settings.ts';
import { toNote, toOutgoing } from './cards.ts';
import type { Inbound } from './inbound.ts';
import { lettersTo } from './letter.ts';
import type { Outbox } from './outbox.ts';
import { within } from './patience.ts';
import { foreignTenantWords } from './words.ts';

export interface AnswerParts {
  readonly settings: Pick<Settings, 'bot' | 'teams' | 'rates'>;
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load'>;
  readonly outbox: Pick<Outbox, 'push'>;
  readonly log: Log;
  /** Looks for danger in messages that are about to be refused (SE-7). */
  readonly screen: Screen;
  readonly now: () => Date;
  /** Milliseconds a connector may take for one message, and a request may wait for its answers to be sent. */
  readonly patience: number;
}

export interface Answerer {
  /** Answers an activity the SDK has let in. */
  answer(inbound: Inbound, context: TurnContext): Promise<void>;
  /** Whether a message that will be refused holds danger; in a flood it is no longer looked at. */
  screenRefused(inbound: Inbound): Promise<boolean>;
}

/** The typing sign is a courtesy: an answer never waits longer for it. */
const typingMilliseconds = 500;
const minute = 60_000;

export function createAnswerer(parts: AnswerParts): Answerer {
  const most = parts.settings.rates.messagesPerMinute;
  const per = (count: number): Limit =>
    createLimit({ most: count, windowMilliseconds: minute, now: parts.now });
  const messages = per(most);
  const cries = per(most);
  const screenings = per(most * 3);
  const { converse, store, outbox, patience } = parts;

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

  /** What is on disk is sent sooner or later, so the channel need not send its activity again when that takes long. */
  const post = async ({ conversation }: Inbound): Promise<void> => {
    await within(patience, () => outbox.push(conversation)).catch(() => undefined);
  };

  const greet = async (inbound: Inbound, context: TurnContext): Promise<void> => {
    const { conversation, user, message } = inbound;
    if ((await store.load(conversation)) !== null) return;
    const stored = await converse.start({
      conversation,
      channel: channelOf(inbound),
      user,
      locale: message.locale,
      outbox: outboxFor(inbound),
    });
    if (!inbound.expectsReplies) return post(inbound);
    const first = stored.findIndex((one) => one.from === 'user');
    await sendAll(inbound, context, first < 0 ? stored : stored.slice(0, first));
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
      outbox: outboxFor(inbound),
    });
    if (received.type === 'gone') throw new Refusal('unknown-conversation');
    if (typing !== null) await typing;
    const answers = dangerFirst(received.activities);
    if (inbound.expectsReplies) await sendAll(inbound, context, answers);
    // What was not stored has no letter either; it is answered anew when the channel sends it again.
    else if (received.type === 'unsaved') await within(patience, () => sendAll(inbound, context, answers));
    else await post(inbound);
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

/** Answers with `expectReplies` go out with the response: nothing of them leaves by itself. */
function outboxFor(inbound: Inbound): ReturnType<typeof lettersTo> | undefined {
  return inbound.expectsReplies ? undefined : lettersTo(inbound);
}

/** Sends within the request, without a second try. */
async function sendAll(
  { isTeams }: Inbound,
  context: TurnContext,
  answers: readonly StoredActivity[],
): Promise<void> {
  if (answers.length === 0) return;
  await context.sendActivities(answers.map((one) => toOutgoing(one, isTeams)));
}

/** Resolves when the sign has been sent, has failed or has taken too long. */
async function showTyping(context: TurnContext): Promise<void> {
  const sent = context.sendActivity({ type: 'typing' }).catch(() => undefined);
  await Promise.race([sent, pause(typingMilliseconds, undefined, { ref: false })]);
}
