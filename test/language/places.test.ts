/** A municipality is found in any form people write, and none is invented. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { aliasesSchema, areasSchema, countiesSchema, placesSchema } from '../../src/content/schema.ts';
import { buildPlaces, findPlace, findPlaceCandidates, municipalityOf } from '../../src/language/places.ts';

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../knowledge/places/${name}.yaml`, import.meta.url), 'utf8'));
const data = {
  municipalities: placesSchema.parse(read('municipalities')),
  counties: countiesSchema.parse(read('counties')),
  areas: areasSchema.parse(read('areas')),
  aliases: aliasesSchema.parse(read('aliases')),
};
const places = buildPlaces(data);
const place = (text: string): string | null => findPlace(places, text)?.name ?? null;

const row = z.object({ text: z.string(), municipality: z.string().nullable() });
const rows = readFileSync(new URL('../data/places.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => row.parse(JSON.parse(line)));

describe('the data', () => {
  test('has the 308 municipalities, each in a county', () => {
    const counties = new Set(data.counties.counties.map(({ code }) => code));
    expect(data.municipalities.municipalities).toHaveLength(308);
    expect(data.municipalities.municipalities.filter(({ county }) => !counties.has(county))).toEqual([]);
  });
  test('leads no area and no alias to an unknown municipality', () => {
    const names = new Set(data.municipalities.municipalities.map(({ fi }) => fi));
    const owners = [...Object.keys(data.areas.areas), ...Object.keys(data.aliases.aliases)];
    expect(owners.filter((owner) => !names.has(owner))).toEqual([]);
  });
});

describe('labelled messages', () => {
  test('name their municipality in at least 98 of a hundred', () => {
    const named = rows.filter(({ municipality }) => municipality !== null);
    const wrong = named.filter(({ text, municipality }) => place(text) !== municipality);
    expect(named.length).toBeGreaterThan(500);
    expect(1 - wrong.length / named.length, wrong.map(({ text }) => text).join(' · ')).toBeGreaterThanOrEqual(
      0.98,
    );
  });
  test('get none invented in at least 95 of a hundred', () => {
    const none = rows.filter(({ municipality }) => municipality === null);
    const invented = none.filter(({ text }) => place(text) !== null);
    expect(none.length).toBeGreaterThan(50);
    expect(
      1 - invented.length / none.length,
      invented.map(({ text }) => text).join(' · '),
    ).toBeGreaterThanOrEqual(0.95);
  });
});

test.each(data.municipalities.municipalities)(
  '$fi is found by its Finnish and its Swedish name',
  ({ code, fi, sv }) => {
    expect(findPlace(places, fi)?.code).toBe(code);
    expect(findPlace(places, `bor i ${sv}`)?.code).toBe(code);
  },
);

describe('what looks like a place and is none', () => {
  test.each([
    'lääkäri Salo ei vastaa',
    'siskoni Salla on kuumeessa',
    'olin kolarissa ja niska kipeytyi',
    'lopeta jo',
    'jag har inga pengar',
  ])('%s', (text) => expect(place(text)).toBeNull());
});

describe('of several places, the one where help is needed comes first', () => {
  test.each([
    ['asun Kuopiossa mutta äiti on Iisalmessa', 'Iisalmi'],
    ['asumme Helsingissä, nyt mökillä Puumalassa', 'Puumala'],
    ['käyn töissä Kuopiossa mutta asun Siilinjärvellä', 'Siilinjärvi'],
    ['muutin Oulusta Kuopioon', 'Kuopio'],
  ])('%s', (text, expected) => expect(place(text)).toBe(expected));
  test('and the others follow', () => {
    expect(
      findPlaceCandidates(places, 'asun Kuopiossa mutta äiti on Iisalmessa').map(({ name }) => name),
    ).toEqual(['Iisalmi', 'Kuopio']);
  });
});

test('a code leads to names and county', () => {
  expect(municipalityOf(places, '297')).toMatchObject({ fi: 'Kuopio', county: '13' });
  expect(municipalityOf(places, '000')).toBeNull();
});

test('any text is searched without throwing, and only known codes come out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      for (const { code } of findPlaceCandidates(places, text)) expect(places.byCode.has(code)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
