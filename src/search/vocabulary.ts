/** Features as numbers, and which of them count: an immutable hash table that loads from bytes at once. */

/** Features of a message: distinct hashes, and how often each occurs. */
export interface Features {
  readonly hashes: Int32Array;
  readonly counts: Uint16Array;
}

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

/** Room of a collector: four times the features that the longest message can have (SE-7 bounds its words). */
const room = 1 << 16;

/** Counts the features of one message after another; one collector serves for all, so that none leaves garbage. */
export class FeatureCollector {
  private readonly slots = new Int32Array(room);
  /** Number of the message that filled a slot last; all others are empty. */
  private readonly filledBy = new Int32Array(room);
  private readonly places = new Int32Array(room);
  private readonly hashes = new Int32Array(room);
  private readonly counts = new Uint16Array(room);
  private message = 1;
  private found = 0;

  /** Counts a feature once more. */
  add(hash: number): void {
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 16) & (room - 1);
    while (this.filledBy[slot] === this.message) {
      if (this.slots[slot] === hash) {
        const place = this.places[slot]!;
        this.counts[place] = this.counts[place]! + 1;
        return;
      }
      slot = (slot + 1) & (room - 1);
    }
    if (this.found >= room / 2) return;
    this.filledBy[slot] = this.message;
    this.slots[slot] = hash;
    this.places[slot] = this.found;
    this.hashes[this.found] = hash;
    this.counts[this.found] = 1;
    this.found += 1;
  }

  /** Hands over what was counted and begins anew. */
  take(): Features {
    const features = { hashes: this.hashes.slice(0, this.found), counts: this.counts.slice(0, this.found) };
    this.found = 0;
    this.message += 1;
    return features;
  }
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
  for (const { hashes } of messages) {
    for (const hash of hashes) {
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
  const { hashes, counts } = features;
  const ids = new Int32Array(hashes.length);
  const values = new Float32Array(hashes.length);
  let sum = 0;
  let found = 0;
  for (let at = 0; at < hashes.length; at += 1) {
    const id = positionOf(vocabulary, hashes[at]!);
    if (id < 0) continue;
    const count = counts[at]!;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * vocabulary.idf[id]!;
    ids[found] = id;
    values[found] = value;
    sum += value * value;
    found += 1;
  }
  return {
    ...unitVector(ids, values, found, sum),
    known: hashes.length === 0 ? 0 : found / hashes.length,
  };
}

/** The first `found` values at unit length; `sum` is the sum of their squares. */
function unitVector(ids: Int32Array, values: Float32Array, found: number, sum: number): Vector {
  const length = Math.sqrt(sum) || 1;
  for (let at = 0; at < found; at += 1) values[at] = values[at]! / length;
  return { ids: ids.subarray(0, found), values: values.subarray(0, found) };
}

/**
 * A room of fixed size in which a feature's place is its hash: no table to build or to ask. Two features may meet in one
 * place; with more than twice as many places as features that matter it costs nothing that could be measured.
 */
export interface HashedSpace {
  readonly bits: number;
  /** What a feature in each place weighs; 0 where it was seen too seldom. */
  readonly idf: Float32Array;
}

/** Weighs the places of a space by the messages that use them. */
export function buildSpace(messages: readonly Features[], bits: number, atLeast = 2): HashedSpace {
  const counts = new Int32Array(1 << bits);
  for (const { hashes } of messages) {
    for (let at = 0; at < hashes.length; at += 1) {
      const place = placeOf(hashes[at]!, bits);
      counts[place] = counts[place]! + 1;
    }
  }
  const idf = Float32Array.from(counts, (count) =>
    count < atLeast ? 0 : Math.log(1 + messages.length / count),
  );
  return { bits, idf };
}

const placeOf = (hash: number, bits: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);

/** A message's vector in a space: log frequency × idf, unit length. */
export function vectorIn({ bits, idf }: HashedSpace, { hashes, counts }: Features): Vector {
  const ids = new Int32Array(hashes.length);
  const values = new Float32Array(hashes.length);
  let sum = 0;
  let found = 0;
  for (let at = 0; at < hashes.length; at += 1) {
    const place = placeOf(hashes[at]!, bits);
    const weight = idf[place]!;
    if (weight === 0) continue;
    const count = counts[at]!;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * weight;
    ids[found] = place;
    values[found] = value;
    sum += value * value;
    found += 1;
  }
  return unitVector(ids, values, found, sum);
}
