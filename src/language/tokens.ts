/** Splits a message into words and sentences. */
import { coreOf, fold } from './fold.ts';

export interface Token {
  /** The word as written, lower case. */
  readonly text: string;
  /** The word folded (no dots, no accents). */
  readonly folded: string;
  /** The folded word with runs of a letter cut to one. */
  readonly core: string;
  /** A sentence or clause boundary stands before this word. */
  readonly starts: boolean;
  /** Number of the word as written among those met in its era, for `WordMemo`. */
  readonly id: number;
  readonly era: number;
}

/** Letters and digits of the first planes' Latin part, by their code: nearly every sign of a message is one. */
const commonSigns = 0x250;
const isLetter = (sign: string): boolean => /^\p{L}$/u.test(sign);
const isDigit = (sign: string): boolean => /^\p{N}$/u.test(sign);
const letters = Array.from({ length: commonSigns }, (_, code) => isLetter(String.fromCharCode(code)));
const digits = Array.from({ length: commonSigns }, (_, code) => isDigit(String.fromCharCode(code)));

const letterAt = (text: string, code: number, at: number): boolean =>
  code < commonSigns ? letters[code] === true : isLetter(String.fromCodePoint(text.codePointAt(at) ?? 0));

const inWord = (text: string, code: number, at: number): boolean =>
  code < commonSigns
    ? letters[code] === true || digits[code] === true
    : letterAt(text, code, at) || isDigit(String.fromCodePoint(text.codePointAt(at) ?? 0));

/** Units of the sign at a place: two where a pair of surrogates makes one. */
const sizeAt = (text: string, code: number, at: number): number =>
  code >= 0xd800 && code < 0xdc00 && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;

const apostrophes = new Set(Array.from("’'´`", (sign) => sign.charCodeAt(0)));

/** End of the row of signs from `from` that `holds` lets through. */
function endOf(
  text: string,
  from: number,
  holds: (text: string, code: number, at: number) => boolean,
): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!holds(text, code, at)) break;
    at += sizeAt(text, code, at);
  }
  return at;
}

/** End of the word that begins at `from`: letters and digits, and letters after one apostrophe. */
function wordEnd(text: string, from: number): number {
  const end = endOf(text, from, inWord);
  if (end === from || !apostrophes.has(text.charCodeAt(end))) return end;
  const after = endOf(text, end + 1, letterAt);
  return after > end + 1 ? after : end;
}

const boundary = /[.!?;:\n()]|,|\s[-–—]\s/;

/** Longest word kept; longer runs are no words of a language (SE-8: work is bounded). */
export const longestWord = 40;

/** A word at the beginning of a clause and inside one. */
interface Known {
  readonly first: Token;
  readonly inner: Token;
}

/**
 * Words met before, as written: language turns on few words. Emptied when full, so that no flood of words fills it; a
 * new era of numbers then begins.
 */
const known = new Map<string, Known>();
const mostKnown = 150_000;
let era = 0;

function knownWord(written: string): Known {
  const met = known.get(written);
  if (met !== undefined) return met;
  const text = written
    .toLowerCase()
    .replace(/[’'´`]/g, '')
    .slice(0, longestWord);
  const folded = fold(text);
  if (known.size >= mostKnown) {
    known.clear();
    era += 1;
  }
  const word = { text, folded, core: coreOf(folded), id: known.size, era };
  const made = { first: { ...word, starts: true }, inner: { ...word, starts: false } };
  known.set(written, made);
  return made;
}

/** What was worked out about words, by their number: much quicker to ask than a map of strings. */
export class WordMemo<T> {
  private readonly work: (token: Token) => T;
  private list: (T | undefined)[] = [];
  private era = 0;

  constructor(work: (token: Token) => T) {
    this.work = work;
  }

  of(token: Token): T {
    if (token.era !== this.era) {
      // A word read before the latest era began, still in a message at work: its number may be another's by now.
      if (token.era < this.era) return this.work(token);
      this.era = token.era;
      this.list = [];
    }
    const known = this.list[token.id];
    if (known !== undefined) return known;
    const made = this.work(token);
    this.list[token.id] = made;
    return made;
  }
}

/**
 * Words of a text in order, at most `limit`. Numbers keep their digits; an apostrophe inside a word is dropped
 * (`can't → cant`). Linear in the length of the text.
 */
export function tokenize(text: string, limit = 400): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  let at = 0;
  while (at < text.length && tokens.length < limit) {
    const after = wordEnd(text, at);
    if (after === at) {
      at += sizeAt(text, text.charCodeAt(at), at);
      continue;
    }
    const { first, inner } = knownWord(text.slice(at, after));
    const between = text.slice(end, at);
    tokens.push(end === 0 || (between !== ' ' && boundary.test(between)) ? first : inner);
    end = after;
    at = after;
  }
  return tokens;
}

/** Sentences of a text, split at full stops, exclamation and question marks and line breaks. */
export function sentences(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
