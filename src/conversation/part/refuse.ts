/** Kind refusals of what cannot be read: too long, empty, an old button. Danger has been looked for already. */

import { repeatQuestion } from './repeat.ts';
import { done, longestMessage, type Part, pass, sayWords, setMeta } from './shared.ts';

export const refuse: Part = (turn) => {
  const { choice, text } = turn;
  if (choice !== null && !isCurrent(choice.turn, turn.before.turn)) {
    return done(repeatQuestion(sayWords(turn, 'oldQuestion')));
  }
  if (choice !== null) return pass(turn);
  if (text.length > longestMessage) return done(setMeta(sayWords(turn, 'tooLong'), { kind: 'unknown' }));
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) {
    return done(repeatQuestion(setMeta(sayWords(turn, 'empty'), { kind: 'unknown' })));
  }
  return pass(turn);
};

/** A button belongs to the question asked in the turn before this one. */
function isCurrent(asked: number, last: number): boolean {
  return asked === last;
}
