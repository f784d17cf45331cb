/** Sessions of named people: a signed cookie, bound to the key it was opened with, and a mark against forged forms. */
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../../http/loopback.ts';

export interface StaffSession {
  readonly name: string;
  /** Stands in every form of this session and must come back with it. */
  readonly mark: string;
}

export interface SessionParts {
  /** `adviser` or `maintainer`: a session of one is none of the other. */
  readonly role: string;
  /** Name → key. */
  readonly keys: ReadonlyMap<string, string>;
  readonly signingKey: Uint8Array;
  readonly now: () => Date;
  /** True when the outside reaches us by https: the cookie then travels no other way. */
  readonly secure: boolean;
}

export interface Sessions {
  /** The `Set-Cookie` value of a new session, or null when name and key do not belong together. */
  open(name: string, key: string): string | null;
  read(cookies: string | undefined): StaffSession | null;
  /** The `Set-Cookie` value that ends a session. */
  end(): string;
}

const hours = 8;
const claims = z.object({ name: z.string(), until: z.number(), id: z.string() });

export function createSessions(parts: SessionParts): Sessions {
  const { role, keys, now } = parts;
  const cookie = `neuvonta-${role}`;
  const attributes = [
    `Path=/${role}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(parts.secure ? ['Secure'] : []),
  ].join('; ');
  // The person's key is part of the signature: who gets a new key is logged out everywhere.
  const sign = (purpose: string, text: string, key: string): string =>
    createHmac('sha256', parts.signingKey).update(`${role}\n${purpose}\n${key}\n${text}`).digest('base64url');
  return {
    open: (name, given) => {
      // An unknown name takes as long as a wrong key.
      const key = keys.get(name) ?? randomBytes(24).toString('base64url');
      if (!isSameSecret(given, key)) return null;
      const until = now().getTime() + hours * 3_600_000;
      const text = JSON.stringify({ name, until, id: randomBytes(12).toString('base64url') });
      const payload = Buffer.from(text).toString('base64url');
      return `${cookie}=${payload}.${sign('session', payload, key)}; ${attributes}; Max-Age=${hours * 3600}`;
    },
    read: (cookies) => {
      const [payload, signature] = (cookieOf(cookies, cookie) ?? '').split('.');
      if (payload === undefined || signature === undefined) return null;
      const read = readClaims(payload);
      const key = read === null ? undefined : keys.get(read.name);
      if (read === null || key === undefined || !isSameSecret(signature, sign('session', payload, key)))
        return null;
      if (read.until <= now().getTime()) return null;
      return { name: read.name, mark: sign('form', payload, key) };
    },
    end: () => `${cookie}=; ${attributes}; Max-Age=0`,
  };
}

function readClaims(payload: string): z.infer<typeof claims> | null {
  try {
    const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function cookieOf(header: string | undefined, name: string): string | null {
  const pair = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? null : pair.trim().slice(name.length + 1);
}
