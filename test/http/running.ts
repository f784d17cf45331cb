/** A whole server on a free port over the fake core, and a client that speaks to it. */
import { createServer } from 'node:http';
import { Router } from 'express';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createDirectLine } from '../../src/channel/direct-line/channel.ts';
import { createHub, type Hub } from '../../src/channel/direct-line/hub.ts';
import type { ContentState } from '../../src/http/health.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createOrigins } from '../../src/http/origin.ts';
import { type BuiltServer, buildServer } from '../../src/http/server.ts';
import { readSettings } from '../../src/settings.ts';
import { createFakeCore, type FakeCore, isDanger } from './fake-core.ts';

export const serverSecret = 'a-server-secret-of-some-length';
export const metricsKey = 'a-metrics-key-of-some-length';
export const partner = 'https://www.kunta.fi';

export interface Running {
  readonly base: string;
  readonly core: FakeCore;
  readonly hub: Hub;
  readonly built: BuiltServer;
  readonly logged: string[];
  readonly content: { state: ContentState };
  readonly storage: { healthy: () => Promise<boolean> };
  /** Moves the clock. */
  pass(seconds: number): void;
  stop(): Promise<void>;
}

interface Choices {
  readonly environment?: Readonly<Record<string, string>>;
  readonly keepAlive?: number;
}

export async function run(choices: Choices = {}): Promise<Running> {
  const settings = readSettings({
    DIRECT_LINE_SERVER_SECRET: serverSecret,
    METRICS_KEY: metricsKey,
    ALLOWED_ORIGINS: partner,
    ...choices.environment,
  });
  let time = Date.parse('2026-11-21T10:00:00Z');
  const logged: string[] = [];
  const write = (fields: object, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log = { info: write, warn: write, error: write };
  const hub = createHub();
  const core = createFakeCore(hub.publish);
  const origins = createOrigins(settings);
  const metrics = createMetrics({ process: false });
  const content: { state: ContentState } = { state: { state: 'ok', version: 'v1', faults: [] } };
  const storage = { healthy: async () => true };
  const directLine = createDirectLine({
    settings,
    origins,
    hub,
    log,
    metrics,
    converse: core.converse,
    store: core.store,
    signingKey: new Uint8Array(32).fill(7),
    screen: isDanger,
    now: () => new Date(time),
    ...(choices.keepAlive === undefined ? {} : { keepAlive: choices.keepAlive }),
  });
  const home = Router();
  home.get('/', (_request, response) => void response.type('html').send('<p>etusivu</p>'));
  home.get('/embed.js', (_request, response) => void response.type('js').send(''));
  home.get('/broken', () => {
    throw new Error('secret words of a resident');
  });
  const built = buildServer({
    settings,
    origins,
    directLine,
    log,
    pages: [home],
    health: { metrics, content: () => content.state, storageHealthy: () => storage.healthy(), patience: 50 },
  });
  const server = createServer(built.app);
  built.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    base: `http://127.0.0.1:${address.port}`,
    core,
    hub,
    built,
    logged,
    content,
    storage,
    pass: (seconds) => {
      time += seconds * 1000;
    },
    stop: async () => {
      built.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const activityShape = z.looseObject({
  id: z.string(),
  text: z.string(),
  from: z.looseObject({ id: z.string(), role: z.string() }),
});
/** Everything an answer of Direct Line may hold. */
export const answerShape = z.object({
  conversationId: z.string().optional(),
  token: z.string().optional(),
  expires_in: z.number().optional(),
  streamUrl: z.string().optional(),
  id: z.string().optional(),
  watermark: z.string().optional(),
  activities: z.array(activityShape).optional(),
  palveluneuvoja: z.object({ resume: z.string().optional(), danger: z.boolean().optional() }).optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Answer = z.infer<typeof answerShape> & { readonly status: number; readonly headers: Headers };

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly token?: string;
  readonly origin?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a Direct Line path; a body that is a string or bytes is sent as it is. */
export async function call(server: Running, path: string, options: CallOptions = {}): Promise<Answer> {
  const { body } = options;
  const raw =
    body === undefined || typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body);
  const response = await fetch(`${server.base}/v3/directline/${path}`, {
    method: options.method ?? 'POST',
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.origin === undefined ? {} : { origin: options.origin }),
      ...(raw instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(raw === undefined ? {} : { body: raw }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? {} : JSON.parse(text);
  return { ...answerShape.parse(json), status: response.status, headers: response.headers };
}

/** What must be there. */
export function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('missing in the answer');
  return value;
}

export interface Session {
  readonly id: string;
  readonly token: string;
  readonly streamUrl: string;
  readonly resume: string;
}

/** A started conversation. */
export async function begin(server: Running, options: CallOptions = {}): Promise<Session> {
  const generated = await call(server, 'tokens/generate', options);
  const token = given(generated.token);
  const started = await call(server, 'conversations', { ...options, token });
  return {
    id: given(started.conversationId),
    token: given(started.token),
    streamUrl: given(started.streamUrl),
    resume: given(started.palveluneuvoja?.resume),
  };
}

export const say = (server: Running, session: Session, text: string, more: object = {}): Promise<Answer> =>
  call(server, `conversations/${session.id}/activities`, {
    token: session.token,
    body: { type: 'message', text, ...more },
  });

export interface Socket {
  /** Texts of activities so far, in the order they came. */
  readonly texts: string[];
  readonly watermarks: string[];
  readonly empty: { count: number };
  /** Resolves when a condition holds after some frame. */
  until(holds: () => boolean): Promise<void>;
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens a socket; rejects with the status of a refusal. */
export function openSocket(url: string, origin?: string): Promise<Socket> {
  const socket = new WebSocket(url, origin === undefined ? {} : { origin });
  const texts: string[] = [];
  const watermarks: string[] = [];
  const empty = { count: 0 };
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const frame = String(data);
    if (frame === '') empty.count += 1;
    else {
      const read = answerShape.parse(JSON.parse(frame));
      texts.push(...given(read.activities).map((activity) => activity.text));
      watermarks.push(given(read.watermark));
    }
    for (const check of waiting) check();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', (code) => resolve(code)));
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  return new Promise((resolve, reject) => {
    socket.once('open', () =>
      resolve({ texts, watermarks, empty, until, closed, close: () => socket.close() }),
    );
    socket.once('unexpected-response', (_request, response) =>
      reject(new Error(`refused ${response.statusCode}`)),
    );
    socket.once('error', reject);
  });
}
