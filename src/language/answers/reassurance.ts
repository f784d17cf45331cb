/** Hears that somebody says all is well, or plays down what they said before. */
import { plainAnswer } from './atoms.ts';

/** Words of reassurance, folded, in the three languages. Who says them is asked again, never taken at their word. */
const reassuring =
  /\b(?:hataa|hyvin|kunnossa|okei|ok|vitsi\w*|vitsailin|pilaa|leikkia|turvassa|helpotti|rauhoit\w+|selvisin|parempi|bra|lugnt|skamt\w*|trygg\w*|sakerhet|battre|fine|okay|alright|all right|joke|joking|kidding|safe|better|relax|calm)\b/;

/** Longest message that is only this; a longer one has something else to say. */
const mostWords = 7;

/** Whether a short message says that all is well. */
export function saysAllIsWell(text: string): boolean {
  const plain = plainAnswer(text);
  return plain.split(' ').length <= mostWords && reassuring.test(plain);
}
