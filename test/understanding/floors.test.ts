/** What understanding has reached on labelled messages by other authors is not lost again. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lendRecognizers } from '../../src/recognizers.ts';
import { type Figures, measure } from '../../src/tools/eval/measure.ts';
import { report } from '../../src/tools/eval.ts';
import { root, servedContent } from '../support/content.ts';

describe('understanding, on test/data', () => {
  let figures: Figures;
  beforeAll(async () => {
    lendRecognizers();
    figures = measure(await servedContent(), join(root, 'test/data'));
    // MD-5: recall and false alarms are printed in every run.
    process.stdout.write(`${report(figures)}\n`);
  }, 240_000);

  it.each([
    ['fi', 0.94, 0.98],
    ['sv', 0.89, 0.97],
    ['en', 0.91, 0.97],
  ])(
    'the right need in %s comes first in %d and among the first three in %d of messages',
    (lang, first, three) => {
      expect(figures.first.share(lang)).toBeGreaterThanOrEqual(first);
      expect(figures.three.share(lang)).toBeGreaterThanOrEqual(three);
    },
  );

  it('asks back in at most a quarter of messages', () => {
    expect(figures.clarify.share()).toBeLessThanOrEqual(0.25);
  });

  it('notices danger, and at a level that is safe', () => {
    const { noticed, safe } = figures.danger[''];
    expect(noticed.share()).toBeGreaterThanOrEqual(0.98);
    expect(safe.share()).toBeGreaterThanOrEqual(0.97);
    expect(safe.share('112')).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    ['second-', 0.97, 0.945],
    ['third-', 0.98, 0.955],
    ['fourth-', 0.975, 0.965],
    ['fifth-', 0.975, 0.965],
    ['sixth-', 0.955, 0.94],
  ] as const)('notices danger that hides, in the %sset', (author, noticed, safe) => {
    expect(figures.danger[author].noticed.share()).toBeGreaterThanOrEqual(noticed);
    expect(figures.danger[author].safe.share()).toBeGreaterThanOrEqual(safe);
  });

  it('every notice holds the numbers of its level', () => {
    expect(figures.numbers.share()).toBe(1);
  });

  it.each([
    ['', 0.06],
    ['second-', 0.05],
    ['third-', 0.03],
    ['fourth-', 0.035],
    ['fifth-', 0.065],
    ['sixth-', 0.065],
  ] as const)('raises few false alarms on text that only sounds alarming, in the %sset', (author, most) => {
    expect(figures.danger[author].falseAlarm.share()).toBeLessThanOrEqual(most);
  });

  it('raises few false alarms on calm needs', () => {
    expect(figures.alarmOnNeeds.share()).toBeLessThanOrEqual(0.065);
  });

  it('reads spoken answers, places and identity codes', () => {
    expect(figures.expressions.share()).toBeGreaterThanOrEqual(0.98);
    expect(figures.places.share('named')).toBeGreaterThanOrEqual(0.98);
    expect(figures.places.share('none named')).toBeGreaterThanOrEqual(0.96);
    expect(figures.identityCodes.share()).toBe(1);
  });

  it('keeps out-of-scope matters from health and social services', () => {
    expect(figures.outside.share()).toBeGreaterThanOrEqual(0.95);
  });

  it('hears the language', () => {
    expect(figures.language.share()).toBeGreaterThanOrEqual(0.98);
  });
});
