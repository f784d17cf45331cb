/** Tokens and conversations: given, refreshed, resumed, started and reconnected. */
import express, { type Request, Router } from 'express';
import type { Converse } from '../../conversation/converse.ts';
import type { ConversationStore } from '../../conversation/ports.ts';
import { addressOf, type Limit } from '../../http/limit.ts';
import { bearerOf, isSameSecret } from '../../http/loopback.ts';
import { Refusal } from '../../http/refusal.ts';
import { admit, admitToken, type Gate, requireConversation } from './access.ts';
import { bytesOf, mostBytes, readOpening, readResume, readTrustedOrigins, readWatermark } from './inbound.ts';
import type { Limits } from './limits.ts';
import { freshGrant, type Grant, lifetimes } from './tokens.ts';

export interface SessionParts extends Gate {
  readonly converse: Pick<Converse, 'start'>;
  readonly store: Pick<ConversationStore, 'load'>;
  readonly limits: Limits;
  /** DIRECT_LINE_SERVER_SECRET, or null: then no server asks for tokens. */
  readonly secret: string | null;
}

const body = express.raw({ type: () => true, limit: mostBytes, inflate: false });

export function sessionRoutes(parts: SessionParts): Router {
  const { store, tokens, limits } = parts;
  const routes = Router();
  routes.post('/tokens/generate', body, async (request, response) => {
    response.json(await tokenAnswer(parts, freshGrant(originsFor(parts, request))));
  });
  routes.post('/tokens/refresh', async (request, response) => {
    count(limits.renewals, addressOf(request));
    response.json(await tokenAnswer(parts, await admit(parts, request)));
  });
  // Our own extension: brings a page back after a phone's sleep or a restart, when its token has expired.
  routes.post('/tokens/resume', body, async (request, response) => {
    count(limits.renewals, addressOf(request));
    const grant = await admitToken(parts, request, ['resume'], readResume(bytesOf(request)));
    await requireConversation(store, grant, grant.conversation);
    response.json(await tokenAnswer(parts, grant));
  });
  routes.post('/conversations', body, async (request, response) => {
    const grant = await admit(parts, request);
    const locale = readOpening(bytesOf(request));
    const known = await store.load(grant.conversation);
    if (known !== null) {
      response.status(200).json(await conversationAnswer(parts, request, grant, 0));
      return;
    }
    count(limits.conversations, addressOf(request));
    const { conversation, user } = grant;
    await parts.converse.start({ conversation, user, channel: 'directline', locale });
    // The secret is given this once; whoever has only the token later cannot outlive it by a day.
    const resume = await tokens.issue('resume', grant);
    response
      .status(201)
      .json({ ...(await conversationAnswer(parts, request, grant, 0)), palveluneuvoja: { resume } });
  });
  routes.get('/conversations/:id', async (request, response) => {
    const grant = await admit(parts, request);
    const watermark = readWatermark(request.query.watermark);
    await requireConversation(store, grant, request.params.id);
    response.json(await conversationAnswer(parts, request, grant, watermark));
  });
  return routes;
}

/** Sites a new token is bound to. A server that knows the secret is trusted to name them; a page gets its own. */
function originsFor(parts: SessionParts, request: Request): readonly string[] {
  const bearer = bearerOf(request);
  const isServer = bearer !== null && parts.secret !== null && isSameSecret(bearer, parts.secret);
  if (isServer) return readTrustedOrigins(bytesOf(request));
  count(parts.limits.tokens, addressOf(request));
  if (request.headers.authorization !== undefined) throw new Refusal('token-invalid');
  readTrustedOrigins(bytesOf(request));
  const origin = parts.origins.originOf(request);
  return origin === null ? [] : [origin];
}

function count(limit: Limit, key: string): void {
  const retryAfter = limit.take(key);
  if (retryAfter !== null) throw new Refusal('too-many', { retryAfter });
}

async function tokenAnswer(parts: Gate, grant: Grant): Promise<object> {
  const token = await parts.tokens.issue('conversation', grant);
  return { conversationId: grant.conversation, token, expires_in: lifetimes.conversation };
}

async function conversationAnswer(
  parts: Gate,
  request: Request,
  grant: Grant,
  watermark: number,
): Promise<object> {
  const secret = await parts.tokens.issue('stream', grant);
  const base = parts.origins.baseOf(request).replace(/^http/, 'ws');
  const query = new URLSearchParams({ watermark: String(watermark), t: secret });
  const streamUrl = `${base}/v3/directline/conversations/${grant.conversation}/stream?${query}`;
  return { ...(await tokenAnswer(parts, grant)), streamUrl };
}
