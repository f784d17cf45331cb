/** Red-flag rules: each one's own examples, and the tricky cases of denial, the past and idioms. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Content } from '../../src/content/content.ts';
import { redFlagsSchema } from '../../src/content/schema.ts';
import { prepareWords, withinOneEdit } from '../../src/safety/matcher.ts';
import { compilePattern, PatternError } from '../../src/safety/pattern.ts';
import { compileRules, findRules } from '../../src/safety/rules.ts';
import { root, servedContent } from '../support/content.ts';

const flags = redFlagsSchema.parse(parse(readFileSync(join(root, 'dialogs/safety/red-flags.yaml'), 'utf8')));
const book = compileRules(flags);

describe('red-flag rules', () => {
  it.each(flags.rules.map((rule) => [rule.id, rule] as const))(
    '%s fires on its examples and stays quiet on its near misses',
    (id, rule) => {
      const fires = Object.values(rule.fires).flat();
      const quiet = Object.values(rule.quiet).flat();
      expect(fires.length).toBeGreaterThanOrEqual(5);
      expect(quiet.length).toBeGreaterThanOrEqual(5);
      const holds = (text: string): boolean => findRules(book, text).some((hit) => hit.rule === id);
      expect(fires.filter((text) => !holds(text))).toEqual([]);
      expect(quiet.filter(holds)).toEqual([]);
    },
  );

  it('every level is held by rules', () => {
    expect(new Set(flags.rules.map((rule) => rule.level))).toEqual(
      new Set(['112', 'crisis', 'violence', 'poison', 'urgent']),
    );
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => void findRules(book, text)),
      { numRuns: 100 },
    );
  });

  it('a faulty pattern is named in plain words', () => {
    expect(() => compilePattern('.. ei', new Map())).toThrow(PatternError);
    expect(() => compilePattern('<nobody>', new Map())).toThrow(/nobody/);
  });
});

describe('danger, with everything', () => {
  let content: Content;
  beforeAll(async () => {
    content = await servedContent();
  }, 120_000);

  it('every positive example of every rule interrupts', () => {
    const passed = content.dangerExamples.filter((text) => content.understanding.danger(text) === null);
    expect(passed).toEqual([]);
  });

  it.each([
    ['vaimo ei herää vaikka ravistelen', '112'],
    ['mummo makaa lattialla eikä vastaa', '112'],
    ['rintaa puristaa ja vasen käsi puutuu', '112'],
    ['EI HENGITÄ APUA', '112'],
    ['pappa ei saa henkea, huulet siniset', '112'],
    ['en tahdo elää enää', 'crisis'],
    ['mieheni löi minua eilen ja pelkään häntä', 'violence'],
    ['taapero söi pesuainetabletin', 'poison'],
    ['min man vaknar inte', '112'],
    ['jag orkar inte leva längre', 'crisis'],
    ['she is not breathing', '112'],
    ['I want to kill myself', 'crisis'],
  ])('"%s" is %s', (text, level) => {
    expect(content.understanding.danger(text)?.level).toBe(level);
  });

  it.each([
    'henki menee näistä laskuista',
    'Isälläni oli aivoinfarkti vuonna 2015, milloin on seuraava kontrolli?',
    'ei kuumetta eikä rintakipua, tarvitsen vain todistuksen',
    'Mistä löydän ensiapukurssin?',
    'tappaa aikaa odotushuoneessa',
    'Mina föräldrar är döda, vem får läsa deras journaler?',
    'my phone is dead, how do I book by computer?',
  ])('"%s" is no danger', (text) => {
    expect(content.understanding.danger(text)).toBeNull();
  });

  it('a sign at the end of a very long text is found', () => {
    const long = 'Kirjoitan pitkästi asioistani ja kesästä mökillä. '.repeat(200);
    expect(content.understanding.danger(`${long} Nyt vaimo ei herää eikä hengitä.`)?.level).toBe('112');
  });
});

describe('words', () => {
  it.each([
    ['hengittää', 'hengitää', true],
    ['hengittää', 'hengittäö', true],
    ['hengittää', 'hengenä', false],
    ['tajuton', 'tajutno', true],
  ])('%s and %s within one slip: %s', (a, b, expected) => {
    expect(withinOneEdit(a, b)).toBe(expected);
  });

  it('marks what is denied, up to the turn of the sentence', () => {
    const { tokens, denied } = prepareWords('ei rintakipua mutta hengitys pihisee');
    expect(tokens.filter((_, at) => denied[at]).map((token) => token.text)).toEqual(['rintakipua']);
  });
});
