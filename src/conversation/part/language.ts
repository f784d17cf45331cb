/** Which language to answer in; another language than ours gets one fixed notice (LA-1, LA-2). */
import { tokenize } from '../../language/tokens.ts';
import { done, type Part, pass, say, servicesById, setMeta, setState, type Turn, words } from './shared.ts';

/** Fewest words from which an answer may change the language of a conversation under way, and words to no question. */
const enoughWords = 3;
const enoughUnasked = 2;

/** Words of the longest name of a place. */
const mostNameWords = 3;

/** Takes up the language a message is written in, before anything is answered: danger speaks it too. */
export function hearLanguage(turn: Turn): Turn {
  if (turn.choice !== null || turn.text === '' || turn.state.langChosen) return turn;
  const { lang, sure } = turn.context.content.understanding.language(turn.text);
  if (lang === null || lang === 'other' || lang === turn.state.lang || isName(turn)) return turn;
  const isFirst = turn.before.turn === 0;
  const isLong = turn.whole.split(' ').length >= (turn.before.open === null ? enoughUnasked : enoughWords);
  return isFirst || (sure && isLong) ? setState(turn, { lang }) : turn;
}

/** The name of a place and nothing else: names are in no language. */
function isName(turn: Turn): boolean {
  const { places } = turn.context.content.understanding;
  const tokens = tokenize(turn.text, mostNameWords + 1);
  return tokens.length <= mostNameWords && tokens.every(({ text }) => places(text).length > 0);
}

/** The fixed notice for a language that is none of ours: 112, 116117 and how an interpreter is got. */
export const answerForeign: Part = (turn) => {
  if (turn.choice !== null || turn.text === '') return pass(turn);
  if (turn.context.content.understanding.language(turn.text).lang !== 'other') return pass(turn);
  const back = setState(turn, { lang: turn.state.langChosen ? turn.state.lang : 'fi' });
  const services = servicesById(back, ['emergency-112', 'medical-helpline-116117']);
  const shown = say(back, { type: 'services', text: words(back, 'foreign'), heading: '', services });
  return done(setMeta(shown, { kind: 'unknown', needs: [] }));
};
