/** What comes in, from the socket or by asking: each activity once, and how far the conversation has been seen. */
import type { Activity } from './activity.ts';
import type { Batch } from './direct-line.ts';
import type { Memory } from './memory.ts';

export interface Inflow {
  /** Takes a frame or an answer; gives how many of its activities were new. */
  take(batch: Batch): number;
  /** Place of the last activity seen; empty before the first. */
  watermark(): string;
  hasEcho(clientId: string): boolean;
  /** A new conversation begins. */
  reset(): void;
}

/** `onActivities`: `isNew` is false for what the person had seen before this page was loaded. */
export function createInflow(
  memory: Memory,
  onActivities: (activities: readonly Activity[], isNew: boolean) => void,
): Inflow {
  const known = new Set<string>();
  const echoes = new Set<string>();
  let seenBefore = Number(memory.read()?.watermark ?? 0);
  let watermark = '';

  const advance = (to: string | null): void => {
    if (to === null || Number(to) <= Number(watermark)) return;
    watermark = to;
    const session = memory.read();
    if (session !== null) memory.write({ ...session, watermark });
  };
  // Ids end in the place of the activity; what was not stored has none and is always new.
  const isOld = ({ id }: Activity): boolean => Number(id.split('|')[1] ?? 'none') <= seenBefore;

  return {
    take: (batch) => {
      const fresh = batch.activities.filter(({ id }) => !known.has(id));
      for (const activity of fresh) {
        known.add(activity.id);
        if (activity.from === 'user' && activity.clientId !== null) echoes.add(activity.clientId);
      }
      advance(batch.watermark);
      const old = fresh.filter(isOld);
      const now = fresh.filter((activity) => !isOld(activity));
      if (old.length > 0) onActivities(old, false);
      if (now.length > 0) onActivities(now, true);
      return fresh.length;
    },
    watermark: () => watermark,
    hasEcho: (clientId) => echoes.has(clientId),
    reset: () => {
      watermark = '';
      seenBefore = 0;
    },
  };
}
