/** The language of a message is told from its words; another language than ours is noticed, a dialect never mistaken for one. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { examplesSchema } from '../../src/content/schema.ts';
import { detectLanguage, type LanguageSample, trainLanguages } from '../../src/language/detect.ts';

const folder = new URL('../../knowledge/needs/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.examples.yaml'));
const samplesOf = (name: string): LanguageSample[] => {
  const parsed = examplesSchema.safeParse(parse(readFileSync(new URL(name, folder), 'utf8')));
  return parsed.success
    ? parsed.data.examples.flatMap(({ lang, say }) => say.map((text) => ({ lang, text })))
    : [];
};
/** Every fifth need is kept apart for the test. */
const isTest = (_: unknown, at: number): boolean => at % 5 === 0;
const train = files.filter((name, at) => !isTest(name, at)).flatMap(samplesOf);
const held = files.filter(isTest).flatMap(samplesOf);
const model = trainLanguages(train);
const language = (text: string): string | null => detectLanguage(model, text).lang;

describe('messages of needs the model has not seen', () => {
  test('are told apart in at least 99 of a hundred', () => {
    const wrong = held.filter(({ lang, text }) => {
      const found = language(text);
      // Finnish is the answer when one cannot say.
      return found !== lang && !(found === null && lang === 'fi');
    });
    expect(held.length).toBeGreaterThan(1000);
    expect(
      1 - wrong.length / held.length,
      wrong
        .slice(0, 20)
        .map(({ text }) => text)
        .join(' · '),
    ).toBeGreaterThanOrEqual(0.99);
  });
  test('are never taken for another language', () => {
    expect(held.filter(({ text }) => language(text) === 'other').map(({ text }) => text)).toEqual([]);
  });
});

describe('another language', () => {
  test.each([
    'Mul on hammas valus, kuhu ma saan pöörduda?',
    'lapsel on palavik ja ta ei söö',
    'Ich habe Zahnschmerzen, wo finde ich einen Zahnarzt?',
    "j'ai besoin d'un médecin",
    'necesito ayuda por favor',
    'Boli mnie ząb, potrzebuję dentysty',
    'Waxaan u baahanahay dhakhtar',
    'Dişim ağrıyor, doktora ihtiyacım var',
    'Kam dhimbje dhëmbi, kam nevojë për mjek',
    'Diranê min diêşe, ez hewceyî bijîşk im',
    'Tôi bị đau răng, tôi cần bác sĩ',
    'У меня болит зуб',
    'У мене болить зуб',
    'عندي ألم في أسناني',
    'دندانم درد می‌کند',
    '我牙疼',
    'ฉันปวดฟัน',
  ])('%s', (text) => expect(language(text)).toBe('other'));
});

describe('a dialect or a mistyped message is not another language', () => {
  test.each([
    'mie en tiijä mihi männä ko hammasta kolottaa',
    'vaari ei vastoo mittään',
    'mul o nii kova kuume et en jaksa',
    'vauvval kuumet 38 mtia teen',
    'ja ha ont i magan o vet int va ja ska gör',
  ])('%s', (text) => expect(language(text)).not.toBe('other'));
});

test.each(['123', '👍', '', '??', 'Kuopio', '39,5'])('of "%s" one cannot say', (text) =>
  expect(language(text)).toBeNull(),
);

test('one word is never enough to be sure', () => {
  for (const word of ['hammassärky', 'tandvärk', 'toothache', 'help'])
    expect(detectLanguage(model, word).sure).toBe(false);
});

test('the model is plain JSON and the same for the same samples', () => {
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  expect(trainLanguages(train.slice(0, 500))).toEqual(trainLanguages(train.slice(0, 500)));
});

test('any text is read without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expect(['fi', 'sv', 'en', 'other', null]).toContain(language(text));
    }),
    { numRuns: 300 },
  );
});
