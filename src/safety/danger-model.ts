/** The second net under the rules: a classifier that learns danger from the corpus of signs, all languages in one. */
import { type DangerLevel, dangerLevels } from '../content/schema.ts';
import type { WordBook } from '../language/speller.ts';
import type { FeatureTable } from '../search/hashes.ts';
import { buildNeighbours, type Neighbours, nearestMessages, neighbourShares } from '../search/neighbours.ts';
import { classify, type Softmax, trainSoftmax } from '../search/softmax.ts';
import { buildSpace, type HashedSpace, type Vector, vectorIn, vectorsIn } from '../search/vocabulary.ts';
import type { DangerReader } from './danger-features.ts';
import type { Words } from './matcher.ts';

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
  readonly words: DangerWords;
}

/** What was learned about words before the messages were read. */
export interface DangerWords {
  /** Those that have no letter groups, for the `DangerReader` of a model. */
  readonly common: Int32Array;
  /** For the `Speller` of a model: a mistyped word is read as the known one, or its sign would be lost. */
  readonly book: WordBook;
}

/** Two to this power are the places of the features: half as many noticed a quarter of a percent less. */
const bits = 21;

/**
 * A feature in more than this share of messages finds no neighbours: it tells little and costs most. Four times this
 * noticed half a percent less.
 */
const commonShare = 0.001;

/**
 * Trains the classifier and the index of neighbours from samples and their features, as read with the common words.
 * Deterministic.
 */
export function trainDangerModel(
  samples: readonly DangerSample[],
  features: readonly FeatureTable[],
  words: DangerWords,
): DangerModel {
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
    orders: 8,
  });
  const neighbours = buildNeighbours(vectors, classes, space.idf.length, commonShare);
  const signNames = [...new Set(samples.flatMap((sample) => sample.sign ?? []))].sort();
  const numbers = new Map(signNames.map((name, at) => [name, at]));
  const signs = Int16Array.from(samples, ({ sign }) => (sign === null ? -1 : (numbers.get(sign) ?? -1)));
  return { space, levels, neighbours, signs, signNames, words };
}

export interface DangerShares {
  /** Belief that there is any danger. */
  readonly danger: number;
  /** Belief per level, in the order of `dangerLevels`. */
  readonly levels: readonly number[];
  readonly vector: Vector;
}

/** What the nearest messages count beside the classifier, and how many are asked; measured in docs/understanding.md. */
const nearShare = 0.4;
const nearest = 40;

/** What the classifier alone believes of a message already split into words. */
export function learnedShares(model: DangerModel, reader: DangerReader, words: Words): DangerShares {
  const vector = vectorIn(model.space, reader.read(words));
  const learned = classify(model.levels, vector);
  return sharesOf(
    dangerLevels.map((_, at) => learned[at + 1] ?? 0),
    vector,
  );
}

/** The same with the nearest messages weighed in, if there are any: common words alone are near to none. */
export function withNeighbours(model: DangerModel, shares: DangerShares): DangerShares {
  const { levels, vector } = shares;
  const near = neighbourShares(model.neighbours, vector, dangerLevels.length + 1, nearest);
  if (near.every((share) => share === 0)) return shares;
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

/**
 * The sign of a dangerous message, by the nearest known messages of that level that hold one, and its share of their
 * votes. Of the messages whose sign was known and held out, the likeliest was right in 58 %, from a share of 0.7 in 79 %.
 */
export function likeliestSign(
  model: DangerModel,
  { vector }: DangerShares,
  level: DangerLevel,
): { readonly sign: string; readonly share: number } {
  const { labels } = model.neighbours;
  const wanted = dangerLevels.indexOf(level) + 1;
  const hasSign = (message: number): boolean =>
    labels[message] === wanted && (model.signs[message] ?? -1) >= 0;
  const votes = new Map<number, number>();
  let sum = 0;
  for (const { message, likeness } of nearestMessages(model.neighbours, vector, mostSignVoters, hasSign)) {
    const sign = model.signs[message] ?? -1;
    const weight = likeness ** 3;
    votes.set(sign, (votes.get(sign) ?? 0) + weight);
    sum += weight;
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best === undefined
    ? { sign: '', share: 0 }
    : { sign: model.signNames[best[0]] ?? '', share: best[1] / sum };
}
