/** The need finder of one language: what it learns from content, and how it ranks needs for a message. */
import lunr from 'lunr';
import type { Language } from '../content/schema.ts';
import { countWords, makeWordBook, Speller, type WordBook } from '../language/speller.ts';
import { sentences, tokenize } from '../language/tokens.ts';
import { featuresOf, featureTable, stem } from './features.ts';
import { buildNeighbours, type Neighbours, neighbourShares } from './neighbours.ts';
import { classify, type Softmax, trainSoftmax } from './softmax.ts';
import { buildVocabulary, type Vector, type Vocabulary, vectorOf, vectorsOf } from './vocabulary.ts';

/** A text that is known to mean a topic; a topic is a need's id, or `~id` for a matter that is not ours. */
export interface Sample {
  readonly text: string;
  readonly topic: string;
  /** How strongly it speaks: 1 for a message, a term's own weight for a term. */
  readonly weight: number;
}

/** What lunr indexes of a topic. */
export interface TopicText {
  readonly topic: string;
  readonly title: string;
  readonly terms: readonly (readonly [string, number])[];
}

export interface NeedModel {
  readonly lang: Language;
  readonly topics: readonly string[];
  /** Words of the training messages: a mistyped one is read as one of them. */
  readonly words: WordBook;
  readonly vocabulary: Vocabulary;
  readonly softmax: Softmax;
  readonly neighbours: Neighbours;
  /** Texts of the training messages, one a line, for explaining: one text is read at start, not thousands. */
  readonly messages: string;
  /** lunr index over titles and terms, as JSON: quicker to read at start than its many small objects. */
  readonly index: string;
}

/** Measured on mistyped messages: two uses served the same with larger tables, six a little worse. */
const fewestUses = 3;

/** Trains everything for one language. Deterministic. */
export function trainNeedModel(
  lang: Language,
  samples: readonly Sample[],
  texts: readonly TopicText[],
): NeedModel {
  const topics = [...new Set(samples.map((sample) => sample.topic))].sort();
  const numbers = new Map(topics.map((topic, at) => [topic, at]));
  const features = featureTable(
    samples.map((sample) => sample.text),
    lang,
  );
  const vocabulary = buildVocabulary(features);
  const vectors = vectorsOf(vocabulary, features);
  const labels = Int32Array.from(samples, (sample) => numbers.get(sample.topic) ?? 0);
  const importance = Float32Array.from(samples, (sample) => sample.weight);
  const softmax = trainSoftmax(vectors, labels, importance, vocabulary.size, topics.length);
  const neighbours = buildNeighbours(vectors, labels, vocabulary.size);
  const messages = samples.map((sample) => sample.text.replaceAll('\n', ' ')).join('\n');
  const words = makeWordBook(countWords(samples.map(({ text }) => tokenize(text))), { fewestUses });
  return {
    lang,
    topics,
    words,
    vocabulary,
    softmax,
    neighbours,
    messages,
    index: JSON.stringify(buildIndex(lang, texts)),
  };
}

/** Typed tokens of a text for lunr: stems whole, four-letter groups marked `g:`. Pipelines stay empty (tech-search §5). */
export function indexTokens(text: string, lang: Language): string[] {
  return tokenize(text, 60).flatMap((token) => {
    const framed = `_${token.folded}_`;
    const grams: string[] = [];
    for (let at = 0; at + 4 <= framed.length; at += 1) grams.push(`g:${framed.slice(at, at + 4)}`);
    return [stem(token.text, lang), ...grams];
  });
}

function buildIndex(lang: Language, texts: readonly TopicText[]): lunr.Index {
  return lunr((builder) => {
    builder.ref('topic');
    builder.field('title');
    builder.field('terms');
    builder.pipeline.reset();
    builder.searchPipeline.reset();
    for (const { topic, title, terms } of texts) {
      builder.add({
        topic,
        title: indexTokens(title, lang),
        terms: terms.flatMap(([term]) => indexTokens(term, lang)),
      });
    }
  });
}

/** A need model ready to be asked. */
export interface NeedFinder {
  readonly model: NeedModel;
  readonly speller: Speller;
  /** lunr's index and the terms it holds; opened when first asked for, for it takes a fifth of a second. */
  index(): TermIndex;
}

export interface TermIndex {
  readonly lunr: lunr.Index;
  readonly known: ReadonlySet<string>;
}

