/** What understanding has reached on labelled messages by other authors is not lost again. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lendRecognizers } from '../../src/recognizers.ts';
import { type DangerFigures, dangerAuthors, type Figures, measure } from '../../src/tools/eval/measure.ts';
import type { Tally } from '../../src/tools/eval/tally.ts';
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
    ['fi', 0.96, 0.98],
    ['sv', 0.92, 0.965],
    ['en', 0.95, 0.97],
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

  /** Share of hits of all authors of danger together but the last two, whose messages no one read who chose anything. */
  const together = (tally: (danger: DangerFigures) => Tally, group = 'all'): number => {
    const counts = dangerAuthors
      .filter((author) => author !== 'eighth-' && author !== 'ninth-')
      .map((author) => tally(figures.danger[author]).groups.get(group) ?? { hits: 0, of: 0 });
    const hits = counts.reduce((sum, count) => sum + count.hits, 0);
    return hits / counts.reduce((sum, count) => sum + count.of, 0);
  };

  it('notices danger, and at a level that is safe', () => {
    expect(together(({ noticed }) => noticed)).toBeGreaterThanOrEqual(0.987);
    expect(together(({ safe }) => safe)).toBeGreaterThanOrEqual(0.98);
    expect(together(({ safe }) => safe, '112')).toBeGreaterThanOrEqual(0.985);
    expect(together(({ falseAlarm }) => falseAlarm)).toBeLessThanOrEqual(0.03);
  });

  it.each(['fi', 'sv', 'en'])('notices danger in %s', (lang) => {
    expect(together(({ noticed }) => noticed, lang)).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    ['', 0.99, 0.99],
    ['second-', 0.98, 0.97],
    ['third-', 0.99, 0.97],
    ['fourth-', 0.98, 0.975],
    ['fifth-', 0.98, 0.97],
    ['sixth-', 0.97, 0.96],
    ['seventh-', 0.98, 0.975],
    ['eighth-', 0.98, 0.98],
    ['ninth-', 0.985, 0.98],
  ] as const)('notices danger that hides, in the %sset', (author, noticed, safe) => {
    expect(figures.danger[author].noticed.share()).toBeGreaterThanOrEqual(noticed);
    expect(figures.danger[author].safe.share()).toBeGreaterThanOrEqual(safe);
  });

  it('understands mistyped messages, and danger between two calm ones', () => {
    expect(figures.slips.three.share()).toBeGreaterThanOrEqual(0.97);
    expect(figures.slips.noticed.share()).toBeGreaterThanOrEqual(0.975);
    expect(figures.slips.falseAlarm.share()).toBeLessThanOrEqual(0.035);
    expect(figures.buried.noticed.share()).toBeGreaterThanOrEqual(0.93);
    expect(figures.buried.falseAlarm.share()).toBeLessThanOrEqual(0.07);
  });

  it.each([
    ['fi', 0.95, 0.98],
    ['sv', 0.91, 0.965],
    ['en', 0.94, 0.965],
  ])(
    'the right need in %s, as other people write it, comes first in %d and among three in %d of messages',
    (lang, first, three) => {
      expect(figures.otherPeople.first.share(lang)).toBeGreaterThanOrEqual(first);
      expect(figures.otherPeople.three.share(lang)).toBeGreaterThanOrEqual(three);
    },
  );

  it('every notice holds the numbers of its level', () => {
    expect(figures.numbers.share()).toBe(1);
  });

  it.each([
    ['', 0.065],
    ['second-', 0.04],
    ['third-', 0.02],
    ['fourth-', 0.025],
    ['fifth-', 0.06],
    ['sixth-', 0.05],
    ['seventh-', 0.03],
    ['eighth-', 0.03],
    ['ninth-', 0.03],
  ] as const)('raises few false alarms on text that only sounds alarming, in the %sset', (author, most) => {
    expect(figures.danger[author].falseAlarm.share()).toBeLessThanOrEqual(most);
  });

  it('raises few false alarms on calm needs', () => {
    expect(figures.alarmOnNeeds.share()).toBeLessThanOrEqual(0.05);
    expect(figures.otherPeople.alarm.share()).toBeLessThanOrEqual(0.05);
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
