/** Which features count and what they weigh: immutable tables that load from bytes at once. */
import { type Features, type FeatureTable, sizeOf } from './hashes.ts';

/** A message as positions in the vocabulary with unit-length weights. */
export interface Vector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Vectors of many messages; that of message i stands at starts[i] … starts[i + 1]. */
export interface VectorTable extends Vector {
  readonly starts: Int32Array;
}

/** Features by hash in an open-addressing table; `idf` is what a rare feature weighs over a common one. */
export interface Vocabulary {
  readonly size: number;
  readonly slots: Int32Array;
  /** Position of the feature in each slot, -1 where the slot is empty. */
  readonly positions: Int32Array;
  readonly idf: Float32Array;
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
export function buildVocabulary(messages: FeatureTable, atLeast = 2): Vocabulary {
  let { slots, positions } = emptyTable(1 << 16);
  let counts = new Int32Array(slots.length);
  const order: number[] = [];
  for (const hash of messages.hashes) {
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
  return keepFrequent(order, counts, sizeOf(messages), atLeast);
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
  const vector = weighOne(placesOf(vocabulary), features);
  const size = features.hashes.length;
  return { ...vector, known: size === 0 ? 0 : vector.ids.length / size };
}

/** The same for many messages. */
export const vectorsOf = (vocabulary: Vocabulary, messages: FeatureTable): VectorTable =>
  weighAll(placesOf(vocabulary), [messages]);

const placesOf = (vocabulary: Vocabulary): Places => ({
  idf: vocabulary.idf,
  positionOf: (hash) => positionOf(vocabulary, hash),
});

/** Where features stand, -1 for those that do not count, and what they weigh there. */
interface Places {
  readonly idf: Float32Array;
  positionOf(hash: number): number;
}

function weighOne(places: Places, features: Features): Vector {
  const size = features.hashes.length;
  const vector = { ids: new Int32Array(size), values: new Float32Array(size) };
  const found = weigh(places, features, 0, size, vector, 0);
  return { ids: vector.ids.subarray(0, found), values: vector.values.subarray(0, found) };
}

function weighAll(places: Places, tables: readonly FeatureTable[]): VectorTable {
  const size = tables.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const vector = { ids: new Int32Array(size), values: new Float32Array(size) };
  const starts = new Int32Array(messagesIn(tables) + 1);
  let message = 0;
  for (const table of tables) {
    for (let at = 0; at < sizeOf(table); at += 1) {
      const [from, to] = [table.starts[at]!, table.starts[at + 1]!];
      const start = starts[message]!;
      starts[message + 1] = start + weigh(places, table, from, to, vector, start);
      message += 1;
    }
  }
  return { ...vector, starts };
}

const messagesIn = (tables: readonly FeatureTable[]): number =>
  tables.reduce((sum, table) => sum + sizeOf(table), 0);

/** Weighs the features from … to into a vector at a place, at unit length; returns how many of them count. */
function weigh(
  { idf, positionOf: position }: Places,
  { hashes, counts }: Features,
  from: number,
  to: number,
  { ids, values }: Vector,
  place: number,
): number {
  let sum = 0;
  let end = place;
  for (let at = from; at < to; at += 1) {
    const id = position(hashes[at]!);
    if (id < 0) continue;
    const count = counts[at]!;
    const value = (count === 1 ? 1 : 1 + Math.log(count)) * idf[id]!;
    ids[end] = id;
    values[end] = value;
    sum += value * value;
    end += 1;
  }
  const length = Math.sqrt(sum) || 1;
  for (let at = place; at < end; at += 1) values[at] = values[at]! / length;
  return end - place;
}

/**
 * Features by the place that their hash points to: no table to build or to ask. Two features may meet in one place; with
 * more than twice as many places as features that matter it costs nothing that could be measured.
 */
export interface HashedSpace {
  readonly bits: number;
  /** Position of the feature in each place, the commonest first, so that what is used most lies together; -1 = none. */
  readonly positions: Int32Array;
  readonly idf: Float32Array;
}

/** Weighs the places of a space by the messages that use them, all tables together. */
export function buildSpace(tables: readonly FeatureTable[], bits: number, atLeast = 2): HashedSpace {
  const places = 1 << bits;
  const counts = new Int32Array(places);
  for (const { hashes } of tables) {
    for (let at = 0; at < hashes.length; at += 1) {
      const place = placeOf(hashes[at]!, bits);
      counts[place] = counts[place]! + 1;
    }
  }
  const messages = messagesIn(tables);
  let size = 0;
  const order = new Float64Array(places);
  for (let place = 0; place < places; place += 1) {
    if (counts[place]! < atLeast) continue;
    order[size] = places - place + counts[place]! * places;
    size += 1;
  }
  const positions = new Int32Array(places).fill(-1);
  const idf = new Float32Array(size);
  order
    .subarray(0, size)
    .sort()
    .reverse()
    .forEach((key, position) => {
      const count = Math.floor((key - 1) / places);
      positions[places - (key - count * places)] = position;
      idf[position] = Math.log(1 + messages / count);
    });
  return { bits, positions, idf };
}

const placeOf = (hash: number, bits: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - bits);

const placesIn = ({ bits, positions, idf }: HashedSpace): Places => ({
  idf,
  positionOf: (hash) => positions[placeOf(hash, bits)]!,
});

/** A message's vector in a space: log frequency × idf, unit length. */
export const vectorIn = (space: HashedSpace, features: Features): Vector =>
  weighOne(placesIn(space), features);

/** The same for the messages of all tables, one after another. */
export const vectorsIn = (space: HashedSpace, tables: readonly FeatureTable[]): VectorTable =>
  weighAll(placesIn(space), tables);