export function openNeedModel(model: NeedModel): NeedFinder {
  let opened: TermIndex | null = null;
  const open = (): TermIndex => {
    const index = lunr.Index.load(JSON.parse(model.index));
    return { lunr: index, known: new Set(Object.keys(Reflect.get(index, 'invertedIndex') ?? {})) };
  };
  return {
    model,
    speller: new Speller(model.words),
    index: () => {
      opened ??= open();
      return opened;
    },
  };
}

/** Parts of the evidence and what each counts; set on the project's own split (docs/understanding.md). */
export const evidenceWeights = { softmax: 0.6, neighbours: 0.3, index: 0.1 } as const;
export type EvidenceWeights = Readonly<Record<keyof typeof evidenceWeights, number>>;

/** What a sentence of its own counts beside the whole of a longer message. */
const sentenceShare = 0.4;

/** Most terms of one lunr query, and letters in one (SE-8). */
const mostTerms = 16;
const longestTerm = 40;

/** From this belief of the classifier on, the other evidence changes nothing and is left unasked. */
const clearShare = 0.9;

export interface Ranking {
  /** Topics with their share of belief, best first. */
  readonly ranked: readonly { readonly topic: string; readonly share: number }[];
  /** Share of the message's features that the content knows: near nought for gibberish. */
  readonly known: number;
  readonly vector: Vector;
}

/** Ranks all topics for a message. Work is bounded by the words the tokenizer keeps. */
export function rankTopics(
  finder: NeedFinder,
  text: string,
  weights: EvidenceWeights = evidenceWeights,
): Ranking {
  const { model } = finder;
  const vector = vectorOf(model.vocabulary, featuresOf(text, model.lang));
  const learned =
    weights.softmax > 0 ? learnedShares(model, text, vector) : new Float32Array(model.topics.length);
  const isClear = learned.some((share) => share >= clearShare);
  const near =
    weights.neighbours > 0 && !isClear
      ? neighbourShares(model.neighbours, vector, model.topics.length)
      : learned;
  const named =
    weights.index > 0 && !isClear
      ? indexShares(finder, text)
      : new Map(model.topics.map((topic, at) => [topic, learned[at] ?? 0]));
  const ranked = model.topics
    .map((topic, at) => ({
      topic,
      share:
        weights.softmax * (learned[at] ?? 0) +
        weights.neighbours * (near[at] ?? 0) +
        weights.index * (named.get(topic) ?? 0),
    }))
    .sort((a, b) => b.share - a.share);
  return { ranked, known: vector.known, vector };
}

function learnedShares(model: NeedModel, text: string, whole: Vector): Float32Array {
  const shares = classify(model.softmax, whole);
  const parts = sentences(text).slice(0, 12);
  if (parts.length < 2) return shares;
  const mixed = shares.map((share) => share * (1 - sentenceShare));
  for (const part of parts) {
    const each = classify(model.softmax, vectorOf(model.vocabulary, featuresOf(part, model.lang)));
    for (let at = 0; at < mixed.length; at += 1) {
      mixed[at] = (mixed[at] ?? 0) + ((each[at] ?? 0) * sentenceShare) / parts.length;
    }
  }
  return mixed;
}

/** The topic the classifier alone believes in most. */
export function learnedTopic(
  model: NeedModel,
  text: string,
): { readonly topic: string; readonly share: number } {
  const shares = classify(model.softmax, vectorOf(model.vocabulary, featuresOf(text, model.lang)));
  const at = shares.reduce((best, share, topic) => (share > (shares[best] ?? 0) ? topic : best), 0);
  return { topic: model.topics[at] ?? '', share: shares[at] ?? 0 };
}

/** lunr's scores as shares. Only terms the index holds are asked for; no wildcards, no edit distance (SE-8). */
function indexShares(finder: NeedFinder, text: string): ReadonlyMap<string, number> {
  const { lunr: index, known } = finder.index();
  const terms = [...new Set(indexTokens(text, finder.model.lang))]
    .filter((term) => term.length <= longestTerm && known.has(term))
    .sort((a, b) => Number(a.startsWith('g:')) - Number(b.startsWith('g:')) || b.length - a.length)
    .slice(0, mostTerms);
  if (terms.length === 0) return new Map();
  const results = index.query((query) => {
    for (const term of terms)
      query.term(term, { usePipeline: false, boost: term.startsWith('g:') ? 0.3 : 1 });
  });
  const top = results.slice(0, 10).map((result) => ({ topic: result.ref, share: result.score ** 2 }));
  const sum = top.reduce((total, each) => total + each.share, 0) || 1;
  return new Map(top.map(({ topic, share }) => [topic, share / sum]));
}
