/** One WebSocket of the conversation, from opening to its end, however it ends. */
import { type Batch, readBatch } from './direct-line.ts';

export interface Listening {
  /** Resolves when the stream is over; true when it had opened. */
  readonly over: Promise<boolean>;
  end(): void;
}

/** Longest wait for a socket to open; some proxies swallow the request. */
const openWithin = 6000;
/** The server shows life every 20 seconds; after this long without a sign the socket is dead. */
const silenceAtMost = 50_000;
const checkEvery = 10_000;

export function listen(socket: WebSocket, onBatch: (batch: Batch) => void): Listening {
  let hasOpened = false;
  let heardAt = Date.now();
  let end = (): void => {};
  const over = new Promise<boolean>((resolve) => {
    const late = setTimeout(() => end(), openWithin);
    const watch = setInterval(() => {
      if (Date.now() - heardAt > silenceAtMost) end();
    }, checkEvery);
    end = () => {
      clearTimeout(late);
      clearInterval(watch);
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      // On a dead network the closing handshake takes long: it is not waited for.
      socket.close();
      resolve(hasOpened);
    };
    socket.onopen = () => {
      hasOpened = true;
      heardAt = Date.now();
      clearTimeout(late);
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      heardAt = Date.now();
      if (typeof data === 'string' && data !== '') onBatch(readFrame(data));
    };
    socket.onclose = socket.onerror = () => end();
  });
  return { over, end: () => end() };
}

function readFrame(data: string): Batch {
  try {
    return readBatch(JSON.parse(data));
  } catch {
    return { activities: [], watermark: null };
  }
}

/** The stream's address on our own origin, whatever host a proxy made the server believe in (PR-8). */
export function ownStreamAddress(stream: string, origin: string): string {
  const { pathname, search } = new URL(stream, origin);
  return `${origin.replace(/^http/, 'ws')}${pathname}${search}`;
}
