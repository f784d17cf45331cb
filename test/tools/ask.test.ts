/** The command-line tools keep their contracts: JSON lines in, JSON lines out, same order, nothing else. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { root, servedContent } from '../support/content.ts';

interface Answer {
  readonly id: string | null;
  readonly kind?: string;
  readonly lang?: string;
  readonly interrupt?: string | null;
  readonly needs?: readonly string[];
  readonly flow?: string | null;
  readonly step?: string | null;
  readonly urgency?: string | null;
  readonly services?: readonly string[];
  readonly reply?: string;
  readonly value?: unknown;
  readonly contains?: boolean;
  readonly municipality?: string | null;
  readonly error?: string;
}

function run(
  tool: string,
  rows: readonly (object | string)[],
  args: readonly string[] = [],
): readonly Answer[] {
  const input = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
  const result = spawnSync(process.execPath, ['--import', './guard.mjs', `src/tools/${tool}.ts`, ...args], {
    cwd: root,
    input,
    encoding: 'utf8',
    env: { ...process.env, CONTENT_CACHE: '.cache/content' },
  });
  expect(result.stderr).toBe('');
  const lines = result.stdout.trimEnd().split('\n');
  return lines.map((line): Answer => JSON.parse(line));
}

describe('ask', () => {
  let answers: readonly Answer[];
  beforeAll(async () => {
    await servedContent();
    answers = run('ask', [
      { id: '1', text: 'mul on hammas tosi kipee' },
      { id: '2', text: 'vaari kaatui eikä herää' },
      {
        id: '3',
        text: 'hammas särkee',
        municipality: 'Oulussa',
        turns: ['aloita alusta', 'ihminen'],
        now: '2026-11-23T10:00:00+02:00',
      },
      'this is no JSON',
      { id: '5', text: 'milloin kirjasto aukeaa' },
      { id: '6', text: 'I need help with my toothache', lang: 'en' },
    ]);
  }, 60_000);

  it('answers every line, in order', () => {
    expect(answers.map((answer) => answer.id)).toEqual(['1', '2', '3', null, '5', '6']);
  });
  it('leads into the flow', () => {
    expect(answers[0]).toMatchObject({
      lang: 'fi',
      kind: 'triage',
      interrupt: null,
      flow: 'toothache',
      urgency: null,
      services: [],
    });
    expect(answers[0]?.needs?.[0]).toBe('toothache');
    expect(answers[0]?.reply).not.toMatch(/automaattinen/);
  });
  it('interrupts for danger and shows 112 among the services', () => {
    expect(answers[1]).toMatchObject({ kind: 'interrupt', interrupt: '112' });
    expect(answers[1]?.services).toContain('emergency-112');
  });
  it('the fields speak of the last message', () => {
    expect(answers[2]).toMatchObject({ kind: 'handoff' });
  });
  it('a bad line is told as such and stops nothing', () => {
    expect(answers[3]?.error).toMatch(/JSON/);
  });
  it('out of scope names no health service and no need', () => {
    expect(answers[4]).toMatchObject({ kind: 'out-of-scope', needs: [], services: [] });
  });
  it('answers in the language given', () => {
    expect(answers[5]?.lang).toBe('en');
  });
});

describe('understand', () => {
  it('reads every type of answer', () => {
    const answers = run('understand', [
      { id: '1', text: 'kolmisen päivää', type: 'duration' },
      { id: '2', text: 'en tiiä', type: 'yesno' },
      { id: '3', text: 'kolkytkaheksan seittemän', type: 'temperature_c' },
      { id: '4', text: 'Iisalmesta soittelen', type: 'place' },
      { id: '5', text: 'hetu on 010190-900P', type: 'hetu' },
      { id: '6', text: 'viimeinen', type: 'choice' },
      { id: '7', text: 'seiska', type: 'scale' },
      { id: '8', text: 'puol vuotta', type: 'age' },
      { id: '9', text: 'kakstuhatta', type: 'number' },
    ]);
    expect(answers).toMatchObject([
      { id: '1', value: { days: 3 } },
      { id: '2', value: null },
      { id: '3', value: 38.7 },
      { id: '4', municipality: 'Iisalmi' },
      { id: '5', contains: true },
      { id: '6', value: -1 },
      { id: '7', value: 7 },
      { id: '8', value: { months: 6 } },
      { id: '9', value: 2000 },
    ]);
  });
});
