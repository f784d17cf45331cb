/** Which language to answer in; another language than ours gets one fixed notice (LA-1, LA-2). */
import { resolveService, viewService } from '../../guidance/guidance.ts';
import { done, type Part, pass, say, setMeta, setState } from './shared.ts';
import { words } from './shared.ts';

/** Fewest words from which an open question's answer may change the language of a conversation under way. */
const enoughWords = 3;

export const chooseLanguage: Part = (turn) => {
  if (turn.choice !== null || turn.text === '') return pass(turn);
  const finding = turn.context.content.understanding.language(turn.text);
  if (finding.lang === 'other') {
    const { content, now, role } = turn.context;
    const services = ['emergency-112', 'medical-helpline-116117']
      .map((id) => resolveService(content, id, null))
      .filter((service) => service !== null)
      .map((service) => viewService(service, 'fi', now, role));
    const back = setState(turn, { lang: turn.state.langChosen ? turn.state.lang : 'fi' });
    const text = words(back, 'foreign');
    const shown = say(back, { type: 'services', text, heading: '', services });
    return done(setMeta(shown, { kind: 'unknown', needs: [] }));
  }
  if (turn.state.langChosen || finding.lang === null || finding.lang === turn.state.lang) return pass(turn);
  const first = turn.before.turn === 0;
  const long = turn.whole.split(' ').length >= enoughWords;
  return first || (finding.sure && long) ? pass(setState(turn, { lang: finding.lang })) : pass(turn);
};
