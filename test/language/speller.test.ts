/** A mistyped word is read as the known word it means; a known one is never read as another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { countWords, makeWordBook, Speller, type WordCount, wordHash } from '../../src/language/speller.ts';
import { tokenize } from '../../src/language/tokens.ts';

const uses = (words: Record<string, number>): ReadonlyMap<string, WordCount> =>
  new Map(Object.entries(words).map(([text, count]) => [fold(text), { text, count }]));

function spellerOf(words: Record<string, number>, metToo: readonly string[] = []): Speller {
  const book = makeWordBook(uses(words), { fewestUses: 6, metToo: Int32Array.from(metToo, wordHash) });
  return new Speller(book);
}

describe('the speller', () => {
  const speller = spellerOf({ rintakipu: 40, hengitys: 30, häntä: 50, hätä: 60, kanto: 3, hengitän: 9 }, [
    'kantaa',
  ]);

  it.each([
    ['a letter missing', 'rintkipu', 'rintakipu'],
    ['a letter too many', 'rinttakipu', 'rintakipu'],
    ['a wrong letter', 'rintakupu', 'rintakipu'],
    ['two letters swapped', 'rinatkipu', 'rintakipu'],
    ['the first letter wrong', 'eintakipu', 'rintakipu'],
    ['dots dropped as well', 'hengitan', 'hengitan'],
    ['dots dropped and a slip', 'hengittan', 'hengitän'],
    ['two slips', 'rntkipu', 'rntkipu'],
    ['a short word', 'häta hätö', 'häta hätö'],
    ['a word met elsewhere', 'kantaa', 'kantaa'],
    ['a word too seldom met to be meant', 'kantto', 'kantto'],
    ['digits', 'rintakip1', 'rintakip1'],
  ])('%s', (_, written, meant) => {
    expect(speller.mend(written)).toBe(meant);
  });

  it('takes a doubled letter before any other slip, and the first letter as written before another', () => {
    expect(spellerOf({ räkää: 10, hakkaa: 80 }).mend('räkkää')).toBe('räkää');
    expect(spellerOf({ harmaa: 80, nurmea: 10 }).mend('nurmaa')).toBe('nurmea');
    expect(spellerOf({ hakkaa: 80 }).mend('jakkaa')).toBe('hakkaa');
  });

  it('chooses the commonest of those one slip away, and none two slips away', () => {
    expect(spellerOf({ tulee: 10, tuli: 80, tuulee: 20 }).mend('tuleee')).toBe('tulee');
    expect(spellerOf({ palaa: 90, palaan: 10 }).mend('palaaa')).toBe('palaa');
    expect(spellerOf({ palaa: 10, palaan: 90 }).mend('palaam')).toBe('palaan');
  });

  it('leaves everything but the word as it stands', () => {
    expect(speller.mend('Äidin RINTKIPU, klo 12:30 – "rintkipu"!')).toBe(
      'Äidin rintakipu, klo 12:30 – "rintakipu"!',
    );
  });

  it('gives a word as most often written, however it was folded', () => {
    const written = 'hengitän hengitän hengitan'
      .split(' ')
      .flatMap((word) => [tokenize(word), tokenize(word)]);
    const book = makeWordBook(countWords(written), { fewestUses: 6 });
    expect(new Speller(book).mend('hengittan')).toBe('hengitän');
  });

  it('never reads a known word as another, nor an unknown one as a word two slips away', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'e', 'k', 't'), minLength: 4, maxLength: 8 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (known, asked) => {
        const made = spellerOf(Object.fromEntries(known.map((each, at) => [each, 6 + at])));
        const result = made.mend(asked);
        if (known.includes(asked)) expect(result).toBe(asked);
        else if (result !== asked) {
          expect(known).toContain(result);
          expect(Math.abs(result.length - asked.length)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('finds the word behind any one slip', () => {
    const slip = fc.tuple(fc.nat({ max: 8 }), fc.constantFrom('drop', 'double', 'swap', 'change'));
    fc.assert(
      fc.property(slip, ([at, kind]) => {
        const word = 'rintakipu';
        const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
        const slipped = {
          drop: before + after,
          double: before + letter + letter + after,
          swap: before + (after[0] ?? '') + letter + after.slice(1),
          change: `${before}x${after}`,
        }[kind];
        expect(speller.mend(slipped)).toBe(word);
      }),
    );
  });
});
