/** What understanding has reached on labelled messages by other authors is not lost again. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Figures, measure, report } from '../../src/tools/eval.ts';
import { root, servedContent } from '../support/content.ts';

describe('understanding, on test/data', () => {
  let figures: Figures;
  beforeAll(async () => {
    figures = measure(await servedContent(), join(root, 'test/data'));
    // MD-5: recall and false alarms are printed in every run.
    process.stdout.write(`${report(figures)}\n`);
  }, 240_000);

  it.each([
    ['fi', 0.92, 0.97],
    ['sv', 0.83, 0.95],
    ['en', 0.87, 0.96],
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
    expect(figures.noticed.share()).toBeGreaterThanOrEqual(0.93);
    expect(figures.safe.share('112')).toBeGreaterThanOrEqual(0.93);
  });

  it('raises few false alarms, on text that only sounds alarming and on calm needs', () => {
    expect(figures.falseAlarm.share()).toBeLessThanOrEqual(0.065);
    expect(figures.alarmOnNeeds.share()).toBeLessThanOrEqual(0.065);
  });

  it('keeps out-of-scope matters from health and social services', () => {
    expect(figures.outside.share()).toBeGreaterThanOrEqual(0.82);
  });

  it('hears the language', () => {
    expect(figures.language.share()).toBeGreaterThanOrEqual(0.98);
  });
});
