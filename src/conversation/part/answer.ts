/** Reads a message as the answer to the open question; what is none of it goes on as a new need. */
import { readYesNo } from '../../language/answers/index.ts';
import { saysAllIsWell } from '../../language/answers/reassurance.ts';
import { readAnswer } from '../../triage/answer.ts';
import { advance, askStep, currentFlow, enterNeed } from './flow.ts';
import { giveGuidance } from './guide.ts';
import { answerHandoff, offerHuman } from './handoff.ts';
import { clearlyAbout } from './need.ts';
import { answerPlace, notePlace, placeAlone, tellPlace } from './place.ts';
import { askDanger, askHelped, askSwitch, askWhich } from './question.ts';
import {
  done,
  emit,
  type Part,
  type PartResult,
  pass,
  say,
  sayWords,
  setMeta,
  setState,
  type Turn,
  words,
} from './shared.ts';

export const answerOpen: Part = (turn) => {
  const { open } = turn.state;
  if (open === null) return pass(turn);
  switch (open.type) {
    case 'flow':
      return answerStep(turn, open.step);
    case 'clarify':
      return answerClarify(turn, open.needs);
    case 'place':
      return answerPlace(turn, open.choices);
    case 'helped':
      return answerHelped(turn);
    case 'switch':
      return answerSwitch(turn, open.need);
    case 'danger':
      return answerDanger(turn);
    case 'handoff':
      return answerHandoff(turn, open.stage);
    case 'change':
      return answerChange(turn);
    case 'forget':
      return answerForget(turn);
    default:
      return open satisfies never;
  }
};

/** The button pressed, or null for words. */
const pressed = (turn: Turn): string | null => turn.choice?.choice ?? null;

/** Yes or no from a button or from words; null when it is neither. */
function yesOrNo(turn: Turn): boolean | null {
  const choice = pressed(turn);
  if (choice === 'yes' || choice === 'no') return choice === 'yes';
  return choice === null && turn.whole.split(' ').length <= 6 ? readYesNo(turn.text, turn.state.lang) : null;
}

/** A message of this many words that names the first municipality says nothing else. */
const mostPlaceWords = 3;

function shortPlace(turn: Turn): string | null {
  if (turn.whole.split(' ').length > mostPlaceWords) return null;
  const { municipality } = notePlace(turn).state;
  return municipality === turn.state.municipality ? null : municipality;
}

function answerStep(turn: Turn, id: string): PartResult {
  const compiled = currentFlow(turn);
  const step = compiled?.flow.steps.find((candidate) => candidate.id === id);
  const answers = turn.state.flow?.answers ?? [];
  if (compiled === null || step === undefined) return advance(turn, answers);
  const read = readAnswer(step, turn.text, pressed(turn), turn.state.lang);
  if (read.type === 'answer') return advance(turn, [...answers, { step: id, answer: read.value }]);
  if (read.type === 'unknown') return advance(turn, [...answers, { step: id, answer: null }]);
  const alone = placeAlone(turn) ?? shortPlace(turn);
  if (alone !== null) return done(askStep(tellPlace(turn, alone), step));
  const other = clearlyAbout(turn, turn.state.need);
  if (other !== null) return done(askSwitch(turn, other));
  return done(askAgain(turn, () => askStep(turn, step), step.example[turn.state.lang]));
}

/** Asks again with an example; the second time a human is offered as well. */
function askAgain(turn: Turn, ask: () => Turn, example: string): Turn {
  const misses = turn.state.misses + 1;
  const text = words(turn, 'notUnderstood', { example });
  const spoken = say(setState(turn, { misses }), {
    type: 'text',
    text: misses > 1 ? `${text} ${words(turn, 'humanLine')}` : text,
  });
  const asked = ask();
  return {
    ...asked,
    state: { ...asked.state, misses },
    replies: [...spoken.replies, ...asked.replies.slice(turn.replies.length)],
  };
}

function answerSwitch(turn: Turn, need: string): PartResult {
  const answer = yesOrNo(turn);
  if (answer === true) return enterNeed(turn, need);
  if (answer === false) return resume(turn);
  return pass(setState(turn, { open: null }));
}

/** Goes back to the question that was open: the flow's, else whether it helped. */
function resume(turn: Turn): PartResult {
  if (turn.state.flow !== null && turn.state.outcome === null) return advance(turn, turn.state.flow.answers);
  return done(setMeta(askHelped(turn), { kind: 'smalltalk' }));
}

