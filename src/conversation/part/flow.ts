/** Walking a flow in a conversation: asks its next question or gives its outcome. */
import type { CompiledFlow } from '../../content/content.ts';
import type { DangerLevel, Step } from '../../content/schema.ts';
import { walkFlow } from '../../triage/engine.ts';
import type { FlowAnswer } from '../types.ts';
import { showNotice } from './danger.ts';
import { giveGuidance } from './guide.ts';
import { button, done, type PartResult, say, sayWords, setMeta, setState, type Turn } from './shared.ts';

/** The flow under way: the pinned one, or today's by the same id. */
export function currentFlow(turn: Turn): CompiledFlow | null {
  const { flow } = turn.state;
  if (flow === null) return null;
  const served = turn.context.content.flows.get(flow.id);
  if (served?.digest === flow.digest) return served;
  return turn.context.pinnedFlow ?? served ?? null;
}

/** Enters a need's flow, or answers the need at once when it has none. */
export function enterNeed(turn: Turn, need: string): PartResult {
  const about = turn.context.content.needs.get(need);
  const compiled = about?.flow === undefined ? undefined : turn.context.content.flows.get(about.flow);
  const cleared = setState(turn, { need, misses: 0, outcome: null, flow: null, open: null });
  if (compiled === undefined) return giveGuidance(cleared, need, null, about?.urgency ?? 'routine');
  const entered = setState(cleared, { flow: { id: compiled.flow.id, digest: compiled.digest, answers: [] } });
  return advance(sayWords(entered, 'startFlow'), []);
}

/** Goes on along the flow with these answers. */
export function advance(turn: Turn, answers: readonly FlowAnswer[]): PartResult {
  const compiled = currentFlow(turn);
  if (compiled === null || turn.state.flow === null)
    return giveGuidance(turn, turn.state.need ?? 'urgent-care', null, 'routine');
  const { flow, digest } = compiled;
  const walk = walkFlow(flow, answers);
  const moved = setState(turn, { flow: { id: flow.id, digest, answers: walk.answers }, misses: 0 });
  const raised = raisedNow(turn, walk.danger);
  if (raised !== null) {
    const finding = { level: raised, sign: flow.need, variant: flow.need, need: flow.need };
    return done(showNotice(setMeta(moved, { flow: flow.id }), finding, false));
  }
  if (walk.position.type === 'outcome') {
    const { outcome, urgency } = walk.position;
    return giveGuidance(
      setMeta(setState(moved, { open: null }), { flow: null }),
      flow.need,
      outcome,
      urgency,
    );
  }
  return done(askStep(moved, walk.position.step));
}

/** A red-flag answer interrupts once; an answered danger of that level lets the flow go on. */
function raisedNow(turn: Turn, danger: DangerLevel | null): DangerLevel | null {
  if (danger === null) return null;
  return turn.state.danger?.answered === true ? null : danger;
}

/** Asks a step's question with its answers as buttons. */
export function askStep(turn: Turn, step: Step): Turn {
  const { lang, flow } = turn.state;
  const asked = setState(turn, { open: { type: 'flow', step: step.id } });
  const choices = step.answers.map((answer) => button(asked, answer.text[lang], answer.id));
  const shown = say(asked, { type: 'question', text: step.ask[lang], choices });
  return setMeta(shown, {
    kind: 'triage',
    needs: [turn.state.need ?? '', ...(turn.meta.needs ?? [])]
      .filter((id, at, all) => id !== '' && all.indexOf(id) === at)
      .slice(0, 5),
    flow: flow?.id ?? null,
    step: step.id,
  });
}
