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
    ['fi', 0.94, 0.98],
    ['sv', 0.87, 0.95],
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
    expect(figures.noticed.share()).toBeGreaterThanOrEqual(0.97);
    expect(figures.safe.share()).toBeGreaterThanOrEqual(0.96);
    expect(figures.safe.share('112')).toBeGreaterThanOrEqual(0.98);
  });

  it('notices danger that hides, in the second set', () => {
    expect(figures.second.noticed.share()).toBeGreaterThanOrEqual(0.91);
    expect(figures.second.safe.share()).toBeGreaterThanOrEqual(0.86);
  });

  it('raises few false alarms, on text that only sounds alarming and on calm needs', () => {
    expect(figures.falseAlarm.share()).toBeLessThanOrEqual(0.07);
    expect(figures.second.falseAlarm.share()).toBeLessThanOrEqual(0.06);
    expect(figures.alarmOnNeeds.share()).toBeLessThanOrEqual(0.06);
  });

  it('keeps out-of-scope matters from health and social services', () => {
    expect(figures.outside.share()).toBeGreaterThanOrEqual(0.88);
  });

  it('hears the language', () => {
    expect(figures.language.share()).toBeGreaterThanOrEqual(0.98);
  });
});
