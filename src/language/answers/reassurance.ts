/** Hears that somebody says all is well, or plays down what they said before. */
import { plainAnswer } from './atoms.ts';

/** An alarm denied, folded, in the three languages. */
const noAlarm =
  /\b(?:ei|eij|eika)\b.*\b(?:hataa|vaaraa)\b|\b(?:ingen|int|inte nagon) (?:fara|panik)\b|\bno (?:worries|danger)\b|\bnothing to worry\b/;

/** Said outright, folded. Words that are as often said of how bad it is ("hyvin", "better") need their company. */
const isWell =
  /\bkaikki (?:on )?(?:ok|okei|hyvin|kunnossa)\b|\b(?:ihan|voin) hyvin$|\bkunnossa\b|\bvitsi (?:vaan|vain)\b|\bvitsailin\b|\bturvassa\b|\b(?:allt|ar|mar) (?:bra|ok|okej)\b|\blugnt\b|\bskamta\w*\b|\btrygg\w*\b|\bi sakerhet\b|\b(?:fine|ok|okay|alright|all right|safe)\b|\b(?:just|only) (?:a )?(?:joke|joking|kidding)\b/;

/** What turns it round: a denial, a wish or a doubt ("en ole turvassa", "I want to be safe"). */
const turned =
  /\b(?:ei\w*|en|enka|emme|eivat|halu\w*|tahto\w*|tahdo\w*|pitais\w*|onko\w*|olisin|olisi|inte|int|ej|aldrig|vill|onskar|ar jag|not|no|never|nobody|dont|isnt|arent|cant|wont|want|wish|need|am i|are we)\b|n['’ ]t\b/;

/** Longest message that is only this; a longer one has something else to say. */
const mostWords = 7;

/** Whether a short message says that all is well. Who says so is asked again, never taken at their word. */
export function saysAllIsWell(text: string): boolean {
  const plain = plainAnswer(text);
  if (text.includes('?') || plain.split(' ').length > mostWords) return false;
  return noAlarm.test(plain) || (isWell.test(plain) && !turned.test(plain));
}
