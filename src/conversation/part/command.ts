/** Commands: whole messages in any language that steer the conversation itself. */
import type { Language } from '../../content/schema.ts';
import { resolveService, viewService } from '../../guidance/guidance.ts';
import { initialState } from '../state.ts';
import { repeatQuestion } from './answer.ts';
import { advance } from './flow.ts';
import { offerHuman } from './handoff.ts';
import { askPlace } from './place.ts';
import {
  button,
  done,
  type Part,
  type PartResult,
  pass,
  say,
  sayWords,
  serviceText,
  setMeta,
  setState,
  type Turn,
  words,
} from './shared.ts';

export const obeyCommand: Part = (turn) => {
  const command = turn.choice === null ? turn.context.content.commands.get(turn.whole) : undefined;
  switch (command) {
    case undefined:
      return pass(turn);
    case 'restart':
      return done(restart(turn));
    case 'back':
      return goBack(turn);
    case 'change':
      return done(askChange(turn));
    case 'human':
      return offerHuman(turn);
    case 'place':
      return askPlace(turn);
    case 'language-fi':
      return done(speak(turn, 'fi'));
    case 'language-sv':
      return done(speak(turn, 'sv'));
    case 'language-en':
      return done(speak(turn, 'en'));
    case 'save':
      return done(setMeta(repeatQuestion(sayWords(turn, 'save')), { kind: 'smalltalk' }));
    case 'forget':
      return done(askForget(turn));
    case 'help':
      return done(help(turn));
    case 'stop':
      return done(
        setMeta(sayWords(setState(turn, { open: null, flow: null }), 'stopped'), { kind: 'smalltalk' }),
      );
    default:
      return command satisfies never;
  }
};

/** Begins anew; language, place and danger stay. */
function restart(turn: Turn): Turn {
  const { state } = turn;
  const fresh = {
    ...initialState(state.lang),
    turn: state.turn,
    greeted: true,
    langChosen: state.langChosen,
    municipality: state.municipality,
    danger: state.danger,
    recent: state.recent,
  };
  return setMeta(sayWords({ ...turn, state: fresh }, 'restarted'), { kind: 'unknown' });
}

/** Takes back the last answer of the flow. */
function goBack(turn: Turn): PartResult {
  const answers = turn.state.flow?.answers ?? [];
  if (turn.state.flow === null)
    return done(repeatQuestion(setMeta(sayWords(turn, 'backNone'), { kind: 'unknown' })));
  return advance(setState(turn, { outcome: null }), answers.slice(0, -1));
}

function askChange(turn: Turn): Turn {
  const { flow, lang } = turn.state;
  const steps = flow === null ? undefined : turn.context.content.flows.get(flow.id)?.flow.steps;
  const given = (flow?.answers ?? []).flatMap(
    (answer) => steps?.find((step) => step.id === answer.step) ?? [],
  );
  if (given.length === 0) return setMeta(sayWords(turn, 'changeNone'), { kind: 'unknown' });
  const asked = setState(turn, { open: { type: 'change' } });
  const choices = given.map((step) => button(asked, step.ask[lang], step.id));
  return setMeta(say(asked, { type: 'question', text: words(asked, 'changeWhich'), choices }), {
    kind: 'triage',
    flow: flow?.id ?? null,
  });
}

/** Changes the language for good and keeps the place (LA-1). */
function speak(turn: Turn, lang: Language): Turn {
  const spoken = sayWords(setState(turn, { lang, langChosen: true }), 'languageSet');
  return setMeta(repeatQuestion(spoken), { kind: spoken.state.open === null ? 'smalltalk' : 'triage' });
}

function askForget(turn: Turn): Turn {
  const asked = setState(turn, { open: { type: 'forget' } });
  const choices = [
    button(asked, words(asked, 'forgetYes'), 'forget'),
    button(asked, words(asked, 'forgetNo'), 'keep'),
  ];
  return setMeta(say(asked, { type: 'question', text: words(asked, 'forgetConfirm'), choices }), {
    kind: 'smalltalk',
  });
}

/** A bare cry for help: 112 first, then what help there is. */
function help(turn: Turn): Turn {
  const { content, now, role } = turn.context;
  const { lang, municipality } = turn.state;
  const services = ['emergency-112', 'medical-helpline-116117', 'crisis-helpline']
    .map((id) => resolveService(content, id, municipality))
    .filter((service) => service !== null)
    .map((service) => viewService(service, lang, now, role));
  const heading = words(turn, 'help');
  const list = services.map((service) => serviceText(turn, service)).join('\n');
  const shown = say(turn, { type: 'services', text: `${heading}\n${list}`, heading, services });
  return repeatQuestion(setMeta(shown, { kind: 'unknown' }));
}
