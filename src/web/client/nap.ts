/** A sleep that can be ended early. */

export interface Nap {
  /** Resolves after the time, or at once when woken. One sleeper at a time. */
  sleep(milliseconds: number): Promise<void>;
  wake(): void;
}

export function createNap(): Nap {
  let rouse: (() => void) | null = null;
  return {
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => rouse?.(), milliseconds);
        rouse = () => {
          clearTimeout(timer);
          rouse = null;
          resolve();
        };
      }),
    wake: () => rouse?.(),
  };
}

/** Longer waits after more failures, at most fifteen seconds, never all pages at the same moment. */
export function backoff(failures: number): number {
  return Math.min(500 * 2 ** failures, 15_000) * (0.75 + Math.random() / 2);
}
