/** Features as numbers, and which of them count: an immutable hash table that loads from bytes at once. */

/** Hash of a feature → how often it occurs in a message. */
export type Features = Map<number, number>;

/** A message as positions in the vocabulary with unit-length weights. */
export interface Vector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Features by hash in an open-addressing table; `idf` is what a rare feature weighs over a common one. */
export interface Vocabulary {
  readonly size: number;
  readonly slots: Int32Array;
  /** Position of the feature in each slot, -1 where the slot is empty. */
  readonly positions: Int32Array;
  readonly idf: Float32Array;
}

/** Where a hash begins; the letter tells kinds of features apart. */
export function beginHash(kind: string): number {
  return Math.imul(0x811c9dc5 ^ kind.charCodeAt(0), 0x01000193);
}

/** FNV-1a over UTF-16 units; 32 bits keep the chance of two features of a vocabulary meeting small. */
export function hashMore(hash: number, text: string, from = 0, to = text.length): number {
  let result = hash;
  for (let at = from; at < to; at += 1) result = Math.imul(result ^ text.charCodeAt(at), 0x01000193);
  return result | 0;
}

/** Counts a feature once more. */
export function addFeature(features: Features, hash: number): void {
  features.set(hash, (features.get(hash) ?? 0) + 1);
}

function slotOf(slots: Int32Array, positions: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
  while (positions[slot] !== -1 && slots[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** A table with room for at least twice as many entries as given. */
function emptyTable(entries: number): { slots: Int32Array; positions: Int32Array } {
  let room = 1024;
  while (room < entries * 2) room *= 2;
  return { slots: new Int32Array(room), positions: new Int32Array(room).fill(-1) };
}

/** Features seen in at least `atLeast` messages, in order of first sight. */
export function buildVocabulary(messages: readonly Features[], atLeast = 2): Vocabulary {
  let { slots, positions } = emptyTable(1 << 16);
  let counts = new Int32Array(slots.length);
  const order: number[] = [];
  for (const features of messages) {
    for (const hash of features.keys()) {
      if (order.length * 2 >= slots.length) {
        const grown = emptyTable(slots.length);
        const grownCounts = new Int32Array(grown.slots.length);
        order.forEach((known, at) => {
          const slot = slotOf(grown.slots, grown.positions, known);
          grown.slots[slot] = known;
          grown.positions[slot] = at;
          grownCounts[at] = counts[at]!;
        });
        ({ slots, positions } = grown);
        counts = grownCounts;
      }
      const slot = slotOf(slots, positions, hash);
      let at = positions[slot] ?? -1;
      if (at < 0) {
        at = order.length;
        slots[slot] = hash;
        positions[slot] = at;
        order.push(hash);
      }
      counts[at] = counts[at]! + 1;
    }
  }
  return keepFrequent(order, counts, messages.length, atLeast);
}

function keepFrequent(
  order: readonly number[],
  counts: Int32Array,
  messages: number,
  atLeast: number,
): Vocabulary {
  const kept = order.flatMap((hash, at) =>
    counts[at]! >= atLeast ? [{ hash, count: counts[at] ?? 1 }] : [],
  );
  const { slots, positions } = emptyTable(kept.length);
  const idf = new Float32Array(kept.length);
  kept.forEach(({ hash, count }, at) => {
    const slot = slotOf(slots, positions, hash);
    slots[slot] = hash;
    positions[slot] = at;
    idf[at] = Math.log(1 + messages / count);
  });
  return { size: kept.length, slots, positions, idf };
}

/** Position of a feature, or -1. */
export function positionOf(vocabulary: Vocabulary, hash: number): number {
  return vocabulary.positions[slotOf(vocabulary.slots, vocabulary.positions, hash)] ?? -1;
}

/** A message's vector: log frequency × idf, unit length. `known` is the share of its features the vocabulary holds. */
export function vectorOf(vocabulary: Vocabulary, features: Features): Vector & { readonly known: number } {
  const ids = new Int32Array(features.size);
  const values = new Float32Array(features.size);
  let sum = 0;
  let found = 0;
  for (const [hash, count] of features) {
    const id = positionOf(vocabulary, hash);
    if (id < 0) continue;
    const value = (1 + Math.log(count)) * vocabulary.idf[id]!;
    ids[found] = id;
    values[found] = value;
    sum += value * value;
    found += 1;
  }
  const length = Math.sqrt(sum) || 1;
  for (let at = 0; at < found; at += 1) values[at] = values[at]! / length;
  return {
    ids: ids.subarray(0, found),
    values: values.subarray(0, found),
    known: features.size === 0 ? 0 : found / features.size,
  };
}
