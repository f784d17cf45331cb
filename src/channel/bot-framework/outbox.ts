/** Sends what waits in the outbox: in order within a conversation, again after a failure, given up after a day. */
import type { Activity } from 'botbuilder';
import type { ConversationStore, WaitingItem } from '../../conversation/ports.ts';
import { describeFault, type Log } from '../../http/log.ts';
import { type Letter, outboxChannel, readLetter } from './letter.ts';
import { type Timer, within } from './patience.ts';

export type OutboxStore = Pick<ConversationStore, 'outboxConversations' | 'pendingOutbox' | 'outboxDone'>;

export interface OutboxParts {
  readonly store: OutboxStore;
  readonly send: (activity: Activity, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
  readonly after: Timer;
  /** Milliseconds a connector may take for one message. */
  readonly patience: number;
}

export interface Outbox {
  /** Tries what waits for a conversation; resolves once that is sent or has failed. Never rejects. */
  push(conversation: string): Promise<void>;
  /** Tries what waits for any conversation, such as what an earlier process left. Never rejects. */
  drain(): Promise<void>;
  /** Ends what is under way within two seconds, and begins nothing more: what waits is sent after the next start. */
  close(): Promise<void>;
}

/** The first pause after a failure; each next one is twice as long, up to the longest. */
const firstPause = 2000;
const longestPause = 15 * 60_000;
/** An answer a day old helps nobody: opening hours and urgency have moved on. */
const givenUpAfter = 24 * 3600 * 1000;
/** Conversations drained side by side: a long outage must not end in a flood. */
const mostAtOnce = 8;
const closingMilliseconds = 2000;

/** One conversation with something to send. */
interface Lane {
  /** Ends with the last try begun or waiting. */
  tail: Promise<void>;
  /** The try that has not begun: it will see everything stored before it does. */
  waiting: Promise<void> | null;
  failures: number;
  cancelPause: (() => void) | null;
}

export function createOutbox({ store, send, log, now, after, patience }: OutboxParts): Outbox {
  const lanes = new Map<string, Lane>();
  /** Sent or given up, but the disk has not let the row go yet: not to be sent again. */
  const settled = new Set<string>();
  const hurry = new AbortController();
  let isClosed = false;

  const pushOn = (conversation: string, lane: Lane): Promise<void> => {
    if (lane.waiting !== null) return lane.waiting;
    lane.waiting = lane.tail.then(async () => {
      lane.waiting = null;
      await empty(conversation, lane);
      if (lane.waiting === null && lane.cancelPause === null) lanes.delete(conversation);
    });
    lane.tail = lane.waiting;
    return lane.waiting;
  };

  const push = async (conversation: string): Promise<void> => {
    if (isClosed) return;
    const lane = lanes.get(conversation) ?? newLane();
    lanes.set(conversation, lane);
    await pushOn(conversation, lane);
  };

  /** Sends until nothing waits or something fails; then tries again after a pause. */
  const empty = async (conversation: string, lane: Lane): Promise<void> => {
    lane.cancelPause?.();
    lane.cancelPause = null;
    let id: string | null = null;
    try {
      while (!isClosed) {
        // Read anew each time: what was forgotten meanwhile is not sent (PR-7).
        const next = nextOf(await store.pendingOutbox(outboxChannel, conversation));
        if (next === null) return;
        id = next.item.id;
        await settle(next);
        lane.failures = 0;
      }
    } catch (problem) {
      if (isClosed) return;
      lane.failures += 1;
      const { failures } = lane;
      log.warn({ id, failures, status: statusOf(problem), ...describeFault(problem) }, 'outbox-send-failed');
      const pause = Math.min(firstPause * 2 ** (failures - 1), longestPause);
      lane.cancelPause = after(pause, () => void pushOn(conversation, lane));
    }
  };

  /** Sends one letter or gives it up, and takes its row out. Throws when it must be tried again. */
  const settle = async ({ item, letter }: Next): Promise<void> => {
    if (!settled.has(item.id)) {
      const reason = await trySending(item, letter);
      if (reason !== null) log.error({ id: item.id, reason }, 'outbox-given-up');
      settled.add(item.id);
    }
    await store.outboxDone(item.id);
    settled.delete(item.id);
  };

  /** Null when sent, else why it never will be. */
  const trySending = async ({ at }: WaitingItem, letter: Letter | null): Promise<GivenUp | null> => {
    if (letter === null) return 'unreadable';
    if (now().getTime() - Date.parse(at) >= givenUpAfter) return 'too-old';
    try {
      await within(patience, (signal) => send(letter.activity, signal), hurry.signal);
      return null;
    } catch (problem) {
      if (isRefusedForGood(problem)) return 'refused';
      throw problem;
    }
  };

  const drain = async (): Promise<void> => {
    if (isClosed) return;
    try {
      // Shared by all: each takes the next conversation as soon as it is done with one.
      const conversations = (await store.outboxConversations(outboxChannel)).values();
      const takeTurns = async (): Promise<void> => {
        for (const conversation of conversations) await push(conversation);
      };
      await Promise.all(Array.from({ length: mostAtOnce }, takeTurns));
    } catch (problem) {
      if (isClosed) return;
      log.error(describeFault(problem), 'outbox-not-drained');
      after(longestPause, () => void drain());
    }
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    for (const lane of lanes.values()) lane.cancelPause?.();
    const stopWaiting = after(closingMilliseconds, () => hurry.abort());
    await Promise.all([...lanes.values()].map((lane) => lane.tail));
    stopWaiting();
  };

  return { push, drain, close };
}

type GivenUp = 'unreadable' | 'too-old' | 'refused';

interface Next {
  readonly item: WaitingItem;
  readonly letter: Letter | null;
}

function newLane(): Lane {
  return { tail: Promise.resolve(), waiting: null, failures: 0, cancelPause: null };
}

/** The first in order; but danger comes before everything, older answers that did not get through included (MD-5). */
function nextOf(waiting: readonly WaitingItem[]): Next | null {
  const read = waiting.map((item): Next => ({ item, letter: readLetter(item.payload) }));
  return read.find(({ letter }) => letter?.isUrgent === true) ?? read[0] ?? null;
}

function statusOf(problem: unknown): number | null {
  if (!(problem instanceof Error) || !('statusCode' in problem)) return null;
  return typeof problem.statusCode === 'number' ? problem.statusCode : null;
}

/** The connector cannot take this very message: trying again would only hold up those behind it. */
function isRefusedForGood(problem: unknown): boolean {
  const status = statusOf(problem);
  return status === 400 || status === 413;
}
