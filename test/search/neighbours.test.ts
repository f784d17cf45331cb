/** The nearest known messages are those of greatest cosine, wherever they stand in the index. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildNeighbours, nearestMessages, neighbourShares } from '../../src/search/neighbours.ts';
import type { VectorTable } from '../../src/search/vocabulary.ts';

type Row = readonly (readonly [number, number])[];

function tableOf(rows: readonly Row[]): VectorTable {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    starts: Int32Array.from(starts),
    ids: Int32Array.from(rows.flat(), ([id]) => id),
    values: Float32Array.from(rows.flat(), ([, value]) => value),
  };
}

const asVector = (row: Row): { ids: Int32Array; values: Float32Array } => ({
  ids: Int32Array.from(row, ([id]) => id),
  values: Float32Array.from(row, ([, value]) => value),
});

const features = 6;
const row = fc
  .uniqueArray(fc.nat({ max: features - 1 }), { minLength: 1, maxLength: features })
  .map((ids): Row => ids.map((id) => [id, 1 / Math.sqrt(ids.length)]));

describe('the nearest messages', () => {
  it('are those of greatest cosine', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 15 }), row, (rows, asked) => {
        const index = buildNeighbours(tableOf(rows), new Int32Array(rows.length), features);
        const cosine = (other: Row): number =>
          asked.reduce(
            (sum, [id, value]) => sum + value * (other.find(([same]) => same === id)?.[1] ?? 0),
            0,
          );
        const expected = rows.map(cosine).sort((a, b) => b - a);
        const found = nearestMessages(index, asVector(asked), 3);
        found.forEach(({ message, likeness }, at) => {
          expect(likeness).toBeCloseTo(expected[at] ?? Number.NaN, 1);
          expect(cosine(rows[message] ?? [])).toBeCloseTo(likeness, 1);
        });
        expect(found.length).toBe(Math.min(3, expected.filter((each) => each > 0).length));
      }),
    );
  });

  it('are looked for among some only, if asked', () => {
    const index = buildNeighbours(tableOf([[[0, 1]], [[0, 1]], [[0, 1]]]), new Int32Array(3), 1);
    const found = nearestMessages(index, asVector([[0, 1]]), 2, (message) => message === 2);
    expect(found.map(({ message }) => message)).toEqual([2]);
    expect(nearestMessages(index, asVector([[0, 1]]), 3)).toHaveLength(3);
  });

  it('are found far apart: a hundred and fifty thousand messages lie between the two that know a word', () => {
    const rows = Array.from({ length: 150_001 }, (_, at): Row => (at % 150_000 === 0 ? [[1, 1]] : [[0, 1]]));
    const labels = Int32Array.from(rows, (_, at) => (at === 150_000 ? 1 : 0));
    const index = buildNeighbours(tableOf(rows), labels, 2, 0.5);
    const found = nearestMessages(index, asVector([[1, 1]]), 5).map(({ message }) => message);
    expect(found.sort((a, b) => a - b)).toEqual([0, 150_000]);
    expect([...neighbourShares(index, asVector([[1, 1]]), 2)]).toEqual([0.5, 0.5]);
  });

  it('are not looked for by a feature that nearly all messages have', () => {
    const rows = Array.from({ length: 300 }, (): Row => [[0, 1]]);
    const index = buildNeighbours(tableOf(rows), new Int32Array(300), 1);
    expect(nearestMessages(index, asVector([[0, 1]]), 5)).toEqual([]);
  });
});
