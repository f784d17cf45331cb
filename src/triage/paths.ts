/** Every path through a flow, for the content check, tests and drawings. */
import type { Flow, Step } from '../content/schema.ts';
import type { FlowAnswer } from '../conversation/types.ts';
import { targetOf, type Walk, walkFlow } from './engine.ts';
import { parseCondition } from './facts.ts';

/** Answers that between them take every way out of a step, "I don't know" included. */
export function sampleAnswers(step: Step): readonly FlowAnswer['answer'][] {
  if (step.kind === 'choice' || step.kind === 'yesno')
    return [...step.answers.map((answer) => answer.id), null];
  const numbers = new Set<number>();
  for (const branch of step.branches) {
    const condition = parseCondition(branch.when);
    if (condition === null) continue;
    const unit = condition.fact === 'ageYears' ? 12 : condition.fact === 'days' ? 24 : 1;
    const edge = condition.number * unit;
    const pace = step.kind === 'temperature' ? 0.1 : 1;
    for (const value of [edge - pace, edge, edge + pace])
      if (value >= 0) numbers.add(Math.round(value * 10) / 10);
  }
  if (numbers.size === 0) numbers.add(1);
  return [...numbers, null];
}

export interface FlowPath {
  readonly answers: readonly FlowAnswer[];
  readonly walk: Walk;
}

/** All paths from the start to an outcome; at most `limit`, so that a faulty flow cannot run away. */
export function enumeratePaths(flow: Flow, limit = 20_000): readonly FlowPath[] {
  const paths: FlowPath[] = [];
  const visit = (answers: readonly FlowAnswer[]): void => {
    if (paths.length >= limit) return;
    const walk = walkFlow(flow, answers);
    if (walk.position.type === 'outcome' || answers.length > flow.steps.length) {
      paths.push({ answers, walk });
      return;
    }
    const { step } = walk.position;
    for (const answer of sampleAnswers(step)) {
      if (targetOf(flow, step, answers, answer) !== null) visit([...answers, { step: step.id, answer }]);
    }
  };
  visit([]);
  return paths;
}
