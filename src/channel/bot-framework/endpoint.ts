/** `POST /api/messages`: the Bot Framework messaging endpoint (Teams, Azure Bot Service, the terminal of a developer). */
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { Converse } from '../../conversation/converse.ts';
import type { ConversationStore } from '../../conversation/ports.ts';
import { emergencyWords, inAllLanguages } from '../../http/emergency.ts';
import { describeFault, type Log } from '../../http/log.ts';
import { isFromHere } from '../../http/loopback.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Screen } from '../../http/screen.ts';
import type { Settings } from '../../settings.ts';
import { type Answerer, createAnswerer } from './answer.ts';
import {
  ChannelAdapter,
  ChannelRefusal,
  GuardedAuthentication,
  type Identification,
} from './authentication.ts';
import { allowHosts } from './hosts.ts';
import { type Inbound, readInbound } from './inbound.ts';
import { createOutbox, type OutboxStore } from './outbox.ts';
import { realTimer, type Timer } from './patience.ts';

export interface BotFrameworkParts {
  readonly settings: Pick<Settings, 'bot' | 'teams' | 'rates' | 'production'>;
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load'> & OutboxStore;
  readonly log: Log;
  /** Looks for danger in messages that are about to be refused (SE-7). */
  readonly screen?: Screen;
  readonly now?: () => Date;
  /** Waits between two tries to send. */
  readonly after?: Timer;
  /** Milliseconds a connector may take for one message. */
  readonly patience?: number;
  /** Another cloud than Microsoft's public one. */
  readonly identification?: Pick<Identification, 'cloud' | 'credentials'>;
}

export interface MountedBot {
  /** Settles once everything that an earlier process left unsent has been tried. */
  readonly drained: Promise<void>;
  /** Ends what is being sent; call it before storage closes. */
  close(): Promise<void>;
}

/** Channels wait some fifteen seconds for the response. */
const sendMilliseconds = 10_000;
/** Largest body that is served, and largest that is read so that it can be screened (SE-7). */
const mostBytes = 64 * 1024;
const mostBytesRead = 2 * 1024 * 1024;

/**
 * Mounts the endpoint and sends what waits in the outbox. Without an app id it answers this machine only; in production
 * it is not mounted then, which gives null (SE-2).
 */
export function mountBotFramework(app: Express, parts: BotFrameworkParts): MountedBot | null {
  const { settings, log, store, patience = sendMilliseconds, now = () => new Date() } = parts;
  const { appId, password, tenantId, serviceHosts } = settings.bot;
  if (appId === null && settings.production) return null;
  const identification = { appId, password, tenantId, ...parts.identification };
  const authentication = new GuardedAuthentication(identification, allowHosts(serviceHosts));
  const adapter = new ChannelAdapter(authentication, appId);
  const outbox = createOutbox({
    store,
    send: (activity, signal) => adapter.post(activity, signal),
    log,
    now,
    after: parts.after ?? realTimer,
    patience,
  });
  const screen = parts.screen ?? (() => false);
  const answerer = createAnswerer({ ...parts, outbox, screen, now, patience });
  const body = express.raw({ type: () => true, limit: mostBytesRead, inflate: false });
  app.post('/api/messages', admit(appId !== null), body, async (request, response) => {
    const header = request.headers.authorization ?? '';
    try {
      const bytes = bytesOf(request);
      const inbound = readInbound(bytes);
      if (bytes.length > mostBytes) await refuseLarge(authentication, answerer, header, inbound);
      const result = await adapter.handle(header, inbound.activity, (context) =>
        answerer.answer(inbound, context),
      );
      response.status(result?.status ?? 200);
      if (result?.body === undefined) response.end();
      else response.json(result.body);
    } catch (problem) {
      const refusal = refusalOf(problem, log);
      if (refusal !== 'not-authenticated') throw refusal;
      const message = inAllLanguages(emergencyWords);
      response.status(401).json({ error: { code: 'Unauthorized', message } });
    }
  });
  return { drained: outbox.drain(), close: outbox.close };
}

/** Turns away who cannot be let in, before any body is read. */
function admit(isAuthenticated: boolean): RequestHandler {
  return (request, response, next) => {
    if (!isAuthenticated && !isFromHere(request)) throw new Refusal('forbidden');
    if (isAuthenticated && request.headers.authorization === undefined) {
      const message = inAllLanguages(emergencyWords);
      response.status(401).json({ error: { code: 'Unauthorized', message } });
      return;
    }
    next();
  };
}

/** Screening a long text costs time, so only a real channel's is looked at. */
async function refuseLarge(
  authentication: GuardedAuthentication,
  answerer: Answerer,
  header: string,
  inbound: Inbound,
): Promise<never> {
  await authentication.authenticateRequest(inbound.activity, header);
  throw new Refusal('too-large', { danger: await answerer.screenRefused(inbound) });
}

/** Every fault as a refusal that gives nothing away (SE-9). */
function refusalOf(problem: unknown, log: Log): Refusal | 'not-authenticated' {
  if (problem instanceof Refusal) return problem;
  if (!(problem instanceof ChannelRefusal)) {
    log.error(describeFault(problem), 'bot-answer-failed');
    // The channel sends the activity again, and then gets what it has not got yet.
    return new Refusal('unavailable');
  }
  log.warn({ reason: problem.reason }, 'bot-request-refused');
  switch (problem.reason) {
    case 'not-authenticated':
      return 'not-authenticated';
    case 'no-keys':
      return new Refusal('unavailable');
    case 'host-not-allowed':
      return new Refusal('forbidden');
    default:
      return problem.reason satisfies never;
  }
}

function bytesOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
