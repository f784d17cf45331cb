/** The training messages most like a new one, by cosine, over an inverted index. */
import { sizeOf } from './hashes.ts';
import type { Vector, VectorTable } from './vocabulary.ts';

export interface Neighbours {
  /** Messages per feature: those of feature f stand at offsets[f] … offsets[f + 1]. */
  readonly offsets: Int32Array;
  readonly messages: Uint32Array;
  /** Weights in 255ths: a quarter of the memory, the same neighbours. */
  readonly values: Uint8Array;
  /** Class of each message. */
  readonly labels: Int32Array;
}

/** A feature in more than this share of messages tells nothing and costs most. */
const commonShare = 0.1;

/** Files messages under their features; those in more than `common` of all messages are left out. */
export function buildNeighbours(
  vectors: VectorTable,
  labels: Int32Array,
  features: number,
  common = commonShare,
): Neighbours {
  const counts = new Int32Array(features);
  for (let at = 0; at < vectors.starts[sizeOf(vectors)]!; at += 1) {
    const id = vectors.ids[at]!;
    counts[id] = counts[id]! + 1;
  }
  const most = Math.max(20, sizeOf(vectors) * common);
  const offsets = new Int32Array(features + 1);
  for (let f = 0; f < features; f += 1) {
    const count = counts[f]!;
    offsets[f + 1] = offsets[f]! + (count > most ? 0 : count);
  }
  const total = offsets[features]!;
  const messages = new Uint32Array(total);
  const values = new Uint8Array(total);
  const filled = offsets.slice(0, features);
  for (let message = 0; message < sizeOf(vectors); message += 1) {
    for (let at = vectors.starts[message]!; at < vectors.starts[message + 1]!; at += 1) {
      const id = vectors.ids[at]!;
      if (counts[id]! > most) continue;
      const slot = filled[id]!;
      messages[slot] = message;
      values[slot] = Math.round(255 * vectors.values[at]!);
      filled[id] = slot + 1;
    }
  }
  return { offsets, messages, values, labels };
}

/** Scores of messages, kept between calls and cleared by those who touched them: no garbage for every message. */
let scores = new Float32Array(1 << 16);

/** Messages most like a vector, with the cosine, best first. */
export function nearestMessages(
  index: Neighbours,
  vector: Vector,
  k: number,
): readonly { readonly message: number; readonly likeness: number }[] {
  if (index.labels.length > scores.length) scores = new Float32Array(index.labels.length);
  const touched: number[] = [];
  for (let at = 0; at < vector.ids.length; at += 1) {
    const id = vector.ids[at]!;
    const weight = vector.values[at]! / 255;
    const end = index.offsets[id + 1]!;
    for (let slot = index.offsets[id]!; slot < end; slot += 1) {
      const message = index.messages[slot]!;
      if (scores[message] === 0) touched.push(message);
      scores[message] = scores[message]! + weight * index.values[slot]!;
    }
  }
  const nearest = topOf(touched, k).map((message) => ({ message, likeness: scores[message]! }));
  for (const message of touched) scores[message] = 0;
  return nearest;
}

/** Share of each class among the `k` nearest messages, weighted by the cube of the cosine. */
export function neighbourShares(index: Neighbours, vector: Vector, classes: number, k = 20): Float32Array {
  const shares = new Float32Array(classes);
  let sum = 0;
  for (const { message, likeness } of nearestMessages(index, vector, k)) {
    const score = likeness ** 3;
    const label = index.labels[message]!;
    shares[label] = shares[label]! + score;
    sum += score;
  }
  if (sum > 0) for (let at = 0; at < classes; at += 1) shares[at] = shares[at]! / sum;
  return shares;
}

/** The k messages of greatest score, best first. */
function topOf(candidates: readonly number[], k: number): readonly number[] {
  const top: number[] = [];
  let least = 0;
  for (const message of candidates) {
    const score = scores[message]!;
    if (score <= least) continue;
    let place = top.length;
    while (place > 0 && scores[top[place - 1]!]! < score) place -= 1;
    top.splice(place, 0, message);
    if (top.length > k) {
      top.pop();
      least = scores[top[k - 1]!]!;
    }
  }
  return top;
}
