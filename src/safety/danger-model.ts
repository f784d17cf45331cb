/** The second net under the rules: a classifier that learns danger from the corpus of signs, all languages in one. */
import { type DangerLevel, dangerLevels } from '../content/schema.ts';
import type { Token } from '../language/tokens.ts';
import { featuresOf, pushGrams, stem } from '../search/features.ts';
import { buildNeighbours, type Neighbours, neighbourShares } from '../search/neighbours.ts';
import { classify, type Softmax, trainSoftmax } from '../search/softmax.ts';
import {
  beginHash,
  buildVocabulary,
  FeatureCollector,
  type Features,
  hashMore,
  type Vocabulary,
  vectorOf,
} from '../search/vocabulary.ts';
import { prepareWords, type Words } from './matcher.ts';

/** A message with its label; a harmless one has neither level nor sign. */
export interface DangerSample {
  readonly text: string;
  readonly level: DangerLevel | null;
  readonly sign: string | null;
  readonly weight: number;
}

export interface DangerModel {
  readonly vocabulary: Vocabulary;
  /** Harmless (class 0) and the five levels in their order. */
  readonly levels: Softmax;
  /** The same messages by likeness: what a line cannot divide, a close example can. */
  readonly neighbours: Neighbours;
  /** Which sign, given that there is one; learned from dangerous messages alone, in words of its own. */
  readonly signVocabulary: Vocabulary;
  readonly signs: Softmax;
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

/** Features of words seen before, stated and denied; emptied when full. */
const seen = { stated: new Map<string, Int32Array>(), denied: new Map<string, Int32Array>() } as const;
const mostSeen = 60_000;

/** The word, its stem and its letter groups. */
function wordFeatures(token: Token, way: keyof typeof seen): Int32Array {
  const known = seen[way].get(token.text);
  if (known !== undefined) return known;
  const kind = kinds[way];
  const word = token.folded;
  const hashes = [hashMore(kind.word, word), hashMore(kind.stem, stem(token.text, 'fi'))];
  if (word.length > 2) pushGrams(hashes, kind.gram, word);
  const made = Int32Array.from(hashes);
  if (seen[way].size >= mostSeen) seen[way].clear();
  seen[way].set(token.text, made);
  return made;
}

const collector = new FeatureCollector();

/** Features for danger: as for needs, but a denied word is another word ("ei rintakipua"). */
export function dangerFeatures(words: Words): Features {
  let before = '^';
  words.tokens.slice(0, mostWords).forEach((token, at) => {
    for (const hash of wordFeatures(token, words.denied[at] === true ? 'denied' : 'stated'))
      collector.add(hash);
    const head = (words.cores[at] ?? token.folded).slice(0, 4);
    collector.add(hashMore(pairs, `${before}_${head}`));
    before = head;
  });
  return collector.take();
}

/** A feature in more than this share of messages finds no neighbours: it tells little and costs most. */
const commonShare = 0.03;

/** Trains both classifiers and the index of neighbours. Deterministic. */
export function trainDangerModel(samples: readonly DangerSample[]): DangerModel {
  const features = samples.map((sample) => dangerFeatures(prepareWords(sample.text)));
  const vocabulary = buildVocabulary(features);
  const vectors = features.map((each) => vectorOf(vocabulary, each));
  const classes = Int32Array.from(samples, ({ level }) =>
    level === null ? 0 : dangerLevels.indexOf(level) + 1,
  );
  const importance = Float32Array.from(samples, (sample) => sample.weight);
  const levels = trainSoftmax(vectors, classes, importance, vocabulary.size, dangerLevels.length + 1, {
    epochs: 3,
    rate: 4,
    floor: 0.005,
  });
  const neighbours = buildNeighbours(vectors, classes, vocabulary.size, commonShare);
  const signNames = [...new Set(samples.flatMap((sample) => sample.sign ?? []))].sort();
  const numbers = new Map(signNames.map((name, at) => [name, at]));
  const dangerous = samples.filter((sample) => sample.sign !== null);
  const signFeatures = dangerous.map((sample) => featuresOf(sample.text, 'fi'));
  const signVocabulary = buildVocabulary(signFeatures);
  const signs = trainSoftmax(
    signFeatures.map((each) => vectorOf(signVocabulary, each)),
    Int32Array.from(dangerous, ({ sign }) => numbers.get(sign ?? '') ?? 0),
    new Float32Array(dangerous.length).fill(1),
    signVocabulary.size,
    signNames.length,
    { epochs: 2, floor: 0.01 },
  );
  return { vocabulary, levels, neighbours, signVocabulary, signs, signNames };
}

export interface DangerShares {
  /** Belief that there is any danger. */
  readonly danger: number;
  /** Belief per level, in the order of `dangerLevels`. */
  readonly levels: readonly number[];
}

/** What the nearest messages count beside the classifier; measured in docs/understanding.md. */
const nearShare = 0.5;

/** Belief in danger for a message already split into words. */
export function dangerShares(model: DangerModel, words: Words): DangerShares {
  const vector = vectorOf(model.vocabulary, dangerFeatures(words));
  const learned = classify(model.levels, vector);
  const near = neighbourShares(model.neighbours, vector, learned.length);
  const levels = dangerLevels.map(
    (_, at) => (1 - nearShare) * (learned[at + 1] ?? 0) + nearShare * (near[at + 1] ?? 0),
  );
  return { danger: levels.reduce((sum, share) => sum + share, 0), levels };
}

/** The likeliest sign of a dangerous message. */
export function likeliestSign(model: DangerModel, text: string): string {
  const shares = classify(model.signs, vectorOf(model.signVocabulary, featuresOf(text, 'fi')));
  let best = 0;
  shares.forEach((share, at) => {
    if (share > (shares[best] ?? 0)) best = at;
  });
  return model.signNames[best] ?? '';
}
