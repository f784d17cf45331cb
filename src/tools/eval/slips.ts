/** Slips of the finger as people make them, for measuring: the same text always slips in the same way. */

/** Letters put in by mistake: the commonest of Finnish. */
const strayLetters = 'aeiouksntlr';

/** Share of words of five letters or more that slip: a third, as by an unsteady hand. */
const slippingShare = 0.35;

/** A number in 0…1 for a place in a text (FNV-1a). */
function chance(text: string, at: number, salt: number): number {
  let hash = 0x811c9dc5 ^ salt;
  for (const unit of `${at} ${text}`) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** The text with a letter swapped, dropped, doubled or mistaken, never the first or last, in a third of its long words. */
export function withSlips(text: string): string {
  return text.replace(/\p{L}{5,}/gu, (word, at: number) => {
    if (chance(word, at, 1) >= slippingShare) return word;
    const place = 1 + Math.floor(chance(word, at, 2) * (word.length - 2));
    const [before, letter, after] = [word.slice(0, place), word[place] ?? '', word.slice(place + 1)];
    const stray = strayLetters[Math.floor(chance(word, at, 3) * strayLetters.length)] ?? 'e';
    switch (Math.floor(chance(word, at, 4) * 4)) {
      case 0:
        return before + (after[0] ?? '') + letter + after.slice(1);
      case 1:
        return before + after;
      case 2:
        return before + letter + letter + after;
      default:
        return before + stray + after;
    }
  });
}
