/** Finds red-flag patterns in a message: words in many spellings, near each other, not denied, not of the past. */
import { sentences, type Token, tokenize, WordMemo } from '../language/tokens.ts';
import { markDenied } from './denial.ts';
import { type Join, type Part, type Pattern, reach, type WordTest } from './pattern.ts';

/** Words looked at in one message; a message of 1,000 characters has fewer. */
const mostWords = 400;

/** A message prepared for matching. */
export interface Words {
  readonly tokens: readonly Token[];
  /** Folded, runs of letters cut to one. */
  readonly cores: readonly string[];
  /** Number of the sentence each word stands in. */
  readonly sentences: readonly number[];
  /** The word is denied by one shortly before it in its clause. */
  readonly denied: readonly boolean[];
}

/** Splits and folds a message, numbers its sentences and marks what is denied in it. */
export function prepareWords(text: string): Words {
  const tokens: Token[] = [];
  const places: number[] = [];
  sentences(text).forEach((sentence, number) => {
    for (const token of tokenize(sentence, mostWords - tokens.length)) {
      tokens.push(token);
      places.push(number);
    }
  });
  const cores = tokens.map((token) => token.core);
  return { tokens, cores, sentences: places, denied: markDenied(tokens, cores) };
}

const startsWithDigit = /^\d/;

/** True when a word, allowing one slip of the finger in a long word, passes a test. */
export function passes(core: string, test: WordTest): boolean {
  switch (test.kind) {
    case 'whole':
      return core === test.core || (forgives(test) && withinOneEdit(core, test.core));
    case 'starts':
      return core.startsWith(test.core) || (forgives(test) && startsWithOneEdit(core, test.core));
    case 'ends':
      return core.endsWith(test.core);
    case 'holds':
      return core.includes(test.core);
    case 'number':
      return startsWithDigit.test(core);
    default:
      return test.kind satisfies never;
  }
}

/** Words long enough that one slip of the finger does not make them another word. */
const forgives = (test: WordTest): boolean =>
  !test.exact && test.core.length >= (test.kind === 'whole' ? 7 : 8);

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
  readonly whole: ReadonlyMap<string, readonly number[]>;
  readonly starts: ReadonlyMap<string, readonly number[]>;
  readonly ends: ReadonlyMap<string, readonly number[]>;
  /** Middles of words under their first letters. */
  readonly holds: ReadonlyMap<string, readonly (readonly [string, readonly number[]])[]>;
  readonly numbers: readonly number[];
  /** Letters of the longest beginning or end. */
  readonly longest: number;
  /** Long words and beginnings by first letter, for slips of the finger. */
  readonly long: ReadonlyMap<string, readonly (readonly [WordTest, readonly number[]])[]>;
}

/** What words passed before, by index: an index itself is plain data, which is kept on disk. */
const passedBefore = new WeakMap<TestIndex, WordMemo<readonly number[]>>();

/** Numbers of the parts that a word passes, remembered. */
export function partsOf(index: TestIndex): WordMemo<readonly number[]> {
  const known = passedBefore.get(index);
  if (known !== undefined) return known;
  const made = new WordMemo((token) => partsPassed(token.core, index));
  passedBefore.set(index, made);
  return made;
}

/** Letters by which middles of words are found. */
const holdsKey = 2;

/** Number of each distinct part of the patterns; a test leads to the numbers of all parts that hold it. */
export type PartIds = ReadonlyMap<PartKey, number>;

const keyOf = (test: WordTest): string => `${test.exact ? '=' : ''}${test.kind} ${test.core}`;

/** What makes two parts one: the same few tests, or the same long list of them, which a group is made into once. */
type PartKey = string | readonly WordTest[];

const fewTests = 3;

const partKey = ({ tests }: Part): PartKey =>
  tests.length > fewTests ? tests : tests.map(keyOf).sort().join('|');

/** Builds the index of the parts of many patterns. */
export function indexTests(patterns: readonly Pattern[]): { index: TestIndex; ids: PartIds } {
  const ids = new Map<PartKey, number>();
  const tests = new Map<string, { readonly test: WordTest; readonly parts: number[] }>();
  for (const part of patterns.flatMap((pattern) => pattern.parts)) {
    const key = partKey(part);
    if (ids.has(key)) continue;
    const id = ids.size;
    ids.set(key, id);
    for (const test of part.tests) {
      const name = keyOf(test);
      const known = tests.get(name);
      if (known === undefined) tests.set(name, { test, parts: [id] });
      else if (known.parts.at(-1) !== id) known.parts.push(id);
    }
  }
  return { index: arrange([...tests.values()]), ids };
}

