/** How long the channel waits for others, and for its own next try. */

/** Runs `work` after so many milliseconds, unless what it returns is called before. */
export type Timer = (milliseconds: number, work: () => void) => () => void;

/** The clock of the machine; what waits never keeps the process alive. */
export const realTimer: Timer = (milliseconds, work) => {
  const timer = setTimeout(work, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
};

/**
 * A connector that never answers must not hold up its conversation for good: rejects when the work takes longer, or at
 * once when `hurry` is aborted. The work's own signal tells it to stop, so that it does not send behind our back.
 */
export async function within<T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  hurry?: AbortSignal,
): Promise<T> {
  const stop = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    const problem = new Error('the connector took too long');
    reject(problem);
    stop.abort(problem);
  };
  const cancel = realTimer(milliseconds, end);
  hurry?.addEventListener('abort', end);
  if (hurry?.aborted === true) end();
  try {
    return await Promise.race([work(stop.signal), stopped]);
  } finally {
    cancel();
    hurry?.removeEventListener('abort', end);
  }
}
