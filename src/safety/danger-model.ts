/** The second net under the rules: a classifier that learns danger from the corpus of signs, all languages in one. */
import { type DangerLevel, dangerLevels } from '../content/schema.ts';
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
import { buildNeighbours, type Neighbours, nearestMessages, neighbourShares } from '../search/neighbours.ts';
import { classify, type Softmax, trainSoftmax } from '../search/softmax.ts';
import { buildSpace, type HashedSpace, type Vector, vectorIn, vectorsIn } from '../search/vocabulary.ts';
import { conceptsIn, type Lexicon } from './concepts.ts';
import { prepareWords, type Words } from './matcher.ts';

/** A message with its label; a harmless one has neither level nor sign. */
export interface DangerSample {
  readonly text: string;
  readonly level: DangerLevel | null;
  readonly sign: string | null;
  readonly weight: number;
}

export interface DangerModel {
  readonly space: HashedSpace;
  /** Harmless (class 0) and the five levels in their order. */
  readonly levels: Softmax;
  /** The same messages by likeness: what a line cannot divide, a close example can. */
  readonly neighbours: Neighbours;
  /** Sign of each of these messages, as its place in `signNames`; -1 where it has none. */
  readonly signs: Int16Array;
  readonly signNames: readonly string[];
}

/** Words counted; a long narrative keeps its signs within them. */
const mostWords = 160;

/** Beginnings of hashes: stated and denied words are different features. */
const kinds = {
  stated: { word: beginHash('w'), stem: beginHash('s'), gram: beginHash('g') },
  denied: { word: beginHash('W'), stem: beginHash('S'), gram: beginHash('G') },
} as const;
const pairs = beginHash('p');
const concept = beginHash('c');
const conceptPair = beginHash('q');

/** Concepts of a message whose pairs are features too; their number grows with the square. */
const mostPaired = 24;

/** The word, its stem and its letter groups. */
function wordFeatures({ text, folded }: Token, way: keyof typeof kinds): Int32Array {
  const kind = kinds[way];
  const hashes = [hashMore(kind.word, folded), hashMore(kind.stem, stem(text, 'fi'))];
  if (folded.length > 2) pushGrams(hashes, kind.gram, folded);
  return Int32Array.from(hashes);
}

const ofWord = {
  stated: new WordMemo((token) => wordFeatures(token, 'stated')),
  denied: new WordMemo((token) => wordFeatures(token, 'denied')),
} as const;

const collector = new FeatureCollector();

/**
 * Features for danger: as for needs, but a denied word is another word ("ei rintakipua"), and concepts and their pairs
 * count beside letters: what is dangerous is seldom one word, and a lip that is blue is so in any language.
 */
export function dangerFeatures(words: Words, lexicon: Lexicon): Features {
  collect(words, lexicon);
  return collector.take();
}

/** The same for many messages. */
export function dangerTable(texts: readonly string[], lexicon: Lexicon): FeatureTable {
  const table = new TableWriter();
  for (const text of texts) {
    collect(prepareWords(text), lexicon);
    collector.takeInto(table);
  }
  return table.finish();
}

function collect(words: Words, lexicon: Lexicon): void {
  let before = hashMore(pairs, '^');
  for (const [at, token] of words.tokens.entries()) {
    if (at >= mostWords) break;
    collector.addAll(ofWord[words.denied[at] === true ? 'denied' : 'stated'].of(token));
    const head = token.core.slice(0, 4);
    collector.add(hashMore(hashMore(before, '_'), head));
    before = hashMore(pairs, head);
  }
  const concepts = conceptsIn(lexicon, words);
  for (const each of concepts) collector.add(hashNumber(concept, each));
  collector.addPairs(conceptPair, concepts.slice(0, mostPaired));
}

/** Two to this power are the places of the features; half as many gave the same figures. */
const bits = 20;

/** A feature in more than this share of messages finds no neighbours: it tells little and costs most. */
const commonShare = 0.006;

/** Trains the classifier and the index of neighbours from samples and their features. Deterministic. */
export function trainDangerModel(samples: readonly DangerSample[], features: FeatureTable): DangerModel {
  const space = buildSpace(features, bits);
  const vectors = vectorsIn(space, features);
  const classes = Int32Array.from(samples, ({ level }) =>
    level === null ? 0 : dangerLevels.indexOf(level) + 1,
  );
  const importance = Float32Array.from(samples, (sample) => sample.weight);
  const levels = trainSoftmax(vectors, classes, importance, space.idf.length, dangerLevels.length + 1, {
    epochs: 2,
    rate: 5,
    floor: 0.005,
  });
  const neighbours = buildNeighbours(vectors, classes, space.idf.length, commonShare);
  const signNames = [...new Set(samples.flatMap((sample) => sample.sign ?? []))].sort();
  const numbers = new Map(signNames.map((name, at) => [name, at]));
  const signs = Int16Array.from(samples, ({ sign }) => (sign === null ? -1 : (numbers.get(sign) ?? -1)));
  return { space, levels, neighbours, signs, signNames };
}

export interface DangerShares {
  /** Belief that there is any danger. */
  readonly danger: number;
  /** Belief per level, in the order of `dangerLevels`. */
  readonly levels: readonly number[];
  readonly vector: Vector;
}

/** What the nearest messages count beside the classifier; measured in docs/understanding.md. */
const nearShare = 0.5;

/** What the classifier alone believes of a message already split into words. */
export function learnedShares(model: DangerModel, lexicon: Lexicon, words: Words): DangerShares {
  const vector = vectorIn(model.space, dangerFeatures(words, lexicon));
  const learned = classify(model.levels, vector);
  return sharesOf(
    dangerLevels.map((_, at) => learned[at + 1] ?? 0),
    vector,
  );
}

/** The same with the nearest messages weighed in. */
export function withNeighbours(model: DangerModel, { levels, vector }: DangerShares): DangerShares {
  const near = neighbourShares(model.neighbours, vector, dangerLevels.length + 1);
  return sharesOf(
    levels.map((share, at) => (1 - nearShare) * share + nearShare * (near[at + 1] ?? 0)),
    vector,
  );
}

const sharesOf = (levels: readonly number[], vector: Vector): DangerShares => ({
  danger: levels.reduce((sum, share) => sum + share, 0),
  levels,
  vector,
});

/** Messages looked at to tell a sign. */
const mostSignVoters = 40;

/** The likeliest sign of a dangerous message, by the nearest known messages of that level that hold one. */
export function likeliestSign(model: DangerModel, { vector }: DangerShares, level: DangerLevel): string {
  const { labels } = model.neighbours;
  const wanted = dangerLevels.indexOf(level) + 1;
  const votes = new Map<number, number>();
  for (const { message, likeness } of nearestMessages(model.neighbours, vector, mostSignVoters)) {
    const sign = model.signs[message] ?? -1;
    if (sign < 0 || labels[message] === 0) continue;
    const weight = likeness ** 3 * (labels[message] === wanted ? 2 : 1);
    votes.set(sign, (votes.get(sign) ?? 0) + weight);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [];
  return best === undefined ? '' : (model.signNames[best] ?? '');
}
