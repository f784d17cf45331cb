/**
 * The page's connection to its conversation: begins it or comes back to it, listens by WebSocket or, where that is
 * blocked, asks again and again; survives phone sleep, reload, expired tokens and a restart of the server.
 */
import type { Activity } from './activity.ts';
import { type Batch, type DirectLine, type Outgoing, Problem } from './direct-line.ts';
import type { Memory, Session } from './memory.ts';
import { backoff, createNap } from './nap.ts';
import { type Listening, listen, ownStreamAddress } from './stream.ts';

export type LinkState = 'connecting' | 'online' | 'offline' | 'busy';

export interface ConnectionParts {
  readonly directLine: DirectLine;
  readonly memory: Memory;
  readonly openSocket: (address: string) => WebSocket;
  readonly origin: string;
  /** Language in which a new conversation begins. */
  readonly lang: () => string;
  readonly isHidden: () => boolean;
  /** `isNew` is false for what the person has seen before a reload. */
  readonly onActivities: (activities: readonly Activity[], isNew: boolean) => void;
  readonly onState: (state: LinkState) => void;
  /** The earlier conversation is no longer there; a new one begins. */
  readonly onLost: () => void;
}

export interface Connection {
  /** Sends a message once. Throws `Problem`. */
  post(message: Outgoing): Promise<void>;
  /** The device woke up, the network is back, or the page is shown again: looks at once. */
  wake(): void;
  close(): void;
}

const refreshAfter = 15 * 60_000;
/** A message whose echo has not come by then is asked for: the socket may be dead without knowing it. */
const echoWithin = 4000;
/** For this long the page asks again and again before it tries a socket anew. */
const pollFor = 60_000;
/** An answer with this many activities may not be the last. */
const fullPage = 50;
const pollEvery = { shown: 1500, hidden: 15_000 } as const;

export function createConnection(parts: ConnectionParts): Connection {
  const { directLine, memory } = parts;
  const nap = createNap();
  const known = new Set<string>();
  const echoes = new Set<string>();
  /** What the person had seen before this page was loaded. */
  let seenBefore = Number(memory.read()?.watermark ?? 0);
  let watermark = '';
  let listening: Listening | null = null;
  let nextStream: string | null = null;
  let isClosed = false;
  let failures = 0;
  let deafSockets = 0;
  let pollUntil = 0;

  const take = (batch: Batch): number => {
    const fresh = batch.activities.filter(({ id }) => !known.has(id));
    for (const activity of fresh) {
      known.add(activity.id);
      if (activity.from === 'user' && activity.clientId !== null) echoes.add(activity.clientId);
    }
    if (batch.watermark !== null && Number(batch.watermark) > Number(watermark)) {
      watermark = batch.watermark;
      const session = memory.read();
      if (session !== null) memory.write({ ...session, watermark });
    }
    const isOld = ({ id }: Activity): boolean => Number(id.split('|')[1] ?? 'none') <= seenBefore;
    const old = fresh.filter(isOld);
    if (old.length > 0) parts.onActivities(old, false);
    const now = fresh.filter((activity) => !isOld(activity));
    if (now.length > 0) parts.onActivities(now, true);
    return fresh.length;
  };

  const begin = async (): Promise<void> => {
    const started = await directLine.start(await directLine.generate(), parts.lang());
    const { conversation, token, resume } = started;
    if (isClosed) return;
    watermark = '';
    seenBefore = 0;
    nextStream = started.stream;
    memory.write({ conversation, token, tokenAt: Date.now(), resume, watermark });
  };
  const renew = async (session: Session): Promise<Session> => {
    if (session.resume === null) throw new Problem('gone');
    const { token } = await directLine.resume(session.resume).catch((problem: unknown) => {
      // A resume secret that is no longer good ends the conversation for this page.
      throw problem instanceof Problem && problem.kind !== 'expired' && problem.kind !== 'refused'
        ? problem
        : new Problem('gone');
    });
    return keepToken(memory, session, token);
  };
  const withToken = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    const session = memory.read();
    if (session === null) throw new Problem('down');
    return work(session).catch(async (problem: unknown) => {
      if (problem instanceof Problem && problem.kind === 'expired') return work(await renew(session));
      throw problem;
    });
  };
  const catchUp = async (): Promise<void> => {
    let isMore = true;
    while (isMore) {
      const batch = await withToken(({ conversation, token }) =>
        directLine.read(conversation, token, watermark),
      );
      isMore = take(batch) > 0 && batch.activities.length >= fullPage;
    }
  };
  /** Looks whether the socket has missed something; a failure ends it, and the loop reconnects. */
  const check = (): void => {
    catchUp().catch(() => listening?.end());
  };

  const stream = async (): Promise<void> => {
    const address =
      nextStream ??
      (await withToken(({ conversation, token }) => directLine.reconnect(conversation, token, watermark)))
        .stream;
    nextStream = null;
    if (address === null) {
      pollUntil = Date.now() + pollFor;
      return;
    }
    listening = listen(parts.openSocket(ownStreamAddress(address, parts.origin)), take);
    const hadOpened = await listening.over;
    listening = null;
    deafSockets = hadOpened ? 0 : deafSockets + 1;
    if (deafSockets > 1) pollUntil = Date.now() + pollFor;
    else await nap.sleep(300 + Math.random() * 700);
  };
  const poll = async (): Promise<void> => {
    while (!isClosed && Date.now() < pollUntil) {
      await nap.sleep(parts.isHidden() ? pollEvery.hidden : pollEvery.shown);
      await catchUp();
    }
  };
  const connect = async (): Promise<void> => {
    if (memory.read() === null) await begin();
    if (nextStream === null) await catchUp();
    failures = 0;
    parts.onState('online');
    await (Date.now() < pollUntil ? poll() : stream());
  };
  const recover = async (problem: unknown): Promise<void> => {
    const { kind, wait } = problem instanceof Problem ? problem : new Problem('down');
    failures += 1;
    nextStream = null;
    if (kind === 'gone') {
      memory.clear();
      watermark = '';
      parts.onLost();
      if (failures < 3) return;
    }
    parts.onState(kind === 'limited' ? 'busy' : 'offline');
    await nap.sleep(wait ?? backoff(failures));
  };
  const run = async (): Promise<void> => {
    parts.onState('connecting');
    while (!isClosed) await connect().catch(recover);
  };

  const refresh = setInterval(() => {
    const session = memory.read();
    if (session === null || Date.now() - session.tokenAt < refreshAfter) return;
    withToken(async ({ token }) => keepToken(memory, session, await directLine.refresh(token))).catch(
      () => {},
    );
  }, 60_000);
  void run();

  return {
    post: async (message) => {
      try {
        await withToken(({ conversation, token }) => directLine.post(conversation, token, message));
      } catch (problem) {
        if (problem instanceof Problem && problem.kind === 'gone') check();
        throw problem;
      }
      setTimeout(() => {
        if (!isClosed && !echoes.has(message.clientId)) check();
      }, echoWithin);
    },
    wake: () => {
      nap.wake();
      if (listening !== null) check();
    },
    close: () => {
      isClosed = true;
      clearInterval(refresh);
      listening?.end();
      nap.wake();
    },
  };
}

function keepToken(memory: Memory, session: Session, token: string): Session {
  const kept = memory.read();
  const renewed = { ...(kept ?? session), token, tokenAt: Date.now() };
  // Nothing is remembered again of a conversation that was left meanwhile.
  if (kept?.conversation === session.conversation) memory.write(renewed);
  return renewed;
}
