/** Commands: whole messages in any language that steer the conversation itself. */
import type { Language } from '../../content/schema.ts';
import { initialState } from '../state.ts';
import { advance } from './flow.ts';
import { offerHuman } from './handoff.ts';
import { askPlace } from './place.ts';
import { askChange, askForget } from './question.ts';
import { repeatQuestion } from './repeat.ts';
import {
  done,
  type Part,
  type PartResult,
  pass,
  sayServices,
  sayWords,
  servicesById,
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

/** Changes the language for good and keeps the place (LA-1). */
function speak(turn: Turn, lang: Language): Turn {
  const spoken = sayWords(setState(turn, { lang, langChosen: true }), 'languageSet');
  return setMeta(repeatQuestion(spoken), { kind: spoken.state.open === null ? 'smalltalk' : 'triage' });
}

/** A bare cry for help: 112 first, then what help there is. */
function help(turn: Turn): Turn {
  const services = servicesById(turn, ['emergency-112', 'medical-helpline-116117', 'crisis-helpline']);
  return repeatQuestion(setMeta(sayServices(turn, words(turn, 'help'), services), { kind: 'unknown' }));
}
