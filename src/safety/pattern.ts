/**
 * The small language of red-flag patterns.
 *
 * A pattern is a row of words. `herä*` is a beginning, `*kipu` an end, `*kipu*` a middle; `a|b` either; `<name>` any
 * word pattern of a named group. Words stand in order with at most two others between them; ` .. ` allows eight,
 * ` & ` allows any order within ten words of each other, ` ~ ` any order within three, ` && ` anywhere in the message,
 * ` + ` demands the very next word. `#` is any number. Long words may hold one slip of the finger; `=word` must be written exactly.
 * A pattern without a word of denial does not hold where its words are denied: "ei rintakipua".
 */
import { coreOf, fold, squeeze } from '../language/fold.ts';

export interface WordTest {
  /** Squeezed, folded letters to compare with. */
  readonly core: string;
  readonly kind: 'whole' | 'starts' | 'ends' | 'holds' | 'number';
  /** No slip of the finger is forgiven: another common word is one letter away. */
  readonly exact: boolean;
}

export type Join = 'near' | 'far' | 'any-order' | 'close' | 'anywhere' | 'next';

export interface Part {
  readonly tests: readonly WordTest[];
  /** How this part follows the one before; the first part's is unused. */
  readonly join: Join;
}

export interface Pattern {
  readonly text: string;
  readonly parts: readonly Part[];
  /** It speaks of a denial itself ("ei herää"), so a denial before it does not cancel it. */
  readonly denies: boolean;
}

export type Groups = ReadonlyMap<string, readonly string[]>;

export class PatternError extends Error {}

const joins: Readonly<Record<string, Join>> = {
  '..': 'far',
  '&': 'any-order',
  '~': 'close',
  '&&': 'anywhere',
  '+': 'next',
};

/** Most words between two parts, by join. */
export const reach: Readonly<Record<Join, number>> = {
  near: 2,
  far: 8,
  'any-order': 10,
  close: 3,
  anywhere: 400,
  next: 0,
};

/** Words that deny what follows, folded and squeezed, in the three languages. */
export const denials = new Set(
  'ei en ettei etten etteivat jottei jotteivat eik eij eei emme ette eivat eika enka etka eivatka eip eipa enpa eiko ilman inte int ej inget ingen inga utan varken icke no not dont doesnt didnt isnt arent wasnt havent hasnt without never none nor cant cannot wont ikke ingenting emma emmie eimma emie'
    .split(' ')
    .map(squeeze),
);

/**
 * Compiles a pattern. Throws `PatternError` with a plain sentence when it is empty, starts or ends with a join, or
 * names an unknown group.
 */
export function compilePattern(text: string, groups: Groups): Pattern {
  const parts: Part[] = [];
  let join: Join = 'near';
  let pending = false;
  for (const piece of text.trim().split(/\s+/)) {
    const sign = joins[piece];
    if (sign !== undefined) {
      if (parts.length === 0 || pending) throw new PatternError(`"${piece}" must stand between two words`);
      join = sign;
      pending = true;
      continue;
    }
    parts.push({ tests: testsOf(piece, groups), join });
    join = 'near';
    pending = false;
  }
  if (parts.length === 0) throw new PatternError('a pattern needs at least one word');
  if (pending) throw new PatternError('a pattern cannot end with a join');
  const denies = parts.some((part) =>
    part.tests.some((test) => test.kind === 'whole' && denials.has(test.core)),
  );
  return { text, parts, denies };
}

/** Tests of pieces met before: a group of hundreds of words stands in many patterns and is made once. */
const made = new WeakMap<Groups, Map<string, readonly WordTest[]>>();

function testsOf(piece: string, groups: Groups): readonly WordTest[] {
  let known = made.get(groups);
  if (known === undefined) {
    known = new Map();
    made.set(groups, known);
  }
  const before = known.get(piece);
  if (before !== undefined) return before;
  const tests = piece.split('|').flatMap((word) => wordTests(word, groups, 0));
  known.set(piece, tests);
  return tests;
}

/** A word or a beginning of letters alone, folded: nine in ten of thousands that are read at every start. */
const plainWord = /^[a-z]+\*?$/;

function wordTests(word: string, groups: Groups, depth: number): readonly WordTest[] {
  const folded = fold(word);
  if (plainWord.test(folded)) {
    const open = folded.endsWith('*');
    const core = squeeze(open ? folded.slice(0, -1) : folded);
    return [{ core, kind: open ? 'starts' : 'whole', exact: false }];
  }
  const group = /^<([a-z0-9-]+)>$/.exec(word)?.[1];
  if (group !== undefined) {
    const words = groups.get(group);
    if (words === undefined) throw new PatternError(`there is no group of words called "${group}"`);
    if (depth > 3) throw new PatternError(`groups name each other in a circle at "${group}"`);
    return words.flatMap((inner) => wordTests(inner, groups, depth + 1));
  }
  if (word === '#') return [{ core: '#', kind: 'number', exact: true }];
  const exact = word.startsWith('=');
  const core = coreOf(fold(word.replace(/^=/, '').replaceAll('*', '')));
  if (!/^[\p{L}\p{N}]+$/u.test(core))
    throw new PatternError(`"${word}" is no word; use letters, digits, * and |`);
  const open = word.endsWith('*');
  const tail = /^=?\*/.test(word);
  return [{ core, kind: open && tail ? 'holds' : open ? 'starts' : tail ? 'ends' : 'whole', exact }];
}

const madeExact = new WeakMap<readonly WordTest[], readonly WordTest[]>();

/** The same part with its words as written: no slip of the finger is forgiven. */
export function exactly(part: Part): Part {
  const tests = madeExact.get(part.tests) ?? part.tests.map((test) => ({ ...test, exact: true }));
  madeExact.set(part.tests, tests);
  return { ...part, tests };
}
