/** Patterns over words: joins, slips, denials and refusals. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bindPattern,
  findHits,
  findPattern,
  indexTests,
  prepareWords,
  withinOneEdit,
} from '../../src/safety/matcher.ts';
import { compilePattern, PatternError } from '../../src/safety/pattern.ts';

const groups = new Map([['wake', ['herä*', 'vaknar', 'wake']]]);

function found(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern, groups);
  const { index, ids } = indexTests([compiled]);
  const words = prepareWords(text);
  return findPattern(words, findHits(words, index), bindPattern(compiled, ids)) !== null;
}

describe('the pattern language', () => {
  test.each([
    ['herä*', 'mummo herää', true],
    ['*kipu', 'kova rintakipu', true],
    ['*kip*', 'rintakipua on', true],
    ['ei <wake>', 'hän ei millään herää', true],
    ['ei + <wake>', 'hän ei millään herää', false],
    ['rinta* & hiki', 'hiki valuu ja rintaan sattuu', true],
    ['rinta* ~ hiki', 'hiki valuu ja nyt vielä rintaan sattuu', false],
    ['rinta* && hiki', `hiki ${'ja '.repeat(30)} rinta`, true],
    ['kuume # astetta', 'kuume nousi 39 astetta', true],
    ['rinta* hiki', 'hiki ja rinta', false],
    ['hengittää|puhuu', 'hän puhuu', true],
  ])('%s in "%s": %s', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  test('a long word may hold one slip, an exact one may not', () => {
    expect(found('itsemurha*', 'itsemruhan')).toBe(true);
    expect(found('=itsemurhan', 'itsemruhan')).toBe(false);
  });

  test('a denied word does not count, unless the pattern speaks of the denial', () => {
    expect(found('rintakipu*', 'ei rintakipua')).toBe(false);
    expect(found('rintakipu*', 'rintakipua ei ole')).toBe(false);
    expect(found('rintakipu*', 'en kestä rintakipua')).toBe(true);
    expect(found('rintakipu*', 'ei kuumetta mutta rintakipua')).toBe(true);
    expect(found('ei herää', 'ei herää')).toBe(true);
  });

  test.each(['', '& rinta', 'rinta &', '<unknown>', 'a/b'])('"%s" is refused with a reason', (pattern) => {
    expect(() => compilePattern(pattern, groups)).toThrow(PatternError);
  });
});

test('one edit is one letter changed, added, dropped or swapped', () => {
  const word = fc.string({ minLength: 7, maxLength: 12, unit: fc.constantFrom(...'aeiknrst') });
  fc.assert(
    fc.property(word, fc.integer({ min: 1, max: 6 }), (letters, at) => {
      expect(withinOneEdit(letters, letters.slice(0, at) + letters.slice(at + 1))).toBe(true);
      expect(withinOneEdit(letters, `${letters.slice(0, at)}x${letters.slice(at)}`)).toBe(true);
      expect(withinOneEdit(letters, `${letters}xx`)).toBe(false);
    }),
  );
});
