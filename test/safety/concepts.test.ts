/** Words that mean the same meet, in three languages, denied or not. */
import { describe, expect, it } from 'vitest';
import { compileLexicon, conceptsIn } from '../../src/safety/concepts.ts';
import { prepareWords } from '../../src/safety/matcher.ts';

const lexicon = compileLexicon([
  {
    topic: 'body',
    concepts: {
      lips: { fi: ['huuli', 'huule*', 'huulet'], sv: ['läpp*'], en: ['lip', 'lips'] },
      blue: { fi: ['sini*', 'siner*'], sv: ['blå*'], en: ['blue*'] },
      'want-die': { fi: ['haluan kuolla'], sv: ['vill dö'], en: ['want die'] },
      'food-help': { fi: ['ruoka-apu*'], sv: [], en: [] },
    },
  },
]);
const stated = (...concepts: number[]): number[] => concepts.map((concept) => 2 * concept);
const denied = (concept: number): number => 2 * concept + 1;
const found = (text: string): readonly number[] => conceptsIn(lexicon, prepareWords(text));

describe('concepts', () => {
  it.each([
    ['Huulet sinertää', stated(0, 1)],
    ['läpparna e blåa', stated(0, 1)],
    ['HER LIPS ARE BLUE', stated(0, 1)],
    ['sinertavat huulet ilman pisteita', stated(0, 1)],
    ['haluan vaan kuolla', stated(2)],
    ['mistä saa ruoka-apua', stated(3)],
    ['mistä saa ruokaa', []],
    ['', []],
  ])('"%s" holds %j', (text, concepts) => {
    expect(found(text)).toEqual(concepts);
  });

  it('a denied word is another concept', () => {
    expect(found('huulet eivät ole siniset')).toEqual([...stated(0), denied(1)]);
  });
});
