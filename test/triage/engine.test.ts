/** The flow engine: total, never lighter than a danger that was answered, and forgiving to changed content. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Flow, flowSchema } from '../../src/content/schema.ts';
import { graver, walkFlow } from '../../src/triage/engine.ts';
import { factsOf, holds, parseCondition } from '../../src/triage/facts.ts';
import { enumeratePaths } from '../../src/triage/paths.ts';

const text = (words: string): { fi: string; sv: string; en: string } => ({ fi: words, sv: words, en: words });

const fever: Flow = flowSchema.parse({
  id: 'fever',
  need: 'child-fever',
  review: { owner: 'nobody', reviewed: '2026-11-21', due: '2027-05-21', basis: 'a test' },
  start: 'age',
  steps: [
    {
      id: 'age',
      ask: text('How old?'),
      example: text('3 months'),
      kind: 'age',
      branches: [{ when: 'ageMonths < 3', to: 'at-once', danger: 'urgent' }],
      otherwise: 'state',
      unknown: 'state',
    },
    {
      id: 'state',
      ask: text('How is the child?'),
      example: text('plays'),
      answers: [
        { id: 'plays', text: text('Plays and drinks'), to: 'home' },
        { id: 'drowsy', text: text('Hard to wake'), to: 'home', danger: '112' },
      ],
      unknown: 'soon',
    },
  ],
  outcomes: [
    { id: 'at-once', urgency: 'today', say: text('Call now'), services: ['medical-helpline-116117'] },
    { id: 'soon', urgency: 'soon', say: text('Call soon'), services: ['medical-helpline-116117'] },
    { id: 'home', urgency: 'self-care', say: text('Rest'), services: ['terveyskyla'] },
  ],
});

describe('walking a flow', () => {
  it('a baby under three months goes to urgent care whatever else', () => {
    const walk = walkFlow(fever, [{ step: 'age', answer: 2 }]);
    expect(walk.position).toMatchObject({ type: 'outcome', outcome: { id: 'at-once' }, urgency: 'today' });
    expect(walk.danger).toBe('urgent');
  });

  it('a red-flag answer lifts the outcome to the urgency of its level', () => {
    const walk = walkFlow(fever, [
      { step: 'age', answer: 30 },
      { step: 'state', answer: 'drowsy' },
    ]);
    expect(walk.position).toMatchObject({ type: 'outcome', urgency: 'emergency' });
  });

  it('"I do not know" goes on', () => {
    const walk = walkFlow(fever, [
      { step: 'age', answer: null },
      { step: 'state', answer: null },
    ]);
    expect(walk.position).toMatchObject({ type: 'outcome', outcome: { id: 'soon' } });
  });

  it('an answer the flow no longer knows is asked again, and what came before is kept', () => {
    const walk = walkFlow(fever, [
      { step: 'age', answer: 30 },
      { step: 'state', answer: 'no-longer-there' },
    ]);
    expect(walk.position).toMatchObject({ type: 'step', step: { id: 'state' } });
    expect(walk.answers).toEqual([{ step: 'age', answer: 30 }]);
  });

  it('is total: any answers give a step or an outcome', () => {
    const answer = fc.record({
      step: fc.constantFrom('age', 'state', 'gone'),
      answer: fc.oneof(
        fc.constant(null),
        fc.double(),
        fc.constantFrom('plays', 'drowsy', 'other'),
        fc.string(),
      ),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 8 }), (answers) => {
        expect(['step', 'outcome']).toContain(walkFlow(fever, answers).position.type);
      }),
    );
  });

  it('enumerates every way through', () => {
    const paths = enumeratePaths(fever);
    const ends = new Set(
      paths.map(({ walk }) => (walk.position.type === 'outcome' ? walk.position.outcome.id : 'open')),
    );
    expect(ends).toEqual(new Set(['at-once', 'home', 'soon']));
  });

  it('the graver urgency wins', () => {
    expect(graver('routine', 'today')).toBe('today');
    expect(graver('emergency', 'today')).toBe('emergency');
  });
});

describe('facts', () => {
  it.each([
    ['ageMonths < 3', 2, true],
    ['ageMonths < 3', 3, false],
    ['ageYears >= 1', 12, true],
    ['ageYears >= 1', 11, false],
  ])('%s with an age of %d months is %s', (condition, months, expected) => {
    const parsed = parseCondition(condition);
    expect(parsed).not.toBeNull();
    if (parsed !== null)
      expect(holds(parsed, factsOf(fever, [{ step: 'age', answer: months }]))).toBe(expected);
  });

  it('a condition on an unknown fact cannot be read', () => {
    expect(parseCondition('shoeSize > 40')).toBeNull();
  });

  it('a condition on a fact nobody gave does not hold', () => {
    const parsed = parseCondition('temperature > 39');
    if (parsed !== null) expect(holds(parsed, {})).toBe(false);
    expect(parsed).not.toBeNull();
  });
});