function answerClarify(turn: Turn, needs: readonly string[]): PartResult {
  const choice = pressed(turn);
  if (choice === 'none')
    return done(
      setMeta(sayWords(setState(turn, { open: null, misses: 1 }), 'openAgain'), { kind: 'unknown' }),
    );
  const titles = needs.map((id) => ({ id, text: turn.context.content.needs.get(id)?.title }));
  const step = {
    kind: 'choice' as const,
    answers: titles.flatMap(({ id, text }) =>
      text === undefined ? [] : [{ id, text, also: { fi: [], sv: [], en: [] } }],
    ),
  };
  const read = readAnswer(step, turn.text, choice, turn.state.lang);
  if (read.type === 'answer' && typeof read.value === 'string') return enterNeed(turn, read.value);
  const place = placeAlone(turn);
  return place === null
    ? pass(setState(turn, { open: null }))
    : done(askWhich(tellPlace(turn, place), needs));
}

function answerHelped(turn: Turn): PartResult {
  if (pressed(turn) === 'human') return offerHuman(turn);
  const answer = yesOrNo(turn);
  if (answer === null) return pass(setState(turn, { open: null }));
  const closed = setState(turn, { open: null });
  const need = turn.state.need ?? 'urgent-care';
  if (answer) {
    return done(
      setMeta(emit(sayWords(closed, 'helpedYes'), { type: 'helped', need }), { kind: 'smalltalk' }),
    );
  }
  return offerHuman(emit(sayWords(closed, 'helpedNo'), { type: 'not-helped', need }));
}

/** A yes of more words may be the yes of another thought; it must not end a danger (MD-5). */
const mostPlainWords = 2;

/** The one direct question after a danger: is the danger over, or is help already on its way? */
function answerDanger(turn: Turn): PartResult {
  const choice = pressed(turn);
  const isPlain = turn.whole.split(' ').length <= mostPlainWords;
  const isWell = choice === null && saysAllIsWell(turn.text);
  const said = choice === null && !isWell ? yesOrNo(turn) : null;
  const answer = said === true && !isPlain ? null : said;
  const { danger } = turn.state;
  if (danger === null) return pass(setState(turn, { open: null }));
  if (choice === 'danger-now' || answer === false) {
    return done(setMeta(askDanger(sayWords(turn, 'dangerStill')), { kind: 'handoff' }));
  }
  // What was said once stays, whatever is said later to play it down (MD-5): heard kindly, and asked again.
  if (isWell && clearlyAbout(turn, null) === null) {
    return done(setMeta(askDanger(sayWords(turn, 'dangerHeard')), { kind: 'handoff' }));
  }
  if (choice !== 'danger-over' && answer !== true) return pass(setState(turn, { open: null }));
  const answered = setState(turn, { danger: { ...danger, answered: true }, open: null });
  const spoken = sayWords(answered, 'dangerAnswered');
  const need = turn.state.need;
  if (spoken.state.flow !== null && spoken.state.outcome === null)
    return advance(spoken, spoken.state.flow.answers);
  return need === null
    ? done(setMeta(spoken, { kind: 'unknown' }))
    : giveGuidance(spoken, need, null, 'today');
}

/** Which earlier answer to change. */
function answerChange(turn: Turn): PartResult {
  const answers = turn.state.flow?.answers ?? [];
  const choice = pressed(turn);
  const at = answers.findIndex((answer) => answer.step === choice);
  if (at < 0) return choice === null ? pass(setState(turn, { open: null })) : resume(turn);
  return advance(setState(turn, { outcome: null }), answers.slice(0, at));
}

function answerForget(turn: Turn): PartResult {
  const choice = pressed(turn);
  const sure = choice === 'forget' || (choice === null && yesOrNo(turn) === true);
  if (!sure) return resume(setState(turn, { open: null }));
  const spoken = sayWords(turn, 'forgotten');
  const emptied = setState(spoken, {
    recent: [],
    open: null,
    need: null,
    later: null,
    flow: null,
    outcome: null,
    urgency: null,
    misses: 0,
    handoff: null,
    municipality: null,
  });
  return done(
    setMeta(
      { ...emit(emptied, { type: 'forgotten' }), said: '', effects: [...turn.effects, { type: 'forget' }] },
      { kind: 'smalltalk' },
    ),
  );
}
