/** Activities of a conversation: received, read by polling, and kept as a transcript. */
import { randomUUID } from 'node:crypto';
import express, { type RequestHandler, type Response, Router } from 'express';
import type { Converse, Received } from '../../conversation/converse.ts';
import type { ConversationStore } from '../../conversation/ports.ts';
import type { Metrics } from '../../http/metrics.ts';
import { Refusal } from '../../http/refusal.ts';
import { holdsDanger, type Screen } from '../../http/screen.ts';
import { admit, type Gate, requireConversation } from './access.ts';
import { toActivity, wireId } from './activity.ts';
import type { Hub } from './hub.ts';
import {
  bytesOf,
  type Inbound,
  mostBytes,
  mostBytesRead,
  readActivity,
  readBeginning,
  readWatermark,
  textToScreen,
} from './inbound.ts';
import type { Limits } from './limits.ts';
import type { Grant } from './tokens.ts';
import { readWhole, renderTranscript } from './transcript.ts';

export interface MessageParts extends Gate {
  readonly converse: Pick<Converse, 'receive'>;
  readonly store: Pick<ConversationStore, 'load' | 'activitiesAfter'>;
  readonly hub: Hub;
  readonly limits: Limits;
  readonly screen: Screen;
  readonly metrics: Metrics;
}

/** Most activities in one answer to a poll; the watermark says where to go on. */
const page = 200;

export function messageRoutes(parts: MessageParts): Router {
  const { store } = parts;
  const routes = Router();
  const letIn = admitOwn(parts);
  // More is read than is served: a message that is too large is screened for danger before it is refused.
  const body = express.raw({ type: () => true, limit: mostBytesRead, inflate: false });
  routes.post('/conversations/:id/activities', letIn, body, async (request, response) => {
    const grant = grantOf(response);
    const inbound = await readScreened(parts, grant, bytesOf(request));
    if (inbound.type === 'sign') {
      response.json({ id: `${grant.conversation}|${randomUUID()}` });
      return;
    }
    await countMessage(parts, grant, inbound.message.text);
    const received = await parts.converse.receive({
      conversation: grant.conversation,
      channel: 'directline',
      user: grant.user,
      clientId: inbound.clientId,
      message: inbound.message,
      role: 'resident',
    });
    response.json({ id: acknowledge(parts, grant, received) });
  });
  routes.get('/conversations/:id/activities', letIn, async (request, response) => {
    const { conversation, user } = grantOf(response);
    const watermark = readWatermark(request.query.watermark);
    const activities = await store.activitiesAfter(conversation, watermark, page);
    const last =
      activities[activities.length - 1]?.seq ?? (await lastSeen(parts, grantOf(response), watermark));
    const shown = [...activities, ...parts.hub.takeUnsaved(conversation)];
    response.json({
      activities: shown.map((activity) => toActivity(activity, user)),
      watermark: String(last),
    });
  });
  routes.post('/conversations/:id/upload', letIn, async (request, response) => {
    const text = (await readBeginning(request)).toString('utf8');
    throw new Refusal('attachment', { danger: await screenRefused(parts, grantOf(response), text) });
  });
  routes.get('/conversations/:id/transcript', letIn, async (request, response) => {
    const grant = grantOf(response);
    const format = request.query.format ?? 'txt';
    if (format !== 'txt' && format !== 'json') throw new Refusal('bad-request');
    await requireConversation(store, grant, grant.conversation);
    const activities = await readWhole(store, grant.conversation);
    response.attachment(`palveluneuvoja.${format}`);
    if (format === 'txt') response.type('text/plain').send(renderTranscript(activities));
    else response.json({ activities: activities.map((activity) => toActivity(activity, grant.user)) });
  });
  return routes;
}

const grants = new WeakMap<Response, Grant>();

/** Lets in only who has a token of the path's conversation, before any body is read. */
function admitOwn(parts: MessageParts): RequestHandler<{ id: string }> {
  return async (request, response, next) => {
    const grant = await admit(parts, request);
    // Storage is asked only about others' conversations: a cry for help must not wait for it.
    if (request.params.id !== grant.conversation)
      await requireConversation(parts.store, grant, request.params.id);
    grants.set(response, grant);
    next();
  };
}

function grantOf(response: Response): Grant {
  const grant = grants.get(response);
  if (grant === undefined) throw new Error('grantOf needs admitOwn before it');
  return grant;
}

async function readScreened(parts: MessageParts, grant: Grant, bytes: Buffer): Promise<Inbound> {
  if (bytes.length > mostBytes) {
    const danger = await screenRefused(parts, grant, textToScreen(bytes));
    parts.metrics.refused('too-large', danger);
    throw new Refusal('too-large', { danger });
  }
  return readActivity(bytes);
}

/** Counts a message of a conversation; one of danger is let through beyond the limit, up to a limit of its own. */
async function countMessage(parts: MessageParts, grant: Grant, text: string): Promise<void> {
  const retryAfter = parts.limits.messages.take(grant.conversation);
  if (retryAfter === null) return;
  const danger = await screenRefused(parts, grant, text);
  if (danger && parts.limits.cries.take(grant.conversation) === null) return;
  parts.metrics.refused('too-many', danger);
  throw new Refusal('too-many', { retryAfter, danger });
}

/** Whether a message about to be refused holds danger. In a flood it is no longer looked at; 112 is shown all the same. */
async function screenRefused(parts: MessageParts, grant: Grant, text: string): Promise<boolean> {
  if (parts.limits.screenings.take(grant.conversation) !== null) return false;
  return holdsDanger(parts.screen, text);
}

/** The id of what was received. What could not be stored is refused, unless there is danger: then the notice is shown. */
function acknowledge(parts: MessageParts, grant: Grant, received: Received): string {
  if (received.type === 'gone') throw new Refusal('unknown-conversation');
  const { userActivity, activities } = received;
  if (received.type !== 'unsaved') {
    return userActivity === null ? `${grant.conversation}|${randomUUID()}` : wireId(userActivity);
  }
  const notice = activities.find((activity) => activity.reply?.type === 'notice');
  parts.metrics.unsaved(notice !== undefined);
  if (notice === undefined)
    throw new Refusal('unsaved', { said: activities.map(({ text }) => text).join('\n') });
  parts.hub.publishUnsaved(grant.conversation, activities);
  return wireId(notice);
}

/** Where a reader stands who got nothing; a watermark from beyond the end is brought back to it. */
async function lastSeen(parts: MessageParts, grant: Grant, watermark: number): Promise<number> {
  const known = await requireConversation(parts.store, grant, grant.conversation);
  return Math.min(watermark, known.lastSeq);
}
