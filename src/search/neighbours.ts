/** The training messages most like a new one, by cosine, over an inverted index. */
import { sizeOf } from './hashes.ts';
import type { Vector, VectorTable } from './vocabulary.ts';

export interface Neighbours {
  /** Messages per feature: those of feature f stand at offsets[f] … offsets[f + 1], in order. */
  readonly offsets: Int32Array;
  /** How far each message is from the one before it under the same feature: half the memory of its number. */
  readonly steps: Uint16Array;
  /** Weights in 255ths: a quarter of the memory, the same neighbours. A mere step on a long way weighs nothing. */
  readonly values: Uint8Array;
  /** Class of each message. */
  readonly labels: Int32Array;
}

/** A feature in more than this share of messages tells nothing and costs most. */
const commonShare = 0.1;

const longestStep = 0xffff;

/** Steps beside the last one that lead over this many messages. */
const stepsBetween = (distance: number): number => Math.max(0, Math.ceil(distance / longestStep) - 1);

/** Files messages under their features; those in more than `common` of all messages are left out. */
export function buildNeighbours(
  vectors: VectorTable,
  labels: Int32Array,
  features: number,
  common = commonShare,
): Neighbours {
  const { starts, ids } = vectors;
  const counts = new Int32Array(features);
  const room = new Int32Array(features);
  const last = new Int32Array(features);
  for (let message = 0; message < sizeOf(vectors); message += 1) {
    for (let at = starts[message]!; at < starts[message + 1]!; at += 1) {
      const id = ids[at]!;
      counts[id] = counts[id]! + 1;
      room[id] = room[id]! + 1 + stepsBetween(message - last[id]!);
      last[id] = message;
    }
  }
  const most = Math.max(20, sizeOf(vectors) * common);
  const offsets = new Int32Array(features + 1);
  for (let f = 0; f < features; f += 1) offsets[f + 1] = offsets[f]! + (counts[f]! > most ? 0 : room[f]!);
  const steps = new Uint16Array(offsets[features]!);
  const values = new Uint8Array(steps.length);
  const filled = offsets.slice(0, features);
  last.fill(0);
  for (let message = 0; message < sizeOf(vectors); message += 1) {
    for (let at = starts[message]!; at < starts[message + 1]!; at += 1) {
      const id = ids[at]!;
      if (counts[id]! > most) continue;
      let slot = filled[id]!;
      let distance = message - last[id]!;
      for (; distance > longestStep; distance -= longestStep) steps[slot++] = longestStep;
      steps[slot] = distance;
      values[slot] = Math.round(255 * vectors.values[at]!);
      filled[id] = slot + 1;
      last[id] = message;
    }
  }
  return { offsets, steps, values, labels };
}

/** Scores of messages, kept between calls and cleared by those who touched them: no garbage for every message. */
let scores = new Float32Array(1 << 16);

/** Messages most like a vector, with the cosine, best first; only those that `among` accepts, if given. */
export function nearestMessages(
  index: Neighbours,
  vector: Vector,
  k: number,
  among?: (message: number) => boolean,
): readonly { readonly message: number; readonly likeness: number }[] {
  if (index.labels.length > scores.length) scores = new Float32Array(index.labels.length);
  const touched: number[] = [];
  for (let at = 0; at < vector.ids.length; at += 1) {
    const id = vector.ids[at]!;
    const weight = vector.values[at]! / 255;
    const end = index.offsets[id + 1]!;
    let message = 0;
    for (let slot = index.offsets[id]!; slot < end; slot += 1) {
      message += index.steps[slot]!;
      if (scores[message] === 0) touched.push(message);
      scores[message] = scores[message]! + weight * index.values[slot]!;
    }
  }
  const candidates = among === undefined ? touched : touched.filter(among);
  const nearest = topOf(candidates, k).map((message) => ({ message, likeness: scores[message]! }));
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
