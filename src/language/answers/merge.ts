/** Joins atoms into whole numbers: "kolme sataa neljäkyt viis" is 345, "kaks ja puol" 2.5. */
import { type Atom, number } from './atoms.ts';

interface Sum {
  readonly total: number;
  readonly part: number;
  /** The number added last, which a following "hundred" multiplies. */
  readonly last: number;
  readonly room: number;
  readonly digits: boolean;
}

const isMark = (atom: Atom | undefined, ...names: readonly string[]): boolean =>
  atom?.kind === 'mark' && names.includes(atom.mark);
const isNumber = (atom: Atom | undefined): atom is Extract<Atom, { kind: 'number' }> =>
  atom?.kind === 'number';

/** Numbers in a row become one where grammar allows it; everything else stays in its place. */
export function mergeNumbers(atoms: readonly Atom[]): readonly Atom[] {
  return joinFractions(joinDecimals(joinSums(dropArticles(atoms))));
}

/** "a hundred", "ett par", "en halv": the article is no number of its own; "en vecka" is one week. */
function dropArticles(atoms: readonly Atom[]): readonly Atom[] {
  return atoms.flatMap((atom, at) => {
    if (!isMark(atom, 'article')) return [atom];
    const [before, next] = [atoms[at - 1], atoms[at + 1]];
    if (isNumber(before) && before.value === 0.5) return [];
    if (next?.kind === 'unit' || (isMark(next, 'and') && halfFollows(atoms, at + 2))) return [number(1)];
    return isMark(next, 'stop') || next === undefined ? [atom] : [];
  });
}

function halfFollows(atoms: readonly Atom[], at: number): boolean {
  const next = isMark(atoms[at], 'article') ? atoms[at + 1] : atoms[at];
  return isNumber(next) && next.value === 0.5;
}

function joinSums(atoms: readonly Atom[]): readonly Atom[] {
  const out: Atom[] = [];
  let sum: Sum | null = null;
  const close = (): void => {
    if (sum !== null) out.push(number(sum.total + sum.part, 0, sum.digits));
    sum = null;
  };
  atoms.forEach((atom, at) => {
    if (isMark(atom, 'and') && joinsOn(sum, atoms[at + 1], 100)) return;
    if (isMark(atom, 'dash') && joinsOn(sum, atoms[at + 1], 10)) return;
    const grown: Sum | null = sum === null ? null : grow(sum, atom);
    if (grown !== null) {
      sum = grown;
      return;
    }
    close();
    sum = begin(atom);
    if (sum === null) out.push(atom);
  });
  close();
  return out;
}

/** "a hundred and five" and "thirty-eight" go on; "38 and 39" does not. */
function joinsOn(sum: Sum | null, next: Atom | undefined, room: number): boolean {
  return (
    sum !== null &&
    isNumber(next) &&
    !next.digits &&
    sum.room >= room &&
    next.value >= 1 &&
    next.value < sum.room
  );
}

function begin(atom: Atom): Sum | null {
  if (atom.kind === 'number')
    return { total: 0, part: atom.value, last: atom.value, room: atom.room, digits: atom.digits };
  if (atom.kind !== 'times') return null;
  return atom.value >= 1000
    ? { total: atom.value, part: 0, last: 0, room: atom.value, digits: false }
    : { total: 0, part: atom.value, last: 0, room: atom.value === 12 ? 0 : atom.value, digits: false };
}

function grow(sum: Sum, atom: Atom): Sum | null {
  if (atom.kind === 'number') {
    if (atom.digits || atom.value < 1 || atom.value >= sum.room) return null;
    return { ...sum, part: sum.part + atom.value, last: atom.value, room: atom.room };
  }
  // "kaksi toista": written apart, the teen looks like "the second".
  if (isMark(atom, 'teen') || (atom.kind === 'ordinal' && atom.value === 2 && atom.under && !sum.digits)) {
    return Number.isInteger(sum.last) && sum.last >= 1 && sum.last <= 9
      ? { ...sum, part: sum.part + 10, last: 0, room: 0 }
      : null;
  }
  if (atom.kind !== 'times') return null;
  if (atom.value >= 1000) {
    const part = sum.part === 0 ? 1 : sum.part;
    return sum.total > 0 && sum.room < atom.value && sum.part === 0
      ? null
      : { ...sum, total: sum.total + part * atom.value, part: 0, last: 0, room: atom.value };
  }
  if (sum.last > 0 && sum.last < 10) {
    return {
      ...sum,
      part: sum.part + sum.last * (atom.value - 1),
      last: 0,
      room: atom.value === 12 ? 0 : atom.value,
    };
  }
  return sum.room > atom.value ? { ...sum, part: sum.part + atom.value, last: 0, room: atom.value } : null;
}

/** "37 pilkku 9" is 37.9 and "two point two five" 2.255: digits after the point are read one by one. */
function joinDecimals(atoms: readonly Atom[]): readonly Atom[] {
  const out: Atom[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === undefined) continue;
    const before = out.at(-1);
    const after = atoms[at + 1];
    if (
      isMark(atom, 'point') &&
      isNumber(before) &&
      isNumber(after) &&
      Number.isInteger(after.value) &&
      after.value < 1000
    ) {
      out[out.length - 1] = number(Number(`${Math.trunc(before.value)}.${after.value}`), 0, false);
      at++;
    } else if (isMark(atom, 'minus') && isNumber(after)) {
      out.push(number(-after.value, 0, after.digits));
      at++;
    } else out.push(atom);
  }
  return out;
}

/** "kaks ja puol" is 2.5, "2 1/2" and "2 ½" too; "3/4" is 0.75; "7/10" stays as it is, for scales. */
function joinFractions(atoms: readonly Atom[]): readonly Atom[] {
  const out: Atom[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const atom = atoms[at];
    if (atom === undefined) continue;
    const [upper, sign, lower] = [atom, atoms[at + 1], atoms[at + 2]];
    const isFraction =
      isNumber(upper) &&
      isMark(sign, 'slash') &&
      isNumber(lower) &&
      [2, 3, 4].includes(lower.value) &&
      upper.value < lower.value;
    const value = isFraction ? upper.value / lower.value : isNumber(atom) ? atom.value : null;
    if (value === null || value <= 0 || value >= 1 || !addsUp(out, value, isFraction)) {
      out.push(isFraction && value !== null ? number(value) : atom);
    }
    if (isFraction) at += 2;
  }
  return out;
}

/** Adds a half to the number before it: after "and", or written right behind it. */
function addsUp(out: Atom[], value: number, isFraction: boolean): boolean {
  const joined = isMark(out.at(-1), 'and');
  const base = out.at(joined ? -2 : -1);
  if (!isNumber(base) || !Number.isInteger(base.value) || base.value < 1) return false;
  if (!joined && !isFraction && value !== 0.5 && value !== 0.25 && value !== 0.75) return false;
  out.splice(joined ? -2 : -1, joined ? 2 : 1, number(base.value + value));
  return true;
}
