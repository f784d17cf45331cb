/** The questions the assistant asks, each in one place, so that any of them can be asked again. */
import type { Choice } from '../types.ts';
import { button, say, setMeta, setState, type Turn, words } from './shared.ts';

const needsOf = (turn: Turn): readonly string[] => (turn.state.need === null ? [] : [turn.state.need]);

function yesNo(turn: Turn): readonly Choice[] {
  return [button(turn, words(turn, 'yes'), 'yes'), button(turn, words(turn, 'no'), 'no')];
}

/** In which municipality? */
export function askForPlace(turn: Turn, wording: 'askPlace' | 'askPlaceAgain' = 'askPlace'): Turn {
  const asked = setState(turn, { open: { type: 'place', choices: [] } });
  const choices = [button(asked, words(asked, 'skipPlace'), 'skip')];
  return say(asked, { type: 'question', text: words(asked, wording), choices });
}

/** Did this help? */
export function askHelped(turn: Turn): Turn {
  const asked = setState(turn, { open: { type: 'helped' } });
  const choices = [...yesNo(asked), button(asked, words(asked, 'pickHuman'), 'human')];
  return say(asked, { type: 'question', text: words(asked, 'helpedQuestion'), choices });
}

/** Which of these needs? */
export function askWhich(turn: Turn, needs: readonly string[]): Turn {
  const asked = setState(turn, { open: { type: 'clarify', needs } });
  const titles = asked.context.content.needs;
  const choices = [
    ...needs.map((id) => button(asked, titles.get(id)?.title[asked.state.lang] ?? id, id)),
    button(asked, words(asked, 'clarifyNone'), 'none'),
  ];
  const shown = say(asked, { type: 'question', text: words(asked, 'clarify'), choices });
  return setMeta(shown, { kind: 'clarify', needs });
}

/** Another need was said in mid-flow: switch to it, or stay? The place in the flow is kept. */
export function askSwitch(turn: Turn, need: string): Turn {
  const asked = setState(turn, { open: { type: 'switch', need } });
  const title = asked.context.content.needs.get(need)?.title[asked.state.lang] ?? need;
  const choices = [
    button(asked, words(asked, 'switchGo'), 'yes'),
    button(asked, words(asked, 'switchStay'), 'no'),
  ];
  const shown = say(asked, { type: 'question', text: words(asked, 'switchOffer', { need: title }), choices });
  return setMeta(shown, { kind: 'clarify', needs: [need, ...needsOf(turn)] });
}

/** Another need was said in the first message: look at it now? */
export function askLater(turn: Turn, need: string): Turn {
  const asked = setState(turn, { open: { type: 'switch', need }, later: null });
  const title = asked.context.content.needs.get(need)?.title[asked.state.lang] ?? need;
  return say(asked, {
    type: 'question',
    text: words(asked, 'laterOffer', { need: title }),
    choices: yesNo(asked),
  });
}

/** Which earlier answer to change; says so when there is none. */
export function askChange(turn: Turn): Turn {
  const { flow, lang } = turn.state;
  const steps = flow === null ? undefined : turn.context.content.flows.get(flow.id)?.flow.steps;
  const given = (flow?.answers ?? []).flatMap(
    (answer) => steps?.find((step) => step.id === answer.step) ?? [],
  );
  if (given.length === 0) {
    return setMeta(say(turn, { type: 'text', text: words(turn, 'changeNone') }), { kind: 'unknown' });
  }
  const asked = setState(turn, { open: { type: 'change' } });
  const choices = given.map((step) => button(asked, step.ask[lang], step.id));
  const shown = say(asked, { type: 'question', text: words(asked, 'changeWhich'), choices });
  return setMeta(shown, { kind: 'triage', flow: flow?.id ?? null });
}

/** Delete this conversation, really? */
export function askForget(turn: Turn): Turn {
  const asked = setState(turn, { open: { type: 'forget' } });
  const choices = [
    button(asked, words(asked, 'forgetYes'), 'forget'),
    button(asked, words(asked, 'forgetNo'), 'keep'),
  ];
  const shown = say(asked, { type: 'question', text: words(asked, 'forgetConfirm'), choices });
  return setMeta(shown, { kind: 'smalltalk' });
}

/** The answers to the one direct question after a danger. */
export function dangerChoices(turn: Turn): readonly Choice[] {
  return [
    button(turn, words(turn, 'dangerOver'), 'danger-over'),
    button(turn, words(turn, 'dangerNow'), 'danger-now'),
  ];
}

/** Is the danger over, or is help on its way? */
export function askDanger(turn: Turn): Turn {
  const asked = setState(turn, { open: { type: 'danger' } });
  return say(asked, {
    type: 'question',
    text: words(asked, 'dangerQuestion'),
    choices: dangerChoices(asked),
  });
}
