/** How often an address or a conversation may ask (SE-5, SE-7). */
import { createLimit, type Limit } from '../../http/limit.ts';
import type { Settings } from '../../settings.ts';

export interface Limits {
  /** Tokens given without the server's secret, by address. */
  readonly tokens: Limit;
  /** Refreshes and resumes, by address: many people may share one, and all of them hold a valid secret. */
  readonly renewals: Limit;
  /** New conversations, by address. */
  readonly conversations: Limit;
  /** Messages, by conversation. */
  readonly messages: Limit;
  /** Messages of danger beyond that: a cry for help is heard even from somebody who writes a lot. */
  readonly cries: Limit;
  /** Screenings of messages that are refused, by conversation: they cost time, and a flood must not. */
  readonly screenings: Limit;
}

const minute = 60_000;

export function createLimits(rates: Settings['rates'], now: () => Date): Limits {
  const per = (windowMilliseconds: number, most: number): Limit =>
    createLimit({ most, windowMilliseconds, now });
  return {
    tokens: per(minute, rates.tokensPerMinute),
    renewals: per(minute, rates.tokensPerMinute * 10),
    conversations: per(60 * minute, rates.conversationsPerHour),
    messages: per(minute, rates.messagesPerMinute),
    cries: per(minute, rates.messagesPerMinute),
    screenings: per(minute, rates.messagesPerMinute * 3),
  };
}
