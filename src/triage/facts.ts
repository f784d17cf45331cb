/** Named facts computed from a flow's answers; branch conditions speak of these and nothing else. */
import type { Flow } from '../content/schema.ts';
import type { FlowAnswer } from '../conversation/types.ts';

export const factNames = ['ageMonths', 'ageYears', 'temperature', 'days', 'scale', 'number'] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Readonly<Partial<Record<FactName, number>>>;

/** Facts from the measured answers given so far; an age is kept in months, a duration in hours. */
export function factsOf(flow: Flow, answers: readonly FlowAnswer[]): Facts {
  const facts: Partial<Record<FactName, number>> = {};
  for (const { step: id, answer } of answers) {
    const step = flow.steps.find((candidate) => candidate.id === id);
    if (step === undefined || typeof answer !== 'number') continue;
    switch (step.kind) {
      case 'age':
        facts.ageMonths = answer;
        facts.ageYears = answer / 12;
        break;
      case 'temperature':
        facts.temperature = answer;
        break;
      case 'duration':
        facts.days = answer / 24;
        break;
      case 'scale':
        facts.scale = answer;
        break;
      case 'number':
        facts.number = answer;
        break;
      case 'choice':
      case 'yesno':
        break;
      default:
        step.kind satisfies never;
    }
  }
  return facts;
}

export interface Condition {
  readonly fact: FactName;
  readonly sign: '<' | '<=' | '>' | '>=' | '=';
  readonly number: number;
}

/** Reads `ageMonths < 3`; null when the fact is unknown or the form is wrong. */
export function parseCondition(text: string): Condition | null {
  const [, name, sign, number] = /^(\w+) (<|<=|>|>=|=) (-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const fact = factNames.find((known) => known === name);
  if (fact === undefined || number === undefined) return null;
  if (sign !== '<' && sign !== '<=' && sign !== '>' && sign !== '>=' && sign !== '=') return null;
  return { fact, sign, number: Number(number) };
}

/** Whether a condition holds; a fact that is not known holds nowhere. */
export function holds(condition: Condition, facts: Facts): boolean {
  const value = facts[condition.fact];
  if (value === undefined) return false;
  switch (condition.sign) {
    case '<':
      return value < condition.number;
    case '<=':
      return value <= condition.number;
    case '>':
      return value > condition.number;
    case '>=':
      return value >= condition.number;
    case '=':
      return value === condition.number;
    default:
      return condition.sign satisfies never;
  }
}
