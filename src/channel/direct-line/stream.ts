/** The WebSocket of a conversation: what is stored is shown at once, from where the client left off. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ConversationStore, StoredActivity } from '../../conversation/ports.ts';
import { describeFault, type Log } from '../../http/log.ts';
import type { Metrics } from '../../http/metrics.ts';
import { Refusal } from '../../http/refusal.ts';
import { admitToken, type Gate, requireConversation } from './access.ts';
import { toActivity } from './activity.ts';
import { type Feed, openFeed } from './feed.ts';
import type { Hub } from './hub.ts';
import { readWatermark } from './inbound.ts';

export interface StreamParts extends Gate {
  readonly store: Pick<ConversationStore, 'load' | 'activitiesAfter'>;
  readonly hub: Hub;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds between signs of life; 20,000 when not given. */
  readonly keepAlive?: number;
}

export interface Stream {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

/** A person has a phone and a computer, perhaps a tab forgotten; more is a fault or a flood. */
const mostSockets = 8;
/** Bytes a client may leave unread before it is cut off; it comes back with its watermark. */
const mostUnread = 1024 * 1024;
/** Close codes: try again later, and the service restarts (RFC 6455 and the IANA registry). */
const tryAgain = 1013;
const restarting = 1012;
const failing = 1011;

const streamPath = /^(?:\/[^?]*)?\/v3\/directline\/conversations\/([\w-]{1,100})\/stream$/;

interface Visitor {
  readonly conversation: string;
  readonly user: string;
  readonly after: number;
}

export function createStream(parts: StreamParts): Stream {
  // Clients send nothing but empty frames.
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  const silent = new WeakSet<WebSocket>();
  const beat = setInterval(() => keepAlive(server.clients, silent), parts.keepAlive ?? 20_000);
  beat.unref();
  return {
    upgrade: (request, socket, head) => {
      const address = URL.canParse(request.url ?? '', 'http://host')
        ? new URL(request.url ?? '', 'http://host')
        : null;
      const conversation = streamPath.exec(address?.pathname ?? '')?.[1];
      if (address === null || conversation === undefined) return false;
      receive(parts, request, conversation, address.searchParams)
        .then((visitor) => {
          server.handleUpgrade(request, socket, head, (opened) => {
            opened.on('pong', () => silent.delete(opened));
            open(parts, opened, visitor);
          });
        })
        .catch((problem: unknown) => refuse(parts.log, socket, problem));
      return true;
    },
    close: () => {
      clearInterval(beat);
      for (const socket of server.clients) socket.close(restarting);
      server.close();
    },
  };
}

async function receive(
  parts: StreamParts,
  request: IncomingMessage,
  conversation: string,
  query: URLSearchParams,
): Promise<Visitor> {
  const grant = await admitToken(parts, request, ['stream', 'conversation'], query.get('t') ?? '');
  const watermark = readWatermark(query.get('watermark') ?? undefined);
  const known = await requireConversation(parts.store, grant, conversation);
  if (parts.hub.listeners(conversation) >= mostSockets) throw new Refusal('too-many');
  return { conversation, user: grant.user, after: Math.min(watermark, known.lastSeq) };
}

function refuse(log: Log, socket: Duplex, problem: unknown): void {
  const refusal = problem instanceof Refusal ? problem : new Refusal('failed');
  if (refusal.status >= 500) log.error(describeFault(problem), 'stream-failed');
  socket.end(`HTTP/1.1 ${refusal.status} ${refusal.code}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function open(parts: StreamParts, socket: WebSocket, visitor: Visitor): void {
  const { conversation, user, after } = visitor;
  const send = (activities: readonly StoredActivity[], last: number): void => {
    if (socket.bufferedAmount > mostUnread) {
      socket.close(tryAgain);
      socket.terminate();
      return;
    }
    const shown = activities.map((activity) => toActivity(activity, user));
    socket.send(JSON.stringify({ activities: shown, watermark: String(last) }));
  };
  const feed: Feed = openFeed({
    store: parts.store,
    conversation,
    after,
    send,
    failed: (problem) => {
      parts.log.error({ conversation, ...describeFault(problem) }, 'stream-failed');
      socket.close(failing);
    },
  });
  const leave = parts.hub.listen(conversation, {
    stored: (activities) => feed.offer(activities),
    unsaved: (activities) => send(activities, feed.last()),
  });
  parts.metrics.sockets(1);
  socket.on('error', () => socket.terminate());
  socket.once('close', () => {
    leave();
    feed.end();
    parts.metrics.sockets(-1);
  });
  // Listening began before this first read: what is stored meanwhile makes the feed read again.
  feed.offer([]);
  const missed = parts.hub.takeUnsaved(conversation);
  if (missed.length > 0) send(missed, feed.last());
}

/** An empty frame for proxies and clients, a ping for the dead: who did not answer the last one is let go. */
function keepAlive(sockets: ReadonlySet<WebSocket>, silent: WeakSet<WebSocket>): void {
  for (const socket of sockets) {
    if (silent.has(socket)) {
      socket.terminate();
      continue;
    }
    silent.add(socket);
    socket.ping();
    socket.send('');
  }
}
