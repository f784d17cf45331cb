/** The first words of a conversation, and the line with 112 that follows a danger. */
import { say, sayWords, setState, type Turn, words } from './shared.ts';

/** Says that this is an automated service, what it is for and what it is not (PA-4, MD-1). */
export function greeting(turn: Turn): Turn {
  const { controller } = turn.context;
  const standing =
    controller === null ? words(turn, 'greetingEvaluation') : words(turn, 'greetingOfficial', { controller });
  const text = [standing, words(turn, 'greeting')].join('\n\n');
  return setState(say(turn, { type: 'text', text }), { greeted: true });
}

/** After a danger, 112 stays on every reply (MD-4, MD-5). */
export function remind(turn: Turn): Turn {
  const { danger } = turn.state;
  if (danger === null || turn.replies.some((reply) => reply.type === 'notice')) return turn;
  return sayWords(turn, 'dangerLine');
}
