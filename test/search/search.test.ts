/** Need finding never throws and its work is bounded, whatever is written (SE-8). */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { tokenize } from '../../src/language/tokens.ts';
import {
  beginHash,
  FeatureCollector,
  type Features,
  hashMore,
  TableWriter,
} from '../../src/search/hashes.ts';
import { indexTokens } from '../../src/search/need-model.ts';
import { classify, trainSoftmax } from '../../src/search/softmax.ts';
import { buildVocabulary, vectorOf, vectorsOf } from '../../src/search/vocabulary.ts';
import { servedContent } from '../support/content.ts';

describe('need finding', () => {
  let content: Content;
  beforeAll(async () => {
    content = await servedContent();
  }, 120_000);

  it.each([
    ['an lunr field operator', 'äiti: mistä apua'],
    ['a fuzzy operator', 'palveluhoitohakemus~6'],
    ['a boost', 'apu^ mistä'],
    ['required and forbidden terms', '+ja -apua *'],
    ['one endless word', 'a'.repeat(1000)],
    ['many short words', 'ei '.repeat(333)],
    ['another script', 'مساعدة помощь 帮助'],
    ['markup', '<script>alert(1)</script> hammas'],
  ])('reads %s as plain words', (_, text) => {
    expect(() => content.understanding.needs(text, 'fi')).not.toThrow();
    expect(() => content.understanding.danger(text)).not.toThrow();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { needs } = content.understanding.needs(text, 'fi');
        expect(needs.length).toBeLessThanOrEqual(5);
        content.understanding.danger(text);
        content.understanding.language(text);
        content.understanding.places(text);
      }),
      { numRuns: 60 },
    );
  });

  it('work is bounded: a text of 1,000 characters gives a bounded number of words and index terms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 900, maxLength: 1000 }), (text) => {
        expect(tokenize(text, 120).length).toBeLessThanOrEqual(120);
        expect(tokenize(text).every((token) => token.text.length <= 40)).toBe(true);
        expect(indexTokens(text, 'fi').length).toBeLessThanOrEqual(60 * 42);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the classifier', () => {
  const collector = new FeatureCollector();
  const collect = (text: string): void => {
    for (const word of text.split(' ')) collector.add(hashMore(beginHash('w'), word));
  };
  const features = (text: string): Features => {
    collect(text);
    return collector.take();
  };
  const texts = ['hammas särkee', 'hammas vihloo', 'korva särkee', 'korva soi'];
  const table = new TableWriter();
  for (const text of texts) {
    collect(text);
    collector.takeInto(table);
  }
  const vocabulary = buildVocabulary(table.finish(), 1);
  const vectors = vectorsOf(vocabulary, table.finish());
  const train = (orders = 1) =>
    trainSoftmax(vectors, Int32Array.from([0, 0, 1, 1]), new Float32Array(4).fill(1), vocabulary.size, 2, {
      orders,
    });

  it('learns what words mean', () => {
    const [tooth = 0, ear = 0] = classify(train(), vectorOf(vocabulary, features('hammas')));
    expect(tooth).toBeGreaterThan(ear);
  });

  it('gives the same model from the same content', () => {
    expect(train()).toEqual(train());
  });

  it('a mean of orders is as sure as one, and the same each time', () => {
    const asked = vectorOf(vocabulary, features('hammas'));
    const [one = 0] = classify(train(), asked);
    const [mean = 0] = classify(train(8), asked);
    expect(mean).toBeCloseTo(one, 1);
    expect(train(8)).toEqual(train(8));
  });

  it('says how much of a message it knows', () => {
    expect(vectorOf(vocabulary, features('hammas xyzzy')).known).toBe(0.5);
  });
});
