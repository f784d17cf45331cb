/** What the danger net sees of a message: words, letter groups, what is denied, and concepts, as features. */
import { type WordCount, wordHash } from '../language/speller.ts';
import { type Token, WordMemo } from '../language/tokens.ts';
import { pushGrams, stem } from '../search/features.ts';
import {
  beginHash,
  FeatureCollector,
  type Features,
  type FeatureTable,
  hashMore,
  hashNumber,
  TableWriter,
} from '../search/hashes.ts';
import { conceptsIn, type Lexicon } from './concepts.ts';
import type { Words } from './matcher.ts';

/** Words counted; a long narrative keeps its signs within them. */
const mostWords = 160;

/** Beginnings of hashes: stated and denied words are different features. */
const kinds = {
  stated: { word: beginHash('w'), stem: beginHash('s'), gram: beginHash('g') },
  denied: { word: beginHash('W'), stem: beginHash('S'), gram: beginHash('G') },
} as const;
/** Rows of word beginnings: two neighbours, two with a word between them, three in a row. */
const rows = { pair: beginHash('p'), gap: beginHash('z'), triple: beginHash('t') } as const;
const headLetters = 4;
const start = beginHash('^');

const concept = beginHash('c');
const conceptPair = beginHash('q');

/** Concepts of a message whose pairs are features too; their number grows with the square. */
const mostPaired = 16;

/** Words met this often tell enough; their letter groups cost work and add nothing (docs/understanding.md). */
const commonFrom = 20;

/** Hashes of the words that are common, for a `DangerReader`. */
export const commonWordsOf = (counts: ReadonlyMap<string, WordCount>): Int32Array =>
  Int32Array.from(
    [...counts].filter(([, { count }]) => count >= commonFrom),
    ([word]) => wordHash(word),
  );

/**
 * Reads messages for danger: as for needs, but a denied word is another word ("ei rintakipua"), common words have no
 * letter groups, and rows of word beginnings, concepts and their pairs count too: what is dangerous is seldom one word,
 * and a lip that is blue is so in any language.
 */
export class DangerReader {
  private readonly lexicon: Lexicon;
  private readonly common: ReadonlySet<number>;
  private readonly collector = new FeatureCollector();
  private readonly stated = new WordMemo((token) => this.wordFeatures(token, 'stated'));
  private readonly denied = new WordMemo((token) => this.wordFeatures(token, 'denied'));
  private readonly heads = new WordMemo(({ core }) => hashMore(start, core.slice(0, headLetters)));

  /** `common`: hashes made by `commonWordsOf`, the same in training and in service. */
  constructor(lexicon: Lexicon, common: Int32Array) {
    this.lexicon = lexicon;
    this.common = new Set(common);
  }

  read(words: Words): Features {
    this.collect(words);
    return this.collector.take();
  }

  readAll(messages: readonly Words[]): FeatureTable {
    const table = new TableWriter();
    for (const words of messages) {
      this.collect(words);
      this.collector.takeInto(table);
    }
    return table.finish();
  }

  /** The word, its stem, and of a word that is not common its letter groups. */
  private wordFeatures({ text, folded }: Token, way: keyof typeof kinds): Int32Array {
    const kind = kinds[way];
    const hashes = [hashMore(kind.word, folded), hashMore(kind.stem, stem(text, 'fi'))];
    if (folded.length > 2 && !this.common.has(wordHash(folded))) pushGrams(hashes, kind.gram, folded);
    return Int32Array.from(hashes);
  }

  private collect(words: Words): void {
    const { collector } = this;
    let [one, two] = [start, start];
    for (const [at, token] of words.tokens.entries()) {
      if (at >= mostWords) break;
      collector.addAll((words.denied[at] === true ? this.denied : this.stated).of(token));
      const head = this.heads.of(token);
      collector.add(hashNumber(hashNumber(rows.pair, two), head));
      if (at > 1) {
        collector.add(hashNumber(hashNumber(rows.gap, one), head));
        collector.add(hashNumber(hashNumber(hashNumber(rows.triple, one), two), head));
      }
      [one, two] = [two, head];
    }
    const concepts = conceptsIn(this.lexicon, words);
    for (const each of concepts) collector.add(hashNumber(concept, each));
    collector.addPairs(conceptPair, concepts.slice(0, mostPaired));
  }
}
