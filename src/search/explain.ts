/** Which evidence led to a need: the words that spoke for it and the known messages most like this one. */
import { tokenize } from '../language/tokens.ts';
import { featuresOf, stem, stemFeature } from './features.ts';
import type { NeedFinder } from './need-model.ts';
import { nearestMessages } from './neighbours.ts';
import { positionOf, vectorOf } from './vocabulary.ts';

export interface Explanation {
  /** Stems of the message that spoke most for the topic, strongest first. */
  readonly words: readonly string[];
  /** Known messages most like it, with their topic. */
  readonly examples: readonly { readonly text: string; readonly topic: string; readonly likeness: number }[];
}

const mostWords = 5;
const mostExamples = 3;

/** Explains why a message is thought to mean a topic. For tools and professionals, never for the turn itself. */
export function explainTopic(finder: NeedFinder, written: string, topic: string): Explanation {
  const { model } = finder;
  const text = finder.speller.mend(written);
  const { softmax } = model;
  const vector = vectorOf(model.vocabulary, featuresOf(text, model.lang));
  const at = model.topics.indexOf(topic);
  const pull = (word: string): number => {
    const id = positionOf(model.vocabulary, stemFeature(word));
    if (id < 0 || at < 0) return 0;
    const value = vector.values[vector.ids.indexOf(id)] ?? 0;
    return (softmax.weights[id * softmax.classes + at] ?? 0) * (softmax.scale[id] ?? 0) * value;
  };
  const words = [...new Set(tokenize(text).map((token) => stem(token.text, model.lang)))]
    .map((word) => ({ word, pull: pull(word) }))
    .filter((each) => each.pull > 0)
    .sort((a, b) => b.pull - a.pull)
    .slice(0, mostWords)
    .map((each) => each.word);
  const messages = model.messages.split('\n');
  const examples = nearestMessages(model.neighbours, vector, mostExamples).map(({ message, likeness }) => ({
    text: messages[message] ?? '',
    topic: model.topics[model.neighbours.labels[message] ?? 0] ?? '',
    likeness: Math.round(likeness * 100) / 100,
  }));
  return { words, examples };
}
