/** Finds the one known word that a mistyped word means: one letter wrong, missing, extra or swapped. */

/** The value of the only known word within one edit, or null when there is none or several. */
export function nearest<T>(known: ReadonlyMap<string, T>, word: string): T | null {
  let found: T | null = null;
  for (const [candidate, value] of known) {
    if (!withinOneEdit(candidate, word)) continue;
    if (found !== null) return null;
    found = value;
  }
  return found;
}

/** Whether two words differ by at most one insertion, deletion, substitution or swap of neighbours. */
export function withinOneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  const [leftRest, rightRest] = [leftEnd - start, rightEnd - start];
  if (leftRest <= 1 && rightRest <= 1) return true;
  return (
    leftRest === 2 && rightRest === 2 && left[start] === right[start + 1] && left[start + 1] === right[start]
  );
}
