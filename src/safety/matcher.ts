/** Finds red-flag patterns in a message: words in many spellings, near each other, not denied, not of the past. */
import { squeeze } from '../language/fold.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import { denials, type Part, type Pattern, reach, type WordTest } from './pattern.ts';

/** Words looked at in one message; a message of 1,000 characters has fewer. */
const mostWords = 400;

/** A message prepared for matching. */
export interface Words {
  readonly tokens: readonly Token[];
  /** Folded, runs of letters cut to one. */
  readonly cores: readonly string[];
  /** Index of the clause each word stands in. */
  readonly clauses: readonly number[];
  /** The word is denied by one shortly before it in its clause. */
  readonly denied: readonly boolean[];
}

const turns = new Set(['muta', 'vaan', 'men', 'but', 'utan', 'silti', 'kuitenkin', 'koska', 'kun', 'ku', 'and', 'och', 'o', 'ja', 'because'].map(squeeze));

/** Most words from a denial to the word it denies. */
const denialReach = 4;

/** Splits and folds a message, and marks what is denied in it. */
export function prepareWords(text: string): Words {
  const tokens = tokenize(text, mostWords);
  const cores = tokens.map((token) => squeeze(token.folded));
  const clauses: number[] = [];
  const denied: boolean[] = [];
  let clause = 0;
  let lastDenial = Number.NEGATIVE_INFINITY;
  tokens.forEach((token, at) => {
    const core = cores[at] ?? '';
    if (token.starts && at > 0) clause += 1;
    const denies = denials.has(core);
    if ((token.starts || turns.has(core)) && !denies) lastDenial = Number.NEGATIVE_INFINITY;
    clauses.push(clause);
    denied.push(at - lastDenial <= denialReach);
    if (denies) lastDenial = at;
  });
  return { tokens, cores, clauses, denied };
}

/** True when a word, allowing one slip of the finger in a long word, passes a test. */
export function passes(core: string, test: WordTest): boolean {
  switch (test.kind) {
    case 'whole':
      return core === test.core || (test.core.length >= 6 && withinOneEdit(core, test.core));
    case 'starts':
      return core.startsWith(test.core) || (test.core.length >= 6 && startsWithOneEdit(core, test.core));
    case 'ends':
      return core.endsWith(test.core);
    case 'holds':
      return core.includes(test.core);
    default:
      return test.kind satisfies never;
  }
}

/** Whether two words differ by one letter changed, added, dropped or swapped with its neighbour. First letters agree. */
export function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (a.length === b.length) {
    if (a.slice(at + 1) === b.slice(at + 1)) return true;
    return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  }
  return a.length > b.length ? a.slice(at + 1) === b.slice(at) : a.slice(at) === b.slice(at + 1);
}

function startsWithOneEdit(core: string, beginning: string): boolean {
  const size = beginning.length;
  if (core.length < size - 1 || core[0] !== beginning[0]) return false;
  return [size - 1, size, size + 1].some((length) => withinOneEdit(core.slice(0, length), beginning));
}

/** All distinct word tests of a rule book, arranged so that a word meets only those it can pass. */
export interface TestIndex {
  readonly whole: ReadonlyMap<string, number>;
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
  readonly holds: readonly (readonly [string, number])[];
  /** Long words and beginnings by first letter, for slips of the finger. */
  readonly long: ReadonlyMap<string, readonly (readonly [WordTest, number])[]>;
}

const keyOf = (test: WordTest): string => `${test.kind} ${test.core}`;