function arrange(
  tests: readonly { readonly test: WordTest; readonly parts: readonly number[] }[],
): TestIndex {
  const maps = {
    whole: new Map<string, number[]>(),
    starts: new Map<string, number[]>(),
    ends: new Map<string, number[]>(),
    holds: new Map<string, number[]>(),
    number: new Map<string, number[]>(),
  };
  const long = new Map<string, (readonly [WordTest, readonly number[]])[]>();
  for (const { test, parts } of tests) {
    const map = maps[test.kind];
    const filed = map.get(test.core);
    if (filed === undefined) map.set(test.core, [...parts]);
    else filed.push(...parts);
    if (!forgives(test) || (test.kind !== 'whole' && test.kind !== 'starts')) continue;
    const letter = test.core[0] ?? '';
    const list = long.get(letter);
    if (list === undefined) long.set(letter, [[test, parts]]);
    else list.push([test, parts]);
  }
  const { whole, starts, ends, holds } = maps;
  return {
    whole,
    starts,
    ends,
    holds: Map.groupBy(holds, ([inner]) => inner.slice(0, holdsKey)),
    numbers: [...maps.number.values()].flat(),
    longest: Math.max(0, ...[...starts.keys(), ...ends.keys()].map((key) => key.length)),
    long,
  };
}

/** Part number → positions of the words that pass it, in order. */
export type Hits = ReadonlyMap<number, readonly number[]>;

/** Runs every word of a message against the index once. */
export function findHits(words: Words, index: TestIndex): Hits {
  const hits = new Map<number, number[]>();
  const passed = partsOf(index);
  words.tokens.forEach((token, at) => {
    for (const id of passed.of(token)) {
      const list = hits.get(id);
      if (list === undefined) hits.set(id, [at]);
      else list.push(at);
    }
  });
  return hits;
}

function partsPassed(core: string, index: TestIndex): readonly number[] {
  const passed = new Set<number>();
  const take = (ids: readonly number[] | undefined): void => {
    for (const id of ids ?? []) passed.add(id);
  };
  take(index.whole.get(core));
  if (startsWithDigit.test(core)) take(index.numbers);
  const longest = Math.min(core.length, index.longest);
  for (let size = 1; size <= longest; size += 1) {
    take(index.starts.get(core.slice(0, size)));
    if (index.ends.size > 0) take(index.ends.get(core.slice(core.length - size)));
  }
  for (let at = 0; at + holdsKey <= core.length; at += 1) {
    for (const [inner, ids] of index.holds.get(core.slice(at, at + holdsKey)) ?? [])
      if (core.startsWith(inner, at)) take(ids);
  }
  if (core.length >= 6) {
    for (const [test, ids] of index.long.get(core[0] ?? '') ?? []) if (passes(core, test)) take(ids);
  }
  return [...passed];
}

/** A pattern with its parts replaced by their numbers. */
export interface Compiled {
  readonly text: string;
  readonly denies: boolean;
  readonly parts: readonly number[];
  /** How each part follows the one before. */
  readonly joins: readonly Join[];
}

/** Replaces the parts of a pattern by their numbers in the index. */
export function bindPattern(pattern: Pattern, ids: PartIds): Compiled {
  const { text, denies, parts } = pattern;
  return {
    text,
    denies,
    parts: parts.map((part) => ids.get(partKey(part)) ?? -1),
    joins: parts.map(({ join }) => join),
  };
}

/** Most tries at joining the words of one pattern: no message can make the search long (SE-8). */
const mostTries = 3000;

/** Positions of the words that make a pattern hold undenied, or null; `accept` may refuse some and the search goes on. */
export function findPattern(
  words: Words,
  hits: Hits,
  compiled: Compiled,
  accept: (positions: readonly number[]) => boolean = () => true,
): readonly number[] | null {
  const lists: (readonly number[])[] = [];
  for (const part of compiled.parts) {
    const found = hits.get(part);
    if (found === undefined) return null;
    lists.push(found);
  }
  const search: Search = { words, lists, compiled, accept, left: mostTries };
  for (const start of lists[0] ?? []) {
    const found = extend(search, [start]);
    if (found !== null) return found;
  }
  return null;
}

interface Search {
  readonly words: Words;
  readonly lists: readonly (readonly number[])[];
  readonly compiled: Compiled;
  readonly accept: (positions: readonly number[]) => boolean;
  left: number;
}

const sentencesApart = (words: Words, a: number, b: number): number =>
  Math.abs((words.sentences[a] ?? 0) - (words.sentences[b] ?? 0));

function extend(search: Search, taken: readonly number[]): readonly number[] | null {
  const { words, compiled, lists } = search;
  const last = taken[taken.length - 1] ?? 0;
  if (!compiled.denies && words.denied[last]) return null;
  const join = compiled.joins[taken.length];
  if (join === undefined) return search.accept(taken) ? taken : null;
  const span = reach[join];
  const anyOrder = join === 'any-order' || join === 'close' || join === 'anywhere';
  for (const at of lists[taken.length] ?? []) {
    search.left -= 1;
    if (search.left < 0) return null;
    const far = anyOrder ? Math.abs(at - last) - 1 : at - last - 1;
    if (far < 0 || far > span || taken.includes(at)) continue;
    if (join !== 'anywhere' && sentencesApart(words, at, last) > 1) continue;
    const rest = extend(search, [...taken, at]);
    if (rest !== null) return rest;
  }
  return null;
}
