/** A swap is refused if a positive example of the serving danger rules no longer interrupts (design.md). */
import { setImmediate as pause } from 'node:timers/promises';
import type { Understanding } from './content.ts';
import type { Fault } from './fault.ts';

/** Most lost examples named at once; one is enough to refuse. */
const mostNamed = 20;

/** Examples read at a stretch: a few milliseconds each, and chats are answered between. */
const stretch = 5;

/** A fault per example that the new understanding passes over, twenty at most. Takes seconds and freezes nobody. */
export async function lostDangers(
  examples: readonly string[],
  next: Pick<Understanding, 'danger'>,
): Promise<readonly Fault[]> {
  const lost: string[] = [];
  for (const [at, text] of examples.entries()) {
    if (at % stretch === 0) await pause();
    if (next.danger(text) === null) lost.push(text);
    if (lost.length === mostNamed) break;
  }
  return lost.map((text) => ({
    file: 'dialogs/safety/red-flags.yaml',
    line: 1,
    column: 1,
    rule: 'safety/lost-example',
    what: `"${text}" interrupts in the serving version and would not in the new one`,
    mend: 'restore the rule or pattern that noticed it',
  }));
}