/** Builds the index of the tests of many patterns; `ids` maps a test to its number. */
export function indexTests(patterns: readonly Pattern[]): { index: TestIndex; ids: ReadonlyMap<string, number> } {
  const ids = new Map<string, number>();
  const whole = new Map<string, number>();
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const holds: [string, number][] = [];
  const long = new Map<string, [WordTest, number][]>();
  for (const test of patterns.flatMap((pattern) => pattern.parts.flatMap((part) => part.tests))) {
    if (ids.has(keyOf(test))) continue;
    const id = ids.size;
    ids.set(keyOf(test), id);
    if (test.kind === 'whole') whole.set(test.core, id);
    else if (test.kind === 'starts') starts.set(test.core, id);
    else if (test.kind === 'ends') ends.set(test.core, id);
    else holds.push([test.core, id]);
    if (test.core.length >= 6 && (test.kind === 'whole' || test.kind === 'starts')) {
      const letter = test.core[0] ?? '';
      long.set(letter, [...(long.get(letter) ?? []), [test, id]]);
    }
  }
  return { index: { whole, starts, ends, holds, long }, ids };
}

/** Test number → positions of the words that pass it. */
export type Hits = ReadonlyMap<number, readonly number[]>;

/** Runs every word of a message against the index once. */
export function findHits(words: Words, index: TestIndex): Hits {
  const hits = new Map<number, number[]>();
  words.cores.forEach((core, at) => {
    const passed = new Set<number>();
    const take = (id: number | undefined): void => {
      if (id !== undefined) passed.add(id);
    };
    take(index.whole.get(core));
    for (let size = 1; size <= core.length; size += 1) {
      take(index.starts.get(core.slice(0, size)));
      take(index.ends.get(core.slice(core.length - size)));
    }
    for (const [inner, id] of index.holds) if (core.includes(inner)) passed.add(id);
    if (core.length >= 5) {
      for (const [test, id] of index.long.get(core[0] ?? '') ?? []) if (!passed.has(id) && passes(core, test)) passed.add(id);
    }
    for (const id of passed) {
      const list = hits.get(id);
      if (list === undefined) hits.set(id, [at]);
      else list.push(at);
    }
  });
  return hits;
}

/** A pattern with its tests replaced by their numbers. */
export interface Compiled {
  readonly pattern: Pattern;
  readonly parts: readonly (readonly number[])[];
}

/** Replaces the tests of a pattern by their numbers in the index. */
export function bindPattern(pattern: Pattern, ids: ReadonlyMap<string, number>): Compiled {
  return { pattern, parts: pattern.parts.map((part: Part) => [...new Set(part.tests.map((test) => ids.get(keyOf(test)) ?? -1))]) };
}

/** Most tries at joining the words of one pattern: no message can make the search long (SE-8). */
const mostTries = 3000;

/** Positions of the words that make a pattern hold undenied, or null. */
export function findPattern(words: Words, hits: Hits, compiled: Compiled): readonly number[] | null {
  const lists: number[][] = [];
  for (const tests of compiled.parts) {
    const found: number[] = [];
    for (const test of tests) for (const at of hits.get(test) ?? []) if (!found.includes(at)) found.push(at);
    if (found.length === 0) return null;
    lists.push(found.sort((a, b) => a - b));
  }
  const tries = { left: mostTries };
  for (const start of lists[0] ?? []) {
    const found = extend(words, lists, compiled.pattern, 1, [start], tries);
    if (found !== null) return found;
  }
  return null;
}

function extend(
  words: Words,
  lists: readonly (readonly number[])[],
  pattern: Pattern,
  index: number,
  taken: readonly number[],
  tries: { left: number },
): readonly number[] | null {
  const part = pattern.parts[index];
  const last = taken[taken.length - 1] ?? 0;
  if (!pattern.denies && words.denied[last]) return null;
  if (part === undefined) return taken;
  const span = reach[part.join];
  for (const at of lists[index] ?? []) {
    tries.left -= 1;
    if (tries.left < 0) return null;
    if (taken.includes(at)) continue;
    const far = part.join === 'any-order' ? Math.abs(at - last) - 1 : at - last - 1;
    if (far < 0 || far > span) continue;
    const rest = extend(words, lists, pattern, index + 1, [...taken, at], tries);
    if (rest !== null) return rest;
  }
  return null;
}
