/** The pure flow engine: from a flow and the answers so far to the next step or the outcome. It is total. */
import {
  type DangerLevel,
  dangerLevels,
  type Flow,
  type Outcome,
  type Step,
  type Urgency,
  urgencies,
} from '../content/schema.ts';
import type { FlowAnswer } from '../conversation/types.ts';
import { factsOf, holds, parseCondition } from './facts.ts';

export type Position =
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'outcome'; readonly outcome: Outcome; readonly urgency: Urgency };

export interface Walk {
  readonly position: Position;
  /** Answers that still fit the flow; the rest is to be asked again. */
  readonly answers: readonly FlowAnswer[];
  /** The gravest danger an answer raised. */
  readonly danger: DangerLevel | null;
}

/** The least urgency a danger level allows: 112 → emergency, all others → today (design.md, The turn). */
export function urgencyFloor(level: DangerLevel): Urgency {
  return level === '112' ? 'emergency' : 'today';
}

/** The graver of two urgencies. */
export function graver(a: Urgency, b: Urgency): Urgency {
  return urgencies.indexOf(a) <= urgencies.indexOf(b) ? a : b;
}

/** The graver of two dangers. */
export function graverDanger(a: DangerLevel | null, b: DangerLevel | null): DangerLevel | null {
  if (a === null || b === null) return a ?? b;
  return dangerLevels.indexOf(a) <= dangerLevels.indexOf(b) ? a : b;
}

interface Target {
  readonly to: string;
  readonly danger: DangerLevel | null;
}

/** Where an answer leads, or null when the step knows no such answer. */
export function targetOf(
  flow: Flow,
  step: Step,
  answers: readonly FlowAnswer[],
  answer: FlowAnswer['answer'],
): Target | null {
  if (answer === null) return { to: step.unknown, danger: null };
  if (typeof answer === 'string') {
    const chosen = step.answers.find((candidate) => candidate.id === answer);
    return chosen === undefined ? null : { to: chosen.to, danger: chosen.danger ?? null };
  }
  const facts = factsOf(flow, [...answers, { step: step.id, answer }]);
  for (const branch of step.branches) {
    const condition = parseCondition(branch.when);
    if (condition !== null && holds(condition, facts))
      return { to: branch.to, danger: branch.danger ?? null };
  }
  return step.otherwise === undefined ? null : { to: step.otherwise, danger: null };
}

/**
 * Walks a flow along answers. Answers that do not fit (the content has changed since) are dropped from there on, so
 * any state gives a step or an outcome. A red-flag answer keeps the outcome at least as urgent as its level asks.
 */
export function walkFlow(flow: Flow, answers: readonly FlowAnswer[]): Walk {
  const kept: FlowAnswer[] = [];
  let at = flow.start;
  let danger: DangerLevel | null = null;
  for (let moves = 0; moves <= flow.steps.length + 1; moves += 1) {
    const outcome = flow.outcomes.find((candidate) => candidate.id === at);
    if (outcome !== undefined) {
      const grave = graverDanger(danger, outcome.danger ?? null);
      const urgency = grave === null ? outcome.urgency : graver(outcome.urgency, urgencyFloor(grave));
      return { position: { type: 'outcome', outcome, urgency }, answers: kept, danger: grave };
    }
    const step = flow.steps.find((candidate) => candidate.id === at) ?? flow.steps[0];
    if (step === undefined) break;
    const given = answers.find((candidate) => candidate.step === step.id);
    const target = given === undefined ? null : targetOf(flow, step, kept, given.answer);
    if (given === undefined || target === null)
      return { position: { type: 'step', step }, answers: kept, danger };
    kept.push(given);
    danger = graverDanger(danger, target.danger);
    at = target.to;
  }
  return { position: lastResort(flow), answers: kept, danger };
}

/** A flow that runs in a circle or holds nothing is refused by the content check; a running one still ends safely. */
function lastResort(flow: Flow): Position {
  const gravest = [...flow.outcomes].sort(
    (a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency),
  )[0];
  if (gravest === undefined)
    throw new Error(`flow ${flow.id} has no outcome; the content check refuses such a flow`);
  return { type: 'outcome', outcome: gravest, urgency: gravest.urgency };
}
