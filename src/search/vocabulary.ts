/** Which features count, and how much: an immutable hash table that loads from bytes at once. */

/** A message as positions in the vocabulary with unit-length weights. */
export interface Vector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Features by hash in an open-addressing table; `idf` is what a rare feature weighs over a common one. */
export interface Vocabulary {
  readonly size: number;
  readonly slots: Uint32Array;
  /** Position of the feature in each slot, -1 where the slot is empty. */
  readonly positions: Int32Array;
  readonly idf: Float32Array;
}

/** FNV-1a over UTF-16 units; 32 bits keep the chance of two features meeting below one in ten thousand. */
export function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function slotOf(slots: Uint32Array, positions: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = Math.imul(hash, 0x9e3779b1) >>> 0 & mask;
  while (positions[slot] !== -1 && slots[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

/** Features seen in at least `atLeast` messages, in order of first sight. */
export function buildVocabulary(messages: readonly ReadonlyMap<string, number>[], atLeast = 2): Vocabulary {
  const seen = new Map<string, number>();
  for (const features of messages) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  const kept = [...seen].filter(([, count]) => count >= atLeast);
  let room = 1024;
  while (room < kept.length * 2) room *= 2;
  const slots = new Uint32Array(room);
  const positions = new Int32Array(room).fill(-1);
  const idf = new Float32Array(kept.length);
  let size = 0;
  for (const [name, count] of kept) {
    const hash = hashName(name);
    const slot = slotOf(slots, positions, hash);
    if (positions[slot] !== -1) continue;
    slots[slot] = hash;
    positions[slot] = size;
    idf[size] = Math.log(1 + messages.length / count);
    size += 1;
  }
  return { size, slots, positions, idf: idf.slice(0, size) };
}

/** Position of a feature, or -1. */
export function positionOf(vocabulary: Vocabulary, name: string): number {
  const hash = hashName(name);
  return vocabulary.positions[slotOf(vocabulary.slots, vocabulary.positions, hash)] ?? -1;
}

/** A message's vector: log frequency × idf, unit length. `known` is the share of its features the vocabulary holds. */
export function vectorOf(
  vocabulary: Vocabulary,
  features: ReadonlyMap<string, number>,
): Vector & { readonly known: number } {
  const ids: number[] = [];
  const values: number[] = [];
  let sum = 0;
  for (const [name, count] of features) {
    const id = positionOf(vocabulary, name);
    if (id < 0) continue;
    const value = (1 + Math.log(count)) * (vocabulary.idf[id] ?? 0);
    ids.push(id);
    values.push(value);
    sum += value * value;
  }
  const length = Math.sqrt(sum) || 1;
  return {
    ids: Int32Array.from(ids),
    values: Float32Array.from(values, (value) => value / length),
    known: features.size === 0 ? 0 : ids.length / features.size,
  };
}
