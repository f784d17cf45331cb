/**
 * Words that mean the same, in three languages: "huulet sinertää", "läpparna e blåa" and "lips are blue" hold the same
 * concepts. Beside letters they let the danger net learn in one language and from one wording what holds in others.
 */
import type { Synonyms } from '../content/schema.ts';
import {
  bindPattern,
  type Compiled,
  findHits,
  findPattern,
  type Hits,
  indexTests,
  partsOf,
  type TestIndex,
  type Words,
} from './matcher.ts';
import { compilePattern, exactly, type Pattern } from './pattern.ts';

const languages = ['fi', 'sv', 'en'] as const;
const noGroups = new Map<string, readonly string[]>();

export interface Lexicon {
  readonly index: TestIndex;
  /** Part number → the concept that any of its words means. */
  readonly words: ReadonlyMap<number, number>;
  /** Wordings of several words, under their first part. */
  readonly phrases: ReadonlyMap<number, readonly { readonly concept: number; readonly compiled: Compiled }[]>;
}

/**
 * A wording as a pattern (src/safety/pattern.ts), denied or not: whether it is denied is told apart later. A hyphen
 * parts words as it does in a message. Slips of the finger are left to the letter groups: forgiving them here would
 * compare every word with thousands. Throws `PatternError` when it cannot be read.
 */
export function compileWording(text: string): Pattern {
  const pattern = compilePattern(text.includes('-') ? text.replaceAll('-', ' + ') : text, noGroups);
  return { ...pattern, parts: pattern.parts.map(exactly), denies: true };
}

/** Compiles all concepts, in the order of the files. Throws `PatternError`; the content check names its place first. */
export function compileLexicon(files: readonly Synonyms[]): Lexicon {
  const concepts = files.flatMap((file) => Object.values(file.concepts));
  const single: Pattern[] = [];
  const several: { readonly concept: number; readonly pattern: Pattern }[] = [];
  concepts.forEach((wordings, concept) => {
    const patterns = languages.flatMap((lang) => wordings[lang].map(compileWording));
    const tests = patterns.flatMap(({ parts }) => (parts.length === 1 ? (parts[0]?.tests ?? []) : []));
    single.push({ text: String(concept), parts: [{ tests, join: 'near' }], denies: true });
    for (const pattern of patterns) if (pattern.parts.length > 1) several.push({ concept, pattern });
  });
  const { index, ids } = indexTests([...single, ...several.map(({ pattern }) => pattern)]);
  const phrases = new Map<number, { readonly concept: number; readonly compiled: Compiled }[]>();
  for (const { concept, pattern } of several) {
    const compiled = bindPattern(pattern, ids);
    const first = compiled.parts[0] ?? -1;
    phrases.set(first, [...(phrases.get(first) ?? []), { concept, compiled }]);
  }
  const words = new Map(
    single.map((pattern, concept) => [bindPattern(pattern, ids).parts[0] ?? -1, concept]),
  );
  return { index, words, phrases };
}

/** Concepts of a message, each once stated and once denied: `2 × concept`, and one more where it is denied. In order. */
export function conceptsIn(lexicon: Lexicon, words: Words): readonly number[] {
  const found = new Set<number>();
  const note = (concept: number, at: number): void => {
    found.add(2 * concept + (words.denied[at] === true ? 1 : 0));
  };
  const passed = new Set<number>();
  const parts = partsOf(lexicon.index);
  words.tokens.forEach((token, at) => {
    for (const part of parts.of(token)) {
      passed.add(part);
      const concept = lexicon.words.get(part);
      if (concept !== undefined) note(concept, at);
    }
  });
  // Where words stand is worked out for the few messages that hold all words of a phrase.
  let hits: Hits | null = null;
  for (const part of passed) {
    for (const { concept, compiled } of lexicon.phrases.get(part) ?? []) {
      if (!compiled.parts.every((each) => passed.has(each))) continue;
      hits ??= findHits(words, lexicon.index);
      const [at] = findPattern(words, hits, compiled) ?? [];
      if (at !== undefined) note(concept, at);
    }
  }
  return [...found].sort((a, b) => a - b);
}
