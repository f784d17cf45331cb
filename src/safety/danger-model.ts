/** The second net under the rules: a classifier that learns danger from the corpus of signs, all languages in one. */
import { skeleton, squeeze } from '../language/fold.ts';
import { classify, type Softmax, trainSoftmax } from '../search/softmax.ts';
import { buildVocabulary, type Vocabulary, vectorOf } from '../search/vocabulary.ts';
import { prepareWords, type Words } from './matcher.ts';

/** A message with its label: a sign's id with the level, or null for harmless. */
export interface DangerSample {
  readonly text: string;
  readonly label: string | null;
  readonly weight: number;
}

export interface DangerModel {
  /** Label 0 is harmless. */
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly softmax: Softmax;
}

export const harmless = '-';

/** Words counted; a long narrative keeps its signs within them. */
const mostWords = 160;

/** Features for danger: as for needs, but a denied word is another word ("ei rintakipua"). */
export function dangerFeatures(words: Words): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  let before = '^';
  let beforeThat = '^';
  words.tokens.slice(0, mostWords).forEach((token, at) => {
    const word = token.folded;
    const mark = words.denied[at] ? '!' : '';
    const core = words.cores[at] ?? word;
    add(`${mark}w${word}`);
    if (word.length > 2) {
      const framed = `^${word}$`;
      for (let size = 3; size <= 5; size += 1) {
        for (let from = 0; from + size <= framed.length; from += 1)
          add(`${mark}g${framed.slice(from, from + size)}`);
      }
    }
    if (word.length > 4) add(`${mark}k${skeleton(word)}`);
    const head = core.slice(0, 4);
    add(`p${before}_${head}`);
    if (beforeThat !== '^') add(`j${beforeThat}_${head}`);
    add(`t${beforeThat}_${before}_${head}`);
    beforeThat = before;
    before = head;
  });
  return counts;
}

export function trainDangerModel(samples: readonly DangerSample[]): DangerModel {
  const labels = [harmless, ...new Set(samples.flatMap((sample) => sample.label ?? []))];
  const numbers = new Map(labels.map((label, at) => [label, at]));
  const features = samples.map((sample) => dangerFeatures(prepareWords(sample.text)));
  const vocabulary = buildVocabulary(features, 2);
  const vectors = features.map((each) => vectorOf(vocabulary, each));
  const classes = Int32Array.from(samples, (sample) => numbers.get(sample.label ?? harmless) ?? 0);
  const importance = Float32Array.from(samples, (sample) => sample.weight);
  const softmax = trainSoftmax(vectors, classes, importance, vocabulary.size, labels.length, {
    epochs: 6,
    rate: 1.5,
  });
  return { labels, vocabulary, softmax };
}

export interface DangerShares {
  /** Belief that there is any danger. */
  readonly danger: number;
  /** Belief per label, harmless left out. */
  readonly labels: ReadonlyMap<string, number>;
}

/** Belief in danger for a message already split into words. */
export function dangerShares(model: DangerModel, words: Words): DangerShares {
  const shares = classify(model.softmax, vectorOf(model.vocabulary, dangerFeatures(words)));
  const labels = new Map<string, number>();
  model.labels.forEach((label, at) => {
    if (at > 0) labels.set(label, shares[at] ?? 0);
  });
  return { danger: 1 - (shares[0] ?? 0), labels };
}
