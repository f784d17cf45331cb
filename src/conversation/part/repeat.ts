/** Asks the open question again: after a refusal, a command in passing, or a change of language (LA-1). */
import { askStep, currentFlow } from './flow.ts';
import { askStage } from './handoff.ts';
import { askChange, askDanger, askForget, askForPlace, askHelped, askSwitch, askWhich } from './question.ts';
import { setMeta, type Turn } from './shared.ts';

/** Says the open question again; without one the turn goes out as it is. */
export function repeatQuestion(turn: Turn): Turn {
  const { open, handoff } = turn.state;
  if (open === null) return setMeta(turn, { kind: turn.meta.kind ?? 'unknown' });
  switch (open.type) {
    case 'flow': {
      const step = currentFlow(turn)?.flow.steps.find((candidate) => candidate.id === open.step);
      return step === undefined ? turn : askStep(turn, step);
    }
    case 'helped':
      return askHelped(turn);
    case 'clarify':
      return askWhich(turn, open.needs);
    case 'place':
      return askForPlace(turn);
    case 'switch':
      return askSwitch(turn, open.need);
    case 'danger':
      return askDanger(turn);
    case 'handoff':
      return handoff === null ? turn : askStage(turn, open.stage, handoff);
    case 'change':
      return askChange(turn);
    case 'forget':
      return askForget(turn);
    default:
      return open satisfies never;
  }
}
