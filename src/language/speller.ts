/** Reads a mistyped word as the known word that it most likely means: one letter wrong, missing, extra or swapped. */
import { withinOneEdit } from './answers/nearest.ts';
import { fold, squeeze } from './fold.ts';
import { longestWord, type Token } from './tokens.ts';

/** Words met in training. Flat tables, so that they load at once. */
export interface WordBook {
  /**
   * What a mistyped word may mean, as most often written, the commonest first: a word a line, for one text is read at
   * start sooner than thousands.
   */
  readonly meant: string;
  /** Hashes of these words, folded, and of what is left of them without one letter; 0 = empty slot. */
  readonly slots: Int32Array;
  /** Word of each slot, as its line in `meant`: the commonest of that hash. */
  readonly places: Int32Array;
  /** Hashes of all words met at all, in order: these are never read as another. */
  readonly met: Int32Array;
}

/** How often a word was met. */
export interface WordCount {
  readonly count: number;
  /** As most often written. */
  readonly text: string;
}

/** How often each word stands in messages, by its folded form. */
export function countWords(messages: Iterable<readonly Token[]>): ReadonlyMap<string, WordCount> {
  const written = new Map<string, { readonly folded: string; count: number }>();
  for (const tokens of messages) {
    for (const { text, folded } of tokens) {
      const known = written.get(text);
      if (known === undefined) written.set(text, { folded, count: 1 });
      else known.count += 1;
    }
  }
  const counts = new Map<string, { count: number; text: string; most: number }>();
  for (const [text, { folded, count }] of written) {
    const known = counts.get(folded);
    if (known === undefined) counts.set(folded, { count, text, most: count });
    else {
      known.count += count;
      if (count > known.most) Object.assign(known, { text, most: count });
    }
  }
  return counts;
}

/** Words shorter than this are one letter away from too many others. */
const shortestWord = 5;

const seed = 0x811c9dc5;

/** FNV-1a of the letters from … to, going on from `hash`; never 0, which marks an empty slot. */
function hashOf(word: string, from = 0, to = word.length, hash = seed): number {
  let result = hash;
  for (let at = from; at < to; at += 1) result = Math.imul(result ^ word.charCodeAt(at), 0x01000193);
  return result | 0 || 1;
}

/** A whole word hashes otherwise than what is left of a longer one: neither hides the other. */
const whole = (hash: number): number => Math.imul(hash ^ 0x5e, 0x01000193) | 0 || 1;

/** Hash of a folded word, as in `WordBook.met`. */
export const wordHash = (folded: string): number => whole(hashOf(folded));

/** Calls with the hash of all that is left of a word without one letter. */
function eachRest(word: string, use: (hash: number) => void): void {
  let before = seed;
  for (let at = 0; at < word.length; at += 1) {
    use(hashOf(word, at + 1, word.length, before));
    before = hashOf(word, at, at + 1, before);
  }
}

function slotOf(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
  while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) & mask;
  return slot;
}

const isWord = (folded: string): boolean => /^\p{L}+$/u.test(folded);

export interface BookOptions {
  /** A word met less often is not what a mistyped one means: it may be a slip itself. */
  readonly fewestUses: number;
  /** Hashes of words met elsewhere, which are known but are not what a mistyped word means. */
  readonly metToo?: Int32Array;
}

/** Makes the book from counted words. Deterministic. */
export function makeWordBook(words: ReadonlyMap<string, WordCount>, options: BookOptions): WordBook {
  const { fewestUses, metToo = [] } = options;
  const meant = [...words]
    .filter(
      ([folded, { count }]) => count >= fewestUses && folded.length >= shortestWord - 1 && isWord(folded),
    )
    .sort(([a, { count: ofA }], [b, { count: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
  const entries = meant.reduce((sum, [folded]) => sum + folded.length + 1, 0);
  let room = 1024;
  while (room < entries * 1.5) room *= 2;
  const slots = new Int32Array(room);
  const places = new Int32Array(room);
  const file = (hash: number, place: number): void => {
    const slot = slotOf(slots, hash);
    if (slots[slot] !== 0) return;
    slots[slot] = hash;
    places[slot] = place;
  };
  for (const [place, [folded]] of meant.entries()) {
    file(wordHash(folded), place);
    eachRest(folded, (hash) => file(hash, place));
  }
  const met = new Set<number>(metToo);
  for (const folded of words.keys()) met.add(wordHash(folded));
  return {
    meant: meant.map(([, { text }]) => text).join('\n'),
    slots,
    places,
    met: Int32Array.from(met).sort(),
  };
}

function holds(sorted: Int32Array, wanted: number): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === wanted;
}

/**
 * How likely a slip leads from one word to the other, as a rank: a letter doubled or single ("räkkää" is räkää, as the
 * east of Finland says it) before any other, and the first letter is seldom missed ("räkkää" is not hakkaa).
 */
function oddsOf(known: string, written: string): number {
  if (squeeze(known) === squeeze(written)) return 3;
  return known[0] === written[0] ? 2 : 1;
}

/** Words as written whose reading is remembered; emptied when full, so that no flood of words fills it. */
const mostRemembered = 50_000;

/** Mends texts by a book. */
export class Speller {
  private readonly book: WordBook;
  private readonly meant: readonly string[];
  private readonly folded: readonly string[];
  private readonly remembered = new Map<string, string>();

  constructor(book: WordBook) {
    this.book = book;
    this.meant = book.meant.split('\n');
    this.folded = fold(book.meant).split('\n');
  }

  /** The text with each unknown word replaced by the known one that it means, if any. Linear in the text's length. */
  mend(text: string): string {
    return text.replace(/[\p{L}\p{N}’'´`]+/gu, (written) =>
      written.length < shortestWord || written.length > longestWord || !isWord(written)
        ? written
        : this.meaningOf(written),
    );
  }

  private meaningOf(written: string): string {
    const before = this.remembered.get(written);
    if (before !== undefined) return before;
    const meaning = this.read(fold(written)) ?? written;
    if (this.remembered.size >= mostRemembered) this.remembered.clear();
    this.remembered.set(written, meaning);
    return meaning;
  }

  /** The likeliest known word within one slip of an unknown one, of equally likely ones the commonest, or null. */
  private read(folded: string): string | null {
    if (holds(this.book.met, wordHash(folded))) return null;
    const { slots, places } = this.book;
    let best = this.folded.length;
    let bestOdds = 0;
    const look = (hash: number): void => {
      const slot = slotOf(slots, hash);
      if (slots[slot] === 0) return;
      const place = places[slot]!;
      const known = this.folded[place]!;
      const odds = oddsOf(known, folded);
      if (odds < bestOdds || (odds === bestOdds && place >= best)) return;
      // What is left of two words may agree though they are two slips apart, or by chance of the hash.
      if (withinOneEdit(known, folded)) [best, bestOdds] = [place, odds];
    };
    look(hashOf(folded));
    eachRest(folded, (hash) => {
      look(hash);
      look(whole(hash));
    });
    return this.meant[best] ?? null;
  }
}
