/** What the checks share: making a fault at a place, and guessing what was meant. */
import type { Fault, Path } from '../fault.ts';
import type { Sourced } from '../source.ts';

/** A fault at a path inside a piece of content. */
export function faultAt(item: Sourced<unknown>, path: Path, rule: string, what: string, mend: string): Fault {
  return { file: item.origin.file, ...item.origin.place([...item.path, ...path]), rule, what, mend };
}

/** A fault about a file that should exist and does not. */
export function missingFile(file: string): Fault {
  return {
    file,
    line: 1,
    column: 1,
    rule: 'content/missing-file',
    what: 'this file is missing',
    mend: 'restore it',
  };
}

/** ` Did you mean "swelling"?` for a near miss, else nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best: string | null = null;
  let bestDistance = 3;
  for (const candidate of known) {
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best === null ? 'use an id that exists, or add it' : `did you mean "${best}"?`;
}

/** Levenshtein distance, given up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}

/** Every `{fi, sv, en}` text inside a value, with its path. */
export function textsIn(
  value: unknown,
  path: Path = [],
): readonly { readonly path: Path; readonly lang: 'fi' | 'sv' | 'en'; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => textsIn(item, [...path, at]));
  if (typeof value !== 'object' || value === null) return [];
  const langs = (['fi', 'sv', 'en'] as const).filter((lang) => lang in value);
  if (langs.length === 3 && langs.every((lang) => typeof Reflect.get(value, lang) === 'string')) {
    return langs.map((lang) => ({ path: [...path, lang], lang, text: String(Reflect.get(value, lang)) }));
  }
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]));
}
