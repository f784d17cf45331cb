/** What the server may write to the log: event names and ids, never message text (PR-4). */

/** The part of a pino logger that is used. */
export interface Log {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** A fault without its message, for messages of parsers quote what they read (PR-4). */
export function describeFault(problem: unknown): { readonly fault: string; readonly at: readonly string[] } {
  if (!(problem instanceof Error)) return { fault: typeof problem, at: [] };
  const frames = (problem.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { fault: problem.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
