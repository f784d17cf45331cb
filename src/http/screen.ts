/** Screens a text of any length for danger before it is refused (SE-7, MD-5). */
import { setImmediate as rest } from 'node:timers/promises';

/** Says whether a text of ordinary length holds signs of danger. */
export type Screen = (text: string) => boolean;

/** The core looks at some hundred words at a time, so a long text is given to it in pieces. */
const pieceLength = 1000;
/** Pieces overlap, so that a sign on a border is seen whole in one of them. */
const overlap = 200;

/** Looks at the whole text, a piece at a time, and lets others in between. Never throws: a fault counts as danger. */
export async function holdsDanger(screen: Screen, text: string): Promise<boolean> {
  try {
    for (let start = 0; start === 0 || start + overlap < text.length; start += pieceLength - overlap) {
      if (start > 0) await rest();
      if (screen(text.slice(start, start + pieceLength))) return true;
    }
    return false;
  } catch {
    return true;
  }
}
