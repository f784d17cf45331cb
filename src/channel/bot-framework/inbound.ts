/** Reads what a Bot Framework channel sends, and keeps only what a turn and its answer need. */
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Message } from '../../conversation/types.ts';
import { Refusal } from '../../http/refusal.ts';
import { languageOf } from './words.ts';

const id = z.string().min(1).max(500);
const account = z.object({ id, name: z.string().max(500).nullish().catch(null) });
const tenant = z.string().max(100);

const shape = z.object({
  type: z.string().min(1).max(60),
  id: id.nullish().catch(null),
  channelId: z.string().max(60).default('unknown'),
  serviceUrl: z.string().max(2000).nullish(),
  from: account.nullish(),
  recipient: account.nullish(),
  conversation: z.object({
    id,
    isGroup: z.boolean().nullish().catch(null),
    conversationType: z.string().max(60).nullish().catch(null),
    tenantId: tenant.nullish(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(60).nullish().catch(null),
  deliveryMode: z.string().max(60).nullish().catch(null),
  attachments: z.array(z.object({ contentType: z.string().nullish().catch(null) })).nullish(),
  membersAdded: z.array(z.unknown()).nullish().catch(null),
  channelData: z
    .object({ clientActivityID: id.nullish().catch(null), tenant: z.object({ id: tenant }).nullish() })
    .nullish(),
});
type Shape = z.infer<typeof shape>;

const pressed = z.object({ turn: z.int().min(0), choice: z.string().min(1).max(100) });

export interface Inbound {
  /** The part of the activity that the SDK authenticates and answers to. */
  readonly activity: Activity;
  /** `other`: signs that need no answer (typing, reactions, edits). */
  readonly kind: 'message' | 'arrival' | 'other';
  /** The conversation's name in our storage, apart from those of every other channel. */
  readonly conversation: string;
  readonly user: string;
  readonly message: Message;
  /** Files and nothing to read. */
  readonly isFileOnly: boolean;
  /** Idempotency (SE-10). */
  readonly clientId: string | null;
  readonly isTeams: boolean;
  /** Every tenant the activity names. */
  readonly tenants: readonly string[];
  readonly expectsReplies: boolean;
}

/** Reads an activity. Throws a refusal. */
export function readInbound(bytes: Buffer): Inbound {
  const read = shape.safeParse(readJson(bytes));
  if (!read.success) throw new Refusal('bad-request');
  const given = read.data;
  const { type, channelId, conversation, channelData } = given;
  const isTeams = channelId === 'msteams';
  const text = readText(given.text ?? '', isTeams);
  const choice = pressed.safeParse(given.value);
  return {
    activity: forSdk(given),
    kind: type === 'message' ? 'message' : isArrival(given) ? 'arrival' : 'other',
    conversation: `bf:${channelId}:${conversation.id}`,
    user: given.from?.id ?? 'user',
    message: { text, choice: choice.success ? choice.data : null, locale: languageOf(given.locale) },
    isFileOnly: text === '' && !choice.success && hasFiles(given),
    clientId: channelData?.clientActivityID ?? given.id ?? null,
    isTeams,
    tenants: [channelData?.tenant?.id, conversation.tenantId].filter((one) => typeof one === 'string'),
    expectsReplies: given.deliveryMode === 'expectReplies',
  };
}

function isArrival(given: Shape): boolean {
  return given.type === 'conversationUpdate' && (given.membersAdded ?? []).length > 0;
}

/** Teams sends the formatted twin of every message as an attachment. */
function hasFiles(given: Shape): boolean {
  return (given.attachments ?? []).some((attachment) => attachment.contentType !== 'text/html');
}

/** A mention of the bot is no part of what is said. Bounded on all sides: no text makes it slow (SE-8). */
const mention = /<at(?: [^<>]{0,200})?>[^<>]{0,200}<\/at>/g;
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function readText(text: string, isTeams: boolean): string {
  const said = text.replace(mention, ' ');
  const decoded = isTeams
    ? said.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    : said;
  return decoded.trim();
}

const isActivity = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

/** Nothing else of what was sent ever reaches the SDK. */
function forSdk(given: Shape): Activity {
  const { conversation } = given;
  return isActivity.parse({
    type: given.type,
    channelId: given.channelId,
    serviceUrl: given.serviceUrl ?? '',
    from: personOf(given.from) ?? { id: 'user', name: '' },
    recipient: personOf(given.recipient) ?? { id: 'palveluneuvoja', name: 'Palveluneuvoja' },
    conversation: {
      id: conversation.id,
      ...(typeof conversation.isGroup === 'boolean' ? { isGroup: conversation.isGroup } : {}),
      ...(typeof conversation.conversationType === 'string'
        ? { conversationType: conversation.conversationType }
        : {}),
      ...(typeof conversation.tenantId === 'string' ? { tenantId: conversation.tenantId } : {}),
    },
    ...(typeof given.id === 'string' ? { id: given.id } : {}),
    ...(typeof given.deliveryMode === 'string' ? { deliveryMode: given.deliveryMode } : {}),
  });
}

function personOf(person: Shape['from']): { id: string; name: string } | null {
  return person === null || person === undefined ? null : { id: person.id, name: person.name ?? '' };
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal('bad-request');
  }
}
