/** Splits a message into words and sentences. */
import { fold } from './fold.ts';

export interface Token {
  /** The word as written, lower case. */
  readonly text: string;
  /** The word folded (no dots, no accents). */
  readonly folded: string;
  /** A sentence or clause boundary stands before this word. */
  readonly starts: boolean;
}

const word = /[\p{L}\p{N}]+(?:[’'´`][\p{L}]+)?/gu;
const boundary = /[.!?;:\n()]|,|\s[-–—]\s/;

/** Longest word kept; longer runs are no words of a language (SE-8: work is bounded). */
const longestWord = 40;

/**
 * Words of a text in order, at most `limit`. Numbers keep their digits; an apostrophe inside a word is dropped
 * (`can't → cant`). Linear in the length of the text.
 */
export function tokenize(text: string, limit = 400): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(word)) {
    if (tokens.length >= limit) break;
    const lower = match[0]
      .toLowerCase()
      .replace(/[’'´`]/g, '')
      .slice(0, longestWord);
    const between = text.slice(end, match.index);
    tokens.push({ text: lower, folded: fold(lower), starts: end === 0 || boundary.test(between) });
    end = match.index + match[0].length;
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
