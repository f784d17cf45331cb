/** Turns a message into named features: words, stems, letter groups, skeletons and pairs of word beginnings. */
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';
import type { Language } from '../content/schema.ts';
import { fold, skeleton, squeeze } from '../language/fold.ts';
import { type Token, tokenize } from '../language/tokens.ts';

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  fi: stemFinnish,
  sv: stemSwedish,
  en: stemEnglish,
};

/** The Snowball stem of a word, folded. */
export function stem(word: string, lang: Language): string {
  return fold(stemmers[lang](word));
}

/** Words of a message that are looked at; a longer text adds nothing to what it is about (SE-7: work is bounded). */
const mostWords = 120;

function addGrams(word: string, add: (name: string) => void): void {
  const framed = `^${word}$`;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= framed.length; at += 1) add(`g${framed.slice(at, at + size)}`);
  }
}

/**
 * Features of a message and how often each occurs. `lang` chooses the stemmer; letter groups and skeletons make
 * dialect, typing errors and missing dots meet the words the content knows.
 */
export function featuresOf(text: string, lang: Language): Map<string, number> {
  return featuresOfTokens(tokenize(text, mostWords), lang);
}

/** The same for words already split. */
export function featuresOfTokens(tokens: readonly Token[], lang: Language): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  let before = '^';
  let beforeThat = '^';
  for (const token of tokens) {
    const word = token.folded;
    add(`w${word}`);
    if (word.length > 2) {
      addGrams(word, add);
      add(`s${stem(token.text, lang)}`);
      add(`q${squeeze(word)}`);
    }
    if (word.length > 4) add(`k${skeleton(word)}`);
    const head = squeeze(word).slice(0, 4);
    add(`p${before}_${head}`);
    if (beforeThat !== '^') add(`j${beforeThat}_${head}`);
    beforeThat = before;
    before = head;
  }
  return counts;
}
