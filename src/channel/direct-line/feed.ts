/** One reader's view of a conversation: every activity after a watermark, in order, none lost, none twice. */
import type { ConversationStore, StoredActivity } from '../../conversation/ports.ts';

export interface FeedParts {
  readonly store: Pick<ConversationStore, 'activitiesAfter'>;
  readonly conversation: string;
  /** Place of the last activity the reader has. */
  readonly after: number;
  /** Gets activities in order, with the place of the last one. */
  readonly send: (activities: readonly StoredActivity[], last: number) => void;
  /** Reading storage failed; the feed has ended. */
  readonly failed: (problem: unknown) => void;
}

export interface Feed {
  /** New activities; what does not follow on from the last one sent is read from storage instead. */
  offer(activities: readonly StoredActivity[]): void;
  /** Place of the last activity sent. */
  last(): number;
  end(): void;
}

/** Most activities in one frame. */
const page = 200;

/** Nothing falls between reading and listening: what comes during a read makes the feed read again. */
export function openFeed(parts: FeedParts): Feed {
  let last = parts.after;
  let isReading = false;
  let isMissed = false;
  let isEnded = false;

  const send = (activities: readonly StoredActivity[]): void => {
    const newest = activities[activities.length - 1];
    if (newest === undefined) return;
    last = newest.seq;
    parts.send(activities, last);
  };
  const read = async (): Promise<void> => {
    isReading = true;
    try {
      for (;;) {
        isMissed = false;
        const activities = await parts.store.activitiesAfter(parts.conversation, last, page);
        if (isEnded) return;
        send(activities);
        if (activities.length < page && !isMissed) return;
      }
    } catch (problem) {
      isEnded = true;
      parts.failed(problem);
    } finally {
      isReading = false;
    }
  };
  return {
    offer: (activities) => {
      if (isEnded) return;
      if (isReading) {
        isMissed = true;
        return;
      }
      const fresh = activities.filter((activity) => activity.seq > last);
      if (fresh.length === 0 && activities.length > 0) return;
      const follows = fresh.length > 0 && fresh.every((activity, index) => activity.seq === last + 1 + index);
      if (follows) send(fresh);
      else void read();
    },
    last: () => last,
    end: () => {
      isEnded = true;
    },
  };
}
