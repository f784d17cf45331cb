/** A linear classifier: softmax regression over sparse features, trained in the same way from the same content. */
import { sizeOf } from './hashes.ts';
import type { Vector, VectorTable } from './vocabulary.ts';

export interface Softmax {
  readonly classes: number;
  /** Weights, feature-major: `weights[feature * classes + class]`, as steps of `scale[feature]`. */
  readonly weights: Int8Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainingOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Updates of classes the model already gives less than this are skipped: nearly all of them, and nearly all time. */
  readonly floor: number;
  /** A message whose class the model gave more than this is not shown again: half the work, the same answers. */
  readonly settled: number;
  /**
   * Orders in which the messages are shown. The model is the mean of what was learned in each: what hangs on the order
   * alone evens out.
   */
  readonly orders: number;
}

const defaults: TrainingOptions = { epochs: 2, rate: 5, floor: 0.02, settled: 0.9, orders: 1 };

/** A small repeatable generator (mulberry32): training must give the same model everywhere. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at]!;
    order[at] = order[other]!;
    order[other] = kept;
  }
}

/** Turns scores into probabilities in place. */
export function normalise(scores: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const value = Math.exp(scores[at]! - top);
    scores[at] = value;
    sum += value;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = scores[at]! / sum;
}

/**
 * Trains on vectors with their class numbers and weights. Deterministic: the same input gives the same model.
 * `importance[i]` multiplies the step of message i.
 */
export function trainSoftmax(
  vectors: VectorTable,
  labels: Int32Array,
  importance: Float32Array,
  features: number,
  classes: number,
  options: Partial<TrainingOptions> = {},
): Softmax {
  if (classes > mostClasses)
    throw new Error(`a classifier has at most ${mostClasses} classes, not ${classes}`);
  const settings = { ...defaults, ...options };
  const weights = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const random = generator(20261121);
  for (let order = 0; order < settings.orders; order += 1) {
    const learned = { weights: new Float32Array(weights.length), bias: new Float32Array(classes) };
    trainInOrder(vectors, labels, importance, settings, random, learned.weights, learned.bias);
    addTo(weights, learned.weights);
    addTo(bias, learned.bias);
  }
  return quantise(weights, bias, features, classes, settings.orders);
}

function addTo(sum: Float32Array, more: Float32Array): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = sum[at]! + more[at]!;
}

/** Shows the messages in an order drawn by `random`, anew in each epoch, and moves the weights. */
function trainInOrder(
  vectors: VectorTable,
  labels: Int32Array,
  importance: Float32Array,
  { epochs, rate, floor, settled }: TrainingOptions,
  random: () => number,
  weights: Float32Array,
  bias: Float32Array,
): void {
  const classes = bias.length;
  const scores = new Float32Array(classes);
  const order = Int32Array.from({ length: sizeOf(vectors) }, (_, at) => at);
  const isSettled = new Uint8Array(order.length);
  const total = epochs * order.length;
  let done = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) {
      const [from, to] = [vectors.starts[at]!, vectors.starts[at + 1]!];
      const step = rate * (1 - (0.9 * done) / total) * (importance[at] ?? 1);
      done += 1;
      if (isSettled[at] === 1) continue;
      score(vectors, from, to, weights, bias, classes, scores);
      normalise(scores);
      if (scores[labels[at] ?? 0]! > settled) isSettled[at] = 1;
      learn(vectors, from, to, labels[at] ?? 0, scores, step, floor, weights, bias, classes);
    }
  }
}

/** Scores of all classes. Four features at a time: each score is then loaded and stored a quarter as often. */
function score(
  { ids, values }: Vector,
  from: number,
  to: number,
  weights: Float32Array,
  bias: Float32Array,
  classes: number,
  scores: Float32Array,
): void {
  scores.set(bias);
  const inFours = to - ((to - from) % 4);
  for (let at = from; at < inFours; at += 4) {
    const a = ids[at]! * classes;
    const b = ids[at + 1]! * classes;
    const c = ids[at + 2]! * classes;
    const d = ids[at + 3]! * classes;
    const forA = values[at]!;
    const forB = values[at + 1]!;
    const forC = values[at + 2]!;
    const forD = values[at + 3]!;
    for (let k = 0; k < classes; k += 1) {
      const more =
        weights[a + k]! * forA + weights[b + k]! * forB + weights[c + k]! * forC + weights[d + k]! * forD;
      scores[k] = scores[k]! + more;
    }
  }
  for (let at = inFours; at < to; at += 1) {
    const base = ids[at]! * classes;
    const value = values[at]!;
    for (let k = 0; k < classes; k += 1) scores[k] = scores[k]! + weights[base + k]! * value;
  }
}

/** Classes a message moves and how far, kept between messages so that learning makes no garbage. */
const mostClasses = 1024;
const chosen = new Int32Array(mostClasses);
const pushes = new Float32Array(mostClasses);

function learn(
  { ids, values }: Vector,
  from: number,
  to: number,
  label: number,
  scores: Float32Array,
  step: number,
  floor: number,
  weights: Float32Array,
  bias: Float32Array,
  classes: number,
): void {
  let active = 0;
  for (let k = 0; k < classes; k += 1) {
    const error = (k === label ? 1 : 0) - scores[k]!;
    if (Math.abs(error) < floor) continue;
    chosen[active] = k;
    pushes[active] = step * error;
    bias[k] = bias[k]! + step * error * 0.05;
    active += 1;
  }
  for (let at = from; at < to; at += 1) {
    const base = ids[at]! * classes;
    const value = values[at]!;
    for (let j = 0; j < active; j += 1) {
      const cell = base + chosen[j]!;
      weights[cell] = weights[cell]! + pushes[j]! * value;
    }
  }
}

/**
 * Weights and bias, each the sum of those of so many models, as their mean: weights as one byte each with a scale per
 * feature, a quarter of the memory and the same answers.
 */
function quantise(
  weights: Float32Array,
  bias: Float32Array,
  features: number,
  classes: number,
  models: number,
): Softmax {
  const bytes = new Int8Array(weights.length);
  const scale = new Float32Array(features);
  for (let feature = 0; feature < features; feature += 1) {
    const base = feature * classes;
    let top = 0;
    for (let k = 0; k < classes; k += 1) top = Math.max(top, Math.abs(weights[base + k]!));
    const step = top / 127 || 1;
    scale[feature] = step / models;
    for (let k = 0; k < classes; k += 1) bytes[base + k] = Math.round(weights[base + k]! / step);
  }
  return { classes, weights: bytes, scale, bias: bias.map((each) => each / models) };
}

/** Probabilities of the classes for a message. */
export function classify(model: Softmax, vector: Vector): Float32Array {
  const { classes, weights, scale } = model;
  const scores = Float32Array.from(model.bias);
  const { ids, values } = vector;
  for (let at = 0; at < ids.length; at += 1) {
    const feature = ids[at]!;
    const base = feature * classes;
    const value = values[at]! * scale[feature]!;
    for (let k = 0; k < classes; k += 1) scores[k] = scores[k]! + weights[base + k]! * value;
  }
  normalise(scores);
  return scores;
}
