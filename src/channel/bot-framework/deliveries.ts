/** Remembers which answers have reached a channel, so that a redelivered activity is answered once (SE-10). */

/** Answers remembered at once; a redelivery comes within minutes. */
const mostRemembered = 20_000;

export interface Deliveries {
  /**
   * Sends the answers of one message in order. Those sent before are skipped; after a failure the next call goes on
   * where this one stopped. A null key (the channel gives no ids) sends everything.
   */
  deliver<T>(key: string | null, answers: readonly T[], send: (answer: T) => Promise<unknown>): Promise<void>;
  /** A delivery under this key has begun and not ended. */
  isUnfinished(key: string): boolean;
}

interface Delivery {
  sent: number;
  isDone: boolean;
  tail: Promise<unknown>;
}

export function createDeliveries(): Deliveries {
  const known = new Map<string, Delivery>();
  const open = (key: string): Delivery => {
    const delivery = known.get(key) ?? { sent: 0, isDone: false, tail: Promise.resolve() };
    known.set(key, delivery);
    if (known.size > mostRemembered) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    return delivery;
  };
  return {
    deliver: async (key, answers, send) => {
      const delivery = key === null ? { sent: 0, isDone: false, tail: Promise.resolve() } : open(key);
      const work = async (): Promise<void> => {
        for (const answer of answers.slice(delivery.sent)) {
          await send(answer);
          delivery.sent += 1;
        }
        delivery.isDone = true;
      };
      const mine = delivery.tail.then(work, work);
      delivery.tail = mine.catch(() => undefined);
      await mine;
    },
    isUnfinished: (key) => known.get(key)?.isDone === false,
  };
}
