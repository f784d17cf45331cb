/** Lets a request in: its origin, its token and its conversation must belong together (SE-5). */
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { ConversationStore, StoredConversation } from '../../conversation/ports.ts';
import { bearerOf } from '../../http/loopback.ts';
import type { Origins } from '../../http/origin.ts';
import { Refusal } from '../../http/refusal.ts';
import type { Grant, Purpose, Tokens } from './tokens.ts';

/** Answers preflights of allowed sites; any other site is refused before anything is read. */
export function shareWithSites(origins: Origins): RequestHandler {
  return (request, response, next) => {
    const origin = origins.originOf(request);
    response.vary('Origin');
    if (origin !== null) {
      if (!origins.isAllowed(origin, request)) throw new Refusal('other-origin');
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (request.method !== 'OPTIONS') {
      next();
      return;
    }
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader(
      'Access-Control-Allow-Headers',
      'authorization, content-type, x-ms-bot-agent, x-requested-with',
    );
    response.setHeader('Access-Control-Max-Age', '600');
    response.status(204).end();
  };
}

export interface Gate {
  readonly origins: Origins;
  readonly tokens: Tokens;
}

/** The grant of the request's bearer. Throws a refusal. */
export async function admit(gate: Gate, request: Request): Promise<Grant> {
  const token = bearerOf(request);
  if (token === null) throw new Refusal('no-token');
  return admitToken(gate, request, ['conversation'], token);
}

/** The grant of a token that was made for one of the purposes. Throws a refusal. */
export async function admitToken(
  gate: Gate,
  request: IncomingMessage,
  purposes: readonly Purpose[],
  token: string,
): Promise<Grant> {
  const checked = await gate.tokens.check(purposes, token);
  if (checked.type === 'expired') throw new Refusal('token-expired');
  if (checked.type === 'invalid') throw new Refusal('token-invalid');
  if (!comesFrom(gate.origins, request, checked.grant)) throw new Refusal('other-origin');
  return checked.grant;
}

/**
 * Browsers name their origin in every POST, in every call to another site and in every socket, but not in a GET to
 * their own site; so only that may go without.
 */
function comesFrom(origins: Origins, request: IncomingMessage, grant: Grant): boolean {
  const origin = origins.originOf(request);
  if (origin !== null) {
    return (
      origins.isAllowed(origin, request) && (grant.origins.length === 0 || grant.origins.includes(origin))
    );
  }
  if (grant.origins.length === 0) return true;
  const isPlainGet = request.method === 'GET' && request.headers.upgrade === undefined;
  const site = request.headers['sec-fetch-site'];
  const isSameSite = site === undefined || site === 'same-origin';
  return isPlainGet && isSameSite && grant.origins.some((bound) => origins.isOwn(bound, request));
}

/** The conversation of a path. Throws when there is none, or when it is not the token's. */
export async function requireConversation(
  store: Pick<ConversationStore, 'load'>,
  grant: Grant,
  id: string,
): Promise<StoredConversation> {
  const known = await store.load(id);
  if (known === null) throw new Refusal('unknown-conversation');
  if (id !== grant.conversation) throw new Refusal('forbidden');
  return known;
}
