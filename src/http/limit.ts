/** Counts requests per key in windows of time, and says when the next one is welcome (SE-7). */
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

export interface Limit {
  /** Counts one; null when it is allowed, else the seconds until the next one is. */
  take(key: string): number | null;
}

export interface LimitOptions {
  readonly most: number;
  readonly windowMilliseconds: number;
  readonly now: () => Date;
}

/** Keys kept at once; a flood from many addresses drops the oldest. */
const mostKeys = 100_000;

/** A window begins with a key's first request and ends for good when its time is over. */
export function createLimit({ most, windowMilliseconds, now }: LimitOptions): Limit {
  const windows = new Map<string, { readonly end: number; count: number }>();
  const makeRoom = (time: number): void => {
    // Windows are as long as each other, so the map's order is the order in which they end.
    for (const [key, window] of windows) {
      if (window.end > time && windows.size < mostKeys) return;
      windows.delete(key);
    }
  };
  return {
    take: (key) => {
      const time = now().getTime();
      const known = windows.get(key);
      if (known === undefined || known.end <= time) {
        windows.delete(key);
        makeRoom(time);
        windows.set(key, { end: time + windowMilliseconds, count: 1 });
        return null;
      }
      if (known.count >= most) return Math.max(1, Math.ceil((known.end - time) / 1000));
      known.count += 1;
      return null;
    },
  };
}

/** The address a request is counted under: an IPv6 subscriber owns a whole network, not one address. */
export function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? request.socket.remoteAddress ?? '0.0.0.0');
}
