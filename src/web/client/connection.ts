/**
 * The page's connection to its conversation: begins it or comes back to it, listens by WebSocket or, where that is
 * blocked, asks again and again; survives phone sleep, reload, expired tokens and a restart of the server.
 */
import type { Activity } from './activity.ts';
import { type DirectLine, type Outgoing, Problem } from './direct-line.ts';
import { createInflow } from './inflow.ts';
import { createKeys } from './keys.ts';
import type { Memory } from './memory.ts';
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

/** A message whose echo has not come by then is asked for: the socket may be dead without knowing it. */
const echoWithin = 4000;
/** For this long the page asks again and again before it tries a socket anew. */
const pollFor = 60_000;
const pollEvery = { shown: 1500, hidden: 15_000 } as const;
/** An answer with this many activities may not be the last. */
const fullPage = 50;

export function createConnection(parts: ConnectionParts): Connection {
  const line = createLine(parts);
  const refresh = setInterval(() => line.keys.refresh().catch(() => {}), 60_000);
  void line.run();
  return {
    post: async (message) => {
      try {
        await line.keys.use(({ conversation, token }) => parts.directLine.post(conversation, token, message));
      } catch (problem) {
        if (problem instanceof Problem && problem.kind === 'gone') line.check();
        throw problem;
      }
      setTimeout(() => line.expectEcho(message.clientId), echoWithin);
    },
    wake: line.wake,
    close: () => {
      clearInterval(refresh);
      line.end();
    },
  };
}

interface Line {
  readonly keys: ReturnType<typeof createKeys>;
  /** Connects, listens and connects again until the end. */
  run(): Promise<void>;
  /** Looks whether the socket has missed something; a failure ends it, and the line connects anew. */
  check(): void;
  expectEcho(clientId: string): void;
  wake(): void;
  end(): void;
}

function createLine(parts: ConnectionParts): Line {
  const { directLine, memory, onState } = parts;
  const nap = createNap();
  const keys = createKeys(directLine, memory);
  const inflow = createInflow(memory, parts.onActivities);
  let listening: Listening | null = null;
  let nextStream: string | null = null;
  let hasEnded = false;
  let failures = 0;
  let deafSockets = 0;
  let pollUntil = 0;

  const catchUp = async (): Promise<void> => {
    let isMore = true;
    while (isMore) {
      const batch = await keys.use(({ conversation, token }) =>
        directLine.read(conversation, token, inflow.watermark()),
      );
      isMore = inflow.take(batch) > 0 && batch.activities.length >= fullPage;
    }
  };
  const check = (): void => {
    catchUp().catch(() => listening?.end());
  };
  const streamAddress = async (): Promise<string | null> => {
    const given = nextStream;
    nextStream = null;
    if (given !== null) return given;
    return (
      await keys.use(({ conversation, token }) =>
        directLine.reconnect(conversation, token, inflow.watermark()),
      )
    ).stream;
  };
  const stream = async (): Promise<void> => {
    const address = await streamAddress();
    if (address !== null) {
      listening = listen(parts.openSocket(ownStreamAddress(address, parts.origin)), inflow.take);
      deafSockets = (await listening.over) ? 0 : deafSockets + 1;
      listening = null;
    }
    if (address === null || deafSockets > 1) pollUntil = Date.now() + pollFor;
    else await nap.sleep(300 + Math.random() * 700);
  };
  const poll = async (): Promise<void> => {
    while (!hasEnded && Date.now() < pollUntil) {
      await nap.sleep(parts.isHidden() ? pollEvery.hidden : pollEvery.shown);
      await catchUp();
    }
  };
  const connect = async (): Promise<void> => {
    if (memory.read() === null) {
      nextStream = await keys.begin(parts.lang());
      inflow.reset();
    }
    if (nextStream === null) await catchUp();
    failures = 0;
    onState('online');
    await (Date.now() < pollUntil ? poll() : stream());
  };
  const recover = async (problem: unknown): Promise<void> => {
    const { kind, wait } = problem instanceof Problem ? problem : new Problem('down');
    failures += 1;
    nextStream = null;
    if (kind === 'gone') {
      memory.clear();
      inflow.reset();
      parts.onLost();
      if (failures < 3) return;
    }
    onState(kind === 'limited' ? 'busy' : 'offline');
    await nap.sleep(wait ?? backoff(failures));
  };
  return {
    keys,
    run: async () => {
      onState('connecting');
      while (!hasEnded) await connect().catch(recover);
    },
    check,
    expectEcho: (clientId) => {
      if (!hasEnded && !inflow.hasEcho(clientId)) check();
    },
    wake: () => {
      nap.wake();
      if (listening !== null) check();
    },
    end: () => {
      hasEnded = true;
      listening?.end();
      nap.wake();
    },
  };
}
