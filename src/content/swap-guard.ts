/** A swap is refused if a positive example of the serving danger rules no longer interrupts (design.md). */
import type { Understanding } from './content.ts';
import type { Fault } from './fault.ts';

/** Most lost examples named at once; one is enough to refuse. */
const mostNamed = 20;

/** A fault per example that the new understanding passes over. */
export function lostDangers(
  examples: readonly string[],
  next: Pick<Understanding, 'danger'>,
): readonly Fault[] {
  return examples
    .filter((text) => next.danger(text) === null)
    .slice(0, mostNamed)
    .map((text) => ({
      file: 'dialogs/safety/red-flags.yaml',
      line: 1,
      column: 1,
      rule: 'safety/lost-example',
      what: `"${text}" interrupts in the serving version and would not in the new one`,
      mend: 'restore the rule or pattern that noticed it',
    }));
}
