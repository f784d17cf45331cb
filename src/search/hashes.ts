/** Features of messages as hashes: how they are made, counted and kept, one message after another in flat arrays. */

/** Features of a message: distinct hashes, and how often each occurs. */
export interface Features {
  readonly hashes: Int32Array;
  readonly counts: Uint16Array;
}

/** Features of many messages; those of message i stand at starts[i] … starts[i + 1]. */
export interface FeatureTable extends Features {
  readonly starts: Int32Array;
}

/** Messages in a table. */
export const sizeOf = ({ starts }: { readonly starts: Int32Array }): number => starts.length - 1;

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

/** A number as one more letter of a hash. */
export function hashNumber(hash: number, number: number): number {
  return Math.imul(hash ^ number, 0x01000193) | 0;
}

/** Features of one message at most: several times what the longest can have (SE-7 bounds its words). */
const mostFeatures = 1 << 15;

/** Counts the features of one message after another; one collector serves for all, so that none leaves garbage. */
export class FeatureCollector {
  /** Features as they come, again and again. */
  private readonly raw = new Int32Array(mostFeatures);
  private added = 0;
  /** Distinct ones in an open-addressing table. */
  private readonly places = new Int32Array(2 * mostFeatures);
  /** Number of the message that filled a slot last; all others are empty. */
  private readonly filledBy = new Int32Array(2 * mostFeatures);
  private readonly counts = new Uint16Array(mostFeatures);
  private message = 0;

  /** Counts a feature once more. */
  add(hash: number): void {
    if (this.added < mostFeatures) this.raw[this.added++] = hash;
  }

  addAll(hashes: Int32Array): void {
    for (let at = 0; at < hashes.length; at += 1) this.add(hashes[at]!);
  }

  /** Counts each pair of numbers once more; `begin` tells kinds of pairs apart. */
  addPairs(begin: number, numbers: readonly number[]): void {
    for (let one = 0; one < numbers.length; one += 1) {
      const begun = hashNumber(begin, numbers[one]!);
      for (let other = one + 1; other < numbers.length; other += 1)
        this.add(hashNumber(begun, numbers[other]!));
    }
  }

  /** Hands over what was counted and begins anew. */
  take(): Features {
    const found = this.settle();
    return { hashes: this.raw.slice(0, found), counts: this.counts.slice(0, found) };
  }

  /** Adds what was counted to a table as its next message, and begins anew. */
  takeInto(table: TableWriter): void {
    table.add(this.raw, this.counts, this.settle());
  }

  /** Counts the distinct features, which then stand first; returns their number. */
  private settle(): number {
    const { raw, places, filledBy, counts, added } = this;
    this.message += 1;
    this.added = 0;
    const message = this.message;
    // A table of twice the features stays in the nearest memory for all but the longest messages.
    let bits = 4;
    while (1 << bits < 2 * added) bits += 1;
    const mask = (1 << bits) - 1;
    let found = 0;
    for (let at = 0; at < added; at += 1) {
      const hash = raw[at]!;
      let slot = Math.imul(hash, 0x9e3779b1) >>> (32 - bits);
      while (filledBy[slot] === message && raw[places[slot]!] !== hash) slot = (slot + 1) & mask;
      if (filledBy[slot] === message) {
        const place = places[slot]!;
        counts[place] = counts[place]! + 1;
        continue;
      }
      filledBy[slot] = message;
      places[slot] = found;
      // Distinct features move to the front: what they overwrite has been read.
      raw[found] = hash;
      counts[found] = 1;
      found += 1;
    }
    return found;
  }
}

/** Grows a table message by message: thousands of small arrays would cost more than what they hold. */
export class TableWriter {
  private hashes = new Int32Array(1 << 16);
  private counts = new Uint16Array(1 << 16);
  private readonly starts: number[] = [0];
  private size = 0;

  add(hashes: Int32Array, counts: Uint16Array, found: number): void {
    if (this.size + found > this.hashes.length) {
      this.hashes = grown(this.hashes, new Int32Array(2 * (this.size + found)));
      this.counts = grown(this.counts, new Uint16Array(2 * (this.size + found)));
    }
    for (let at = 0; at < found; at += 1) {
      this.hashes[this.size + at] = hashes[at]!;
      this.counts[this.size + at] = counts[at]!;
    }
    this.size += found;
    this.starts.push(this.size);
  }

  finish(): FeatureTable {
    return {
      starts: Int32Array.from(this.starts),
      hashes: this.hashes.subarray(0, this.size),
      counts: this.counts.subarray(0, this.size),
    };
  }
}

function grown<T extends Int32Array | Uint16Array>(old: T, wider: T): T {
  wider.set(old);
  return wider;
}
