/** Reads what clients send. Of an inbound activity only type, text, value, locale and the client's id are kept. */
import type { Request } from 'express';
import { z } from 'zod';
import { type Language, languages } from '../../content/schema.ts';
import type { Message } from '../../conversation/types.ts';
import { Refusal } from '../../http/refusal.ts';

/** Largest body that is served (SE-7). */
export const mostBytes = 64 * 1024;
/** Largest body that is read at all: one that is too large is screened for danger before it is refused. */
export const mostBytesRead = 2 * 1024 * 1024;

const clientId = z.string().min(1).max(200);

const activity = z.object({
  type: z.enum(['message', 'event', 'typing']),
  id: clientId.optional().catch(undefined),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().nullish().catch(null),
  attachments: z.array(z.unknown()).nullish(),
  channelData: z.object({ clientActivityID: clientId.optional() }).nullish(),
});

const pressed = z.object({ turn: z.int().min(0), choice: z.string().min(1).max(100) });

const opening = z.object({ locale: z.string().nullish().catch(null) });
const generating = z.object({ trustedOrigins: z.array(z.string().max(200)).max(20).nullish() });
const resuming = z.object({ resume: z.string().min(1).max(4000) });

export type Inbound =
  | { readonly type: 'message'; readonly message: Message; readonly clientId: string | null }
  /** Signs of a client that need no answer: events and typing. */
  | { readonly type: 'sign' };

/** The first bytes of a body of any size; the rest is read and dropped, so that the answer arrives. */
export async function readBeginning(request: Request): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostBytes) break;
  }
  request.resume();
  return Buffer.concat(chunks).subarray(0, mostBytes);
}

/** The bytes of a body; none when there was no body. */
export function bytesOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Reads an inbound activity. Throws a refusal. */
export function readActivity(bytes: Buffer): Inbound {
  const read = activity.safeParse(readJson(bytes));
  if (!read.success) throw new Refusal('bad-request');
  const { type, text, value, locale, attachments, channelData, id } = read.data;
  if (type !== 'message') return { type: 'sign' };
  const said = text ?? '';
  if (said === '' && (attachments ?? []).length > 0) throw new Refusal('attachment');
  const choice = pressed.safeParse(value);
  return {
    type: 'message',
    message: { text: said, choice: choice.success ? choice.data : null, locale: languageOf(locale) },
    clientId: channelData?.clientActivityID ?? id ?? null,
  };
}

/** The language a new conversation is asked to begin in. Throws a refusal. */
export function readOpening(bytes: Buffer): Language | null {
  const read = opening.safeParse(bytes.length === 0 ? {} : readJson(bytes));
  if (!read.success) throw new Refusal('bad-request');
  return languageOf(read.data.locale);
}

/** Web sites that the holder of the server's secret binds a token to. Throws a refusal. */
export function readTrustedOrigins(bytes: Buffer): readonly string[] {
  const read = generating.safeParse(bytes.length === 0 ? {} : readJson(bytes));
  if (!read.success) throw new Refusal('bad-request');
  return read.data.trustedOrigins ?? [];
}

/** The resume secret of a body. Throws a refusal. */
export function readResume(bytes: Buffer): string {
  const read = resuming.safeParse(readJson(bytes));
  if (!read.success) throw new Refusal('bad-request');
  return read.data.resume;
}

/** A watermark: the number of the last activity seen; none or empty means from the start. Throws a refusal. */
export function readWatermark(value: unknown): number {
  if (value === undefined || value === '') return 0;
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return Number(value);
  throw new Refusal('bad-request');
}

/** The text a body would have been read for; the body itself when it cannot be parsed. For screening only. */
export function textToScreen(bytes: Buffer): string {
  const whole = bytes.toString('utf8');
  try {
    const read = z.object({ text: z.string() }).safeParse(JSON.parse(whole));
    return read.success ? read.data.text : whole;
  } catch {
    return whole;
  }
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal('bad-request');
  }
}

function languageOf(locale: string | null | undefined): Language | null {
  const short = (locale ?? '').split(/[-_]/)[0]?.toLowerCase();
  return languages.find((lang) => lang === short) ?? null;
}
