/** Reads an answer in each of our languages and keeps the reading that leaves the fewest words unexplained. */
import { type Language, languages } from '../../content/schema.ts';
import { type Atom, type Lexicon, plainAnswer, readAtoms, strangeWords } from './atoms.ts';
import { english } from './lexicon-en.ts';
import { finnish } from './lexicon-fi.ts';
import { swedish } from './lexicon-sv.ts';
import { mergeNumbers } from './merge.ts';
import { saysNotKnowing } from './unknown.ts';

const lexicons: Readonly<Record<Language, Lexicon>> = { fi: finnish, sv: swedish, en: english };

/** The asked language first, then the others. */
export function languageOrder(lang: Language | undefined): readonly Language[] {
  return lang === undefined ? languages : [lang, ...languages.filter((other) => other !== lang)];
}

/**
 * The best reading of a text by `read`, which gets merged atoms and the folded text. Another language than the asked
 * one counts only when it leaves fewer words unexplained.
 */
export function bestReading<T>(
  text: string,
  lang: Language | undefined,
  read: (atoms: readonly Atom[], plain: string, lang: Language) => T | null,
): T | null {
  const plain = plainAnswer(text);
  if (saysNotKnowing(plain) && !/\d/.test(plain)) return null;
  let best: { readonly value: T; readonly strange: number } | null = null;
  for (const candidate of languageOrder(lang)) {
    const atoms = mergeNumbers(readAtoms(plain, lexicons[candidate]));
    const value = read(atoms, plain, candidate);
    const strange = strangeWords(atoms);
    if (value !== null && (best === null || strange < best.strange)) best = { value, strange };
  }
  return best?.value ?? null;
}
