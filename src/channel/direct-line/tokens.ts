/** Signed tokens: who may speak in which conversation, from which web site, and until when (SE-5). */
import { createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What a token is good for; one made for another purpose is refused. */
export type Purpose = 'conversation' | 'stream' | 'resume';

export interface Grant {
  readonly conversation: string;
  readonly user: string;
  /** Web sites the token works from; empty: any that may speak to this server, and clients that are no browser. */
  readonly origins: readonly string[];
}

export type Checked =
  | { readonly type: 'valid'; readonly grant: Grant }
  | { readonly type: 'expired' }
  | { readonly type: 'invalid' };

/**
 * Seconds a token lives. A stream token travels in an address, which proxies write down: it opens a socket soon, or
 * never. The resume secret brings a page back after a phone's sleep.
 */
export const lifetimes: Readonly<Record<Purpose, number>> = {
  conversation: 1800,
  stream: 300,
  resume: 86_400,
};

export interface Tokens {
  issue(purpose: Purpose, grant: Grant): Promise<string>;
  check(purposes: readonly Purpose[], token: string): Promise<Checked>;
}

const issuer = 'palveluneuvoja';
/** Stock Web Chat reads `user` from the token and speaks under that name. */
const claims = z.object({ conv: z.string().min(1), user: z.string().min(1), origins: z.array(z.string()) });

/** Loaded with the first token: no start needs to wait for it. */
const jose = (): Promise<typeof import('jose')> => import('jose');

/** `key` is the signing key kept in storage, so that tokens outlive a restart. */
export function createTokens(key: Uint8Array, now: () => Date): Tokens {
  const secret = createSecretKey(key);
  return {
    issue: async (purpose, { conversation, user, origins }) => {
      const { SignJWT } = await jose();
      const at = Math.floor(now().getTime() / 1000);
      return new SignJWT({ conv: conversation, user, origins: [...origins] })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setIssuedAt(at)
        .setExpirationTime(at + lifetimes[purpose])
        .sign(secret);
    },
    check: async (purposes, token) => {
      const { errors, jwtVerify } = await jose();
      try {
        const { payload } = await jwtVerify(token, secret, {
          issuer,
          audience: [...purposes],
          algorithms: ['HS256'],
          requiredClaims: ['exp'],
          currentDate: now(),
        });
        const read = claims.safeParse(payload);
        if (!read.success) return { type: 'invalid' };
        const { conv, user, origins } = read.data;
        return { type: 'valid', grant: { conversation: conv, user, origins } };
      } catch (problem) {
        return { type: problem instanceof errors.JWTExpired ? 'expired' : 'invalid' };
      }
    },
  };
}

/** A grant for a new conversation and a new user that nobody can guess. */
export function freshGrant(origins: readonly string[]): Grant {
  const random = (): string => randomBytes(18).toString('base64url');
  return { conversation: random(), user: `dl_${random()}`, origins };
}
