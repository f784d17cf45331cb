/** Turns a message into features: stems, letter groups and pairs of word beginnings. */
import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';
import type { Language } from '../content/schema.ts';
import { fold } from '../language/fold.ts';
import { type Token, tokenize, WordMemo } from '../language/tokens.ts';
import {
  beginHash,
  FeatureCollector,
  type Features,
  type FeatureTable,
  hashMore,
  TableWriter,
} from './hashes.ts';

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

const stems = beginHash('s');
const pairs = beginHash('p');

/** Hash of the feature "has this stem". */
export function stemFeature(word: string): number {
  return hashMore(stems, word);
}

/** Letters in a group. Groups of three to five together were measured too: half as much work again for the
 * same figures. */
const groupSize = 4;

/** Hashes of the letter groups inside a word and its ends; `begin` tells kinds of groups apart. */
export function pushGrams(hashes: number[], begin: number, word: string): void {
  const framed = `^${word}$`;
  for (let at = 0; at + groupSize <= framed.length; at += 1)
    hashes.push(hashMore(begin, framed, at, at + groupSize));
}

const grams = beginHash('g');

const collector = new FeatureCollector();

/** Stem and letter groups of a word. */
function wordFeatures({ text, folded }: Token, lang: Language): Int32Array {
  const hashes = [stemFeature(stem(text, lang))];
  if (folded.length > 2) pushGrams(hashes, grams, folded);
  return Int32Array.from(hashes);
}

const ofWord: Readonly<Record<Language, WordMemo<Int32Array>>> = {
  fi: new WordMemo((token) => wordFeatures(token, 'fi')),
  sv: new WordMemo((token) => wordFeatures(token, 'sv')),
  en: new WordMemo((token) => wordFeatures(token, 'en')),
};

/**
 * Features of a message and how often each occurs. `lang` chooses the stemmer; letter groups make dialect, typing
 * errors and missing dots meet the words the content knows. Whole words, skeletons and wider pairs were tried too and
 * added nothing (docs/understanding.md).
 */
export function featuresOf(text: string, lang: Language): Features {
  collect(text, lang);
  return collector.take();
}

/** The same for many messages. */
export function featureTable(texts: readonly string[], lang: Language): FeatureTable {
  const table = new TableWriter();
  for (const text of texts) {
    collect(text, lang);
    collector.takeInto(table);
  }
  return table.finish();
}

function collect(text: string, lang: Language): void {
  let before = hashMore(pairs, '^');
  for (const token of tokenize(text, mostWords)) {
    collector.addAll(ofWord[lang].of(token));
    const head = token.core.slice(0, 4);
    collector.add(hashMore(hashMore(before, '_'), head));
    before = hashMore(pairs, head);
  }
}
