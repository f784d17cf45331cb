/** Reduces text to forms in which a word written in many ways looks the same. */

const folds: Readonly<Record<string, string>> = {
  ä: 'a',
  å: 'a',
  ö: 'o',
  é: 'e',
  è: 'e',
  ü: 'u',
  š: 's',
  ž: 'z',
  ø: 'o',
  æ: 'a',
};

/** Lower case without dots and accents: people drop them, and so must we. `ä→a`, `å→a`, `ö→o`. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[äåöéèüšžøæ]/g, (letter) => folds[letter] ?? letter);
}

/** A folded word with runs of a letter cut to one: `mittaan` and `mitaan` meet as `mitan`. */
export function squeeze(word: string): string {
  return word.replace(/(.)\1+/g, '$1');
}

/** Folded letters with runs cut to one; numbers stay as they are, for 200 is not 20. */
export function coreOf(folded: string): string {
  return /^\d/.test(folded) ? folded : squeeze(folded);
}

/**
 * Removes what no reader sees or should trust: control characters, bidirectional overrides, zero-width and Unicode
 * tag characters (SE-7); composes the rest (NFC). Line breaks and tabs become spaces.
 */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\n\r\t\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u{E0000}-\u{E007F}]/gu, (sign) => (sign === '\u200D' ? '\u200D' : ''))
    .replace(/ {2,}/g, ' ')
    .trim();
}
