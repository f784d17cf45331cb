/** Messages on their way to the server, one at a time and in order; none is given up, none is sent as another. */
import { type Outgoing, Problem } from './direct-line.ts';
import { backoff, createNap } from './nap.ts';

export type SendState =
  | 'sending'
  | 'sent'
  /** The server asked to wait. */
  | 'waiting'
  /** It did not get through; it is tried again, at once when the person asks or the connection is back. */
  | 'failed'
  /** The server will not take it. */
  | 'refused';

export interface Outbox {
  add(message: Outgoing): void;
  /** Tries again at once. */
  wake(): void;
}

export interface OutboxParts {
  readonly post: (message: Outgoing) => Promise<void>;
  /** `said`: the server's own words on why, or null. */
  readonly onState: (clientId: string, state: SendState, said: string | null) => void;
}

/** A message keeps its id over all tries, so a try that got through unnoticed is not answered twice. */
export function createOutbox({ post, onState }: OutboxParts): Outbox {
  const queue: Outgoing[] = [];
  const nap = createNap();
  let isPumping = false;
  let failures = 0;

  const attempt = async (message: Outgoing): Promise<number> => {
    try {
      await post(message);
      onState(message.clientId, 'sent', null);
      queue.shift();
      failures = 0;
      return 0;
    } catch (problem) {
      const { kind, wait, said } = problem instanceof Problem ? problem : new Problem('down');
      if (kind === 'refused') {
        onState(message.clientId, 'refused', said);
        queue.shift();
        return 0;
      }
      failures += 1;
      onState(message.clientId, kind === 'limited' ? 'waiting' : 'failed', said);
      return wait ?? backoff(failures);
    }
  };
  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    for (let message = queue[0]; message !== undefined; message = queue[0]) {
      if (failures === 0) onState(message.clientId, 'sending', null);
      const wait = await attempt(message);
      if (wait > 0) await nap.sleep(wait);
    }
    isPumping = false;
  };
  return {
    add: (message) => {
      queue.push(message);
      onState(message.clientId, 'sending', null);
      void pump();
    },
    wake: () => nap.wake(),
  };
}
