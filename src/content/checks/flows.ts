/** Flows: every target exists, every step is reached, every path ends, and none ends lighter than its danger asks. */
import { urgencyFloor } from '../../triage/engine.ts';
import { factNames, parseCondition } from '../../triage/facts.ts';
import { enumeratePaths } from '../../triage/paths.ts';
import type { Fault } from '../fault.ts';
import { type Flow, urgencies } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { didYouMean, faultAt } from './shared.ts';

export function checkFlows(source: ContentSource): Fault[] {
  return source.flows.flatMap((item) => {
    const faults = [...checkTargets(item), ...checkSteps(item)];
    return faults.length > 0 ? faults : checkPaths(item);
  });
}

function checkTargets(item: Sourced<Flow>): Fault[] {
  const flow = item.value;
  const ids = [...flow.steps.map((step) => step.id), ...flow.outcomes.map((outcome) => outcome.id)];
  const known = new Set(ids);
  const target = (path: PropertyKey[], to: string, what: string): Fault[] =>
    known.has(to)
      ? []
      : [
          faultAt(
            item,
            path,
            'flow/unknown-target',
            `${what} goes to "${to}", which is no step or outcome here`,
            didYouMean(to, known),
          ),
        ];
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return [
    ...twice.map((id) =>
      faultAt(
        item,
        ['steps'],
        'flow/duplicate-id',
        `"${id}" is the id of two parts`,
        'give one of them another id',
      ),
    ),
    ...target(['start'], flow.start, 'the start'),
    ...flow.steps.flatMap((step, s) => [
      ...step.answers.flatMap((answer, a) =>
        target(['steps', s, 'answers', a, 'to'], answer.to, `answer "${answer.id}"`),
      ),
      ...step.branches.flatMap((branch, b) =>
        target(['steps', s, 'branches', b, 'to'], branch.to, `branch "${branch.when}"`),
      ),
      ...(step.otherwise === undefined
        ? []
        : target(['steps', s, 'otherwise'], step.otherwise, '"otherwise"')),
      ...target(['steps', s, 'unknown'], step.unknown, '"unknown"'),
    ]),
  ];
}

function checkSteps(item: Sourced<Flow>): Fault[] {
  return item.value.steps.flatMap((step, s) => {
    const asks = step.kind === 'choice' || step.kind === 'yesno';
    const faults: Fault[] = [];
    if (asks && step.answers.length < 2) {
      faults.push(
        faultAt(
          item,
          ['steps', s],
          'flow/few-answers',
          `step "${step.id}" offers fewer than two answers`,
          'add answers',
        ),
      );
    }
    if (!asks && step.otherwise === undefined) {
      faults.push(
        faultAt(
          item,
          ['steps', s],
          'flow/no-otherwise',
          `step "${step.id}" measures but has no "otherwise"`,
          'say where it goes when no branch holds',
        ),
      );
    }
    step.branches.forEach((branch, b) => {
      if (parseCondition(branch.when) !== null) return;
      const name = branch.when.split(' ')[0] ?? '';
      faults.push(
        faultAt(
          item,
          ['steps', s, 'branches', b, 'when'],
          'flow/unknown-fact',
          `"${branch.when}" speaks of no known fact`,
          didYouMean(name, factNames),
        ),
      );
    });
    return faults;
  });
}

function checkPaths(item: Sourced<Flow>): Fault[] {
  const flow = item.value;
  const paths = enumeratePaths(flow);
  const faults: Fault[] = [];
  const reached = new Set<string>([flow.start]);
  for (const { answers, walk } of paths) {
    for (const answer of answers) reached.add(answer.step);
    if (walk.position.type === 'step') {
      faults.push(
        faultAt(
          item,
          ['start'],
          'flow/endless',
          `a path through "${walk.position.step.id}" never ends`,
          'lead it to an outcome',
        ),
      );
      break;
    }
    reached.add(walk.position.outcome.id);
    if (
      walk.danger !== null &&
      urgencies.indexOf(walk.position.outcome.urgency) > urgencies.indexOf(urgencyFloor(walk.danger))
    ) {
      const at = flow.outcomes.indexOf(walk.position.outcome);
      const fault = faultAt(
        item,
        ['outcomes', at, 'urgency'],
        'flow/lighter-than-danger',
        `a path with a ${walk.danger} answer ends in "${walk.position.outcome.id}" with urgency ${walk.position.outcome.urgency}`,
        `lead it to an outcome of urgency ${urgencyFloor(walk.danger)} or graver`,
      );
      if (!faults.some((known) => known.what === fault.what)) faults.push(fault);
    }
  }
  flow.steps.forEach((step, at) => {
    if (!reached.has(step.id))
      faults.push(
        faultAt(
          item,
          ['steps', at, 'id'],
          'flow/unreachable',
          `no path reaches step "${step.id}"`,
          'lead an answer to it, or delete it',
        ),
      );
  });
  flow.outcomes.forEach((outcome, at) => {
    if (!reached.has(outcome.id))
      faults.push(
        faultAt(
          item,
          ['outcomes', at, 'id'],
          'flow/unreachable',
          `no path reaches outcome "${outcome.id}"`,
          'lead an answer to it, or delete it',
        ),
      );
  });
  return faults;
}
