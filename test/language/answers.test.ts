/** Answers in people's own words are read as they are meant, in Finnish, Swedish and English. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Language, languages } from '../../src/content/schema.ts';
import { recognize } from '../../src/language/answers/cultures.ts';
import {
  ageInMonths,
  readAge,
  readDuration,
  readNumber,
  readOrdinal,
  readScale,
  readTemperature,
  readYesNo,
} from '../../src/language/answers/index.ts';
import { lendRecognizers } from '../../src/recognizers.ts';
import { plainValue } from '../../src/tools/eval/measure.ts';

lendRecognizers();

const row = z.object({
  text: z.string(),
  type: z.string(),
  lang: z.enum(languages).optional(),
  value: z.unknown(),
});
const rows = readFileSync(new URL('../data/expressions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => row.parse(JSON.parse(line)));

const readers: Readonly<Record<string, (text: string, lang?: Language) => unknown>> = {
  yesno: readYesNo,
  number: readNumber,
  scale: readScale,
  choice: readOrdinal,
  temperature_c: readTemperature,
  age: readAge,
  duration: readDuration,
};
const kinds = Object.keys(readers);

/** Share of each kind that must be read right. */
const floor = 0.97;

describe('labelled answers', () => {
  test.each(kinds)('%s is read right in at least 97 of a hundred', (kind) => {
    const own = rows.filter((each) => each.type === kind);
    const wrong = own.filter(
      ({ text, lang, value }) => plainValue(readers[kind]?.(text, lang)) !== plainValue(value),
    );
    expect(own.length).toBeGreaterThan(50);
    expect(1 - wrong.length / own.length, wrong.map(({ text }) => text).join(' · ')).toBeGreaterThanOrEqual(
      floor,
    );
  });
});

describe('not knowing is neither no nor a value', () => {
  const unsure = [
    'en tiiä',
    'en mie tiijä',
    'ei mitään hajua',
    'vaikia sannoo',
    'vet inte',
    'vet int',
    "I don't know",
    'no idea',
  ];
  test.each(unsure)('%s', (text) => {
    for (const kind of kinds)
      for (const lang of [undefined, ...languages]) expect(readers[kind]?.(text, lang)).toBeNull();
  });
});

describe('the safer reading', () => {
  test('of a range of temperatures is the higher', () => expect(readTemperature('38–39')).toBe(39));
  test('of a range of ages is the lower', () => expect(readAge('60-65')).toEqual({ years: 60 }));
  test('of a range of durations is the longer', () =>
    expect(readDuration('3-4 päivää')).toEqual({ days: 4 }));
  test('of a range of pain is the higher', () => expect(readScale('seiska tai kasi')).toBe(8));
  test('of "under three months" is not three months', () =>
    expect(readAge('alle 3 kk')).toEqual({ months: 2 }));
  test('a number that no body can have is no temperature', () =>
    expect(readTemperature('100 astetta', 'fi')).toBeNull());
  test('a year of birth is no age', () => expect(readAge('syntynyt 1952')).toBeNull());
});

test('the language asked in decides what a shared word means', () => {
  expect(readYesNo('en', 'fi')).toBe(false);
  expect(readYesNo('en', 'sv')).toBeNull();
  expect(readYesNo('no', 'en')).toBe(false);
  expect(readAge('3 months', 'fi')).toEqual({ months: 3 });
});

test('ages compare in months', () => {
  expect([{ years: 2 }, { months: 7 }, { weeks: 13 }].map(ageInMonths)).toEqual([24, 7, 3]);
});

describe('the recognizer suite', () => {
  test('has Finnish and Swedish as cultures of ours, in its own result shape', () => {
    expect(recognize('number', 'neljäkutviis', 'fi')).toEqual([{ value: '45', unit: null }]);
    expect(recognize('temperature', 'kolkytkaheksan seittemän', 'fi')).toEqual([
      { value: '38.7', unit: 'C' },
    ]);
    expect(recognize('age', 'åtta månader', 'sv')).toEqual([{ value: '8', unit: 'Month' }]);
    expect(recognize('boolean', 'jo det har jag', 'sv')).toEqual([{ value: true, unit: null }]);
  });
  test('reads English by itself', () => {
    expect(recognize('number', 'two hundred and fifty', 'en')).toEqual([{ value: '250', unit: null }]);
    expect(recognize('boolean', 'nope', 'en')).toEqual([{ value: false, unit: null }]);
  });
  test('never falls back to English for Finnish words', () => {
    expect(recognize('number', 'twelve', 'fi')).toEqual([{ value: '12', unit: null }]);
    expect(recognize('boolean', 'ehkä', 'fi')).toEqual([]);
  });
});

describe('any text at all', () => {
  const pieces = fc.array(
    fc.constantFrom(
      ...'1 38 , . - – / ½ 7/10 ja puol kolkyt kymmentä sata tuhat toista viikkoa v kk en ei joo miinus pilkku och en halv tre and a half 👍 ° constructor __proto__ 9999999999999'.split(
        ' ',
      ),
    ),
    { maxLength: 60 },
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    pieces.map((words) => words.join(' ')),
    pieces.map((words) => words.join('')),
  );

  test('is read without throwing, and a number read is finite', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(undefined, ...languages), (text, lang) => {
        for (const kind of kinds) {
          const value = readers[kind]?.(text, lang);
          if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('beyond 300 characters is not looked at', () => {
    expect(readNumber(`${' '.repeat(300)}7`)).toBeNull();
    for (const flood of [
      '1 '.repeat(50_000),
      'kolme'.repeat(20_000),
      'a'.repeat(100_000),
      '1-'.repeat(50_000),
    ]) {
      for (const kind of kinds) expect(() => readers[kind]?.(flood, 'en')).not.toThrow();
    }
  });
});
