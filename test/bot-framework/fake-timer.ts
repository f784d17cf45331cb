/** A timer that goes off when a test says so. */
import { EventEmitter, once } from 'node:events';
import type { Timer } from '../../src/channel/bot-framework/patience.ts';

export interface FakeTimer {
  readonly after: Timer;
  /** Milliseconds of the pauses that are waiting. */
  pauses(): readonly number[];
  /** Resolves when the next pause begins. */
  begun(): Promise<unknown>;
  /** Ends every pause that is waiting. */
  fire(): void;
}

export function createFakeTimer(): FakeTimer {
  const events = new EventEmitter();
  const waiting = new Set<{ readonly milliseconds: number; readonly work: () => void }>();
  return {
    after: (milliseconds, work) => {
      const one = { milliseconds, work };
      waiting.add(one);
      events.emit('begun');
      return () => void waiting.delete(one);
    },
    pauses: () => [...waiting].map((one) => one.milliseconds),
    begun: () => once(events, 'begun'),
    fire: () => {
      const due = [...waiting];
      waiting.clear();
      for (const one of due) one.work();
    },
  };
}
