/** The calls of Direct Line 3.0 that the page makes, each to its own origin (PR-8). */
import { type Activity, readActivities } from './activity.ts';
import { fieldsOf, textOf, textOrNull } from './fields.ts';

/** Why a call failed, as far as the page must tell cases apart. */
export type ProblemKind =
  /** The token is no longer good. */
  | 'expired'
  /** The conversation is no longer there. */
  | 'gone'
  /** Too many calls; wait. */
  | 'limited'
  /** The server will not take this message, however often it is sent. */
  | 'refused'
  /** No answer, or a fault of the server. */
  | 'down';

export class Problem extends Error {
  readonly kind: ProblemKind;
  /** Milliseconds to wait, when the server said so. */
  readonly wait: number | null;
  /** What the server says to the person, in several languages at once, or null. */
  readonly said: string | null;
  constructor(kind: ProblemKind, details: { readonly wait?: number; readonly said?: string | null } = {}) {
    super(kind);
    this.kind = kind;
    this.wait = details.wait ?? null;
    this.said = details.said ?? null;
  }
}

export interface Started {
  readonly conversation: string;
  readonly token: string;
  readonly resume: string | null;
  readonly stream: string | null;
}

export interface Batch {
  readonly activities: readonly Activity[];
  readonly watermark: string | null;
}

export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly value: { readonly turn: number; readonly choice: string } | null;
  readonly lang: string;
}

export interface DirectLine {
  generate(): Promise<string>;
  start(token: string, lang: string): Promise<Started>;
  reconnect(conversation: string, token: string, watermark: string): Promise<Started>;
  refresh(token: string): Promise<string>;
  resume(secret: string): Promise<Started>;
  read(conversation: string, token: string, watermark: string): Promise<Batch>;
  post(conversation: string, token: string, message: Outgoing): Promise<void>;
}

/** Longest wait for an answer of the server. */
const patience = 15_000;
const base = '/v3/directline';

export function createDirectLine(fetchFrom: typeof fetch): DirectLine {
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    token: string | null,
    body?: object,
  ): Promise<unknown> => {
    const headers = new Headers({ Accept: 'application/json' });
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    const options = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(patience) } as const;
    const response = await fetchFrom(
      `${base}${path}`,
      body === undefined ? options : { ...options, body: JSON.stringify(body) },
    ).catch(() => {
      throw new Problem('down');
    });
    if (!response.ok) throw await problemOf(response);
    return response.json().catch(() => {
      throw new Problem('down');
    });
  };
  const at = (conversation: string): string => `/conversations/${encodeURIComponent(conversation)}`;
  const since = (watermark: string): string => `?watermark=${encodeURIComponent(watermark)}`;
  return {
    generate: async () => readStarted(await call('POST', '/tokens/generate', null, {})).token,
    start: async (token, lang) => readStarted(await call('POST', '/conversations', token, { locale: lang })),
    reconnect: async (conversation, token, watermark) =>
      readStarted(await call('GET', `${at(conversation)}${since(watermark)}`, token)),
    refresh: async (token) => readStarted(await call('POST', '/tokens/refresh', token, {})).token,
    resume: async (secret) => readStarted(await call('POST', '/tokens/resume', null, { resume: secret })),
    read: async (conversation, token, watermark) =>
      readBatch(await call('GET', `${at(conversation)}/activities${since(watermark)}`, token)),
    post: async (conversation, token, { clientId, text, value, lang }) => {
      const activity = {
        type: 'message',
        from: { id: 'user' },
        text,
        locale: lang,
        channelData: { clientActivityID: clientId },
        ...(value === null ? {} : { value }),
      };
      await call('POST', `${at(conversation)}/activities`, token, activity);
    },
  };
}

/** A frame of the stream or a polled answer. */
export function readBatch(value: unknown): Batch {
  return { activities: readActivities(value), watermark: textOrNull(fieldsOf(value).watermark) };
}

function readStarted(value: unknown): Started {
  const fields = fieldsOf(value);
  const token = textOf(fields.token);
  if (token === '') throw new Problem('down');
  return {
    conversation: textOf(fields.conversationId),
    token,
    resume: textOrNull(fieldsOf(fields.palveluneuvoja).resume),
    stream: textOrNull(fields.streamUrl),
  };
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const said = textOrNull(fieldsOf(fieldsOf(body).error).message);
  switch (response.status) {
    case 401:
    case 403:
      return new Problem('expired', { said });
    case 404:
    case 410:
      return new Problem('gone', { said });
    case 429:
      return new Problem('limited', { said, wait: waitOf(response) });
    case 400:
    case 413:
    case 415:
      return new Problem('refused', { said });
    default:
      return new Problem('down', { said });
  }
}

function waitOf(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? 'none');
  return (Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 120) : 5) * 1000;
}
