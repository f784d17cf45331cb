/** Counting for the figures of `npm run eval` and `bench`. */

/** Hits out of a number of tries, by group. */
export class Tally {
  readonly groups = new Map<string, { hits: number; of: number }>();
  add(group: string, hit: boolean): void {
    for (const name of ['all', group]) {
      const seen = this.groups.get(name) ?? { hits: 0, of: 0 };
      this.groups.set(name, { hits: seen.hits + (hit ? 1 : 0), of: seen.of + 1 });
    }
  }
  share(group = 'all'): number {
    const seen = this.groups.get(group);
    return seen === undefined || seen.of === 0 ? Number.NaN : seen.hits / seen.of;
  }
  toString(): string {
    return [...this.groups]
      .map(([name, { hits, of }]) => `${name} ${((100 * hits) / of).toFixed(1)} % (${hits}/${of})`)
      .join('  ');
  }
}

/** The value below which a share of the sorted numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
