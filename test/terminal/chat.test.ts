/** The terminal: the same conversation as everywhere, with numbered answers. */
import { describe, expect, it } from 'vitest';
import { chat } from '../../src/channel/terminal/chat.ts';
import { createPaint, pickChoice, renderAnswer } from '../../src/channel/terminal/render.ts';
import {
  activityOf,
  createFakeCore,
  type FakeCore,
  greeting,
  notice,
  question,
} from '../bot-framework/fake-core.ts';

const plain = createPaint(false);
const choices = question.type === 'question' ? question.choices : [];

/** Talks to a fake core and gives what stood on the screen. */
async function talk(core: FakeCore, lines: readonly string[]): Promise<string> {
  let screen = '';
  async function* typed(): AsyncGenerator<string> {
    yield* lines;
  }
  await chat({
    converse: core.converse,
    conversation: 'c',
    role: 'professional',
    locale: 'fi',
    lines: typed(),
    write: (text) => {
      screen += text;
    },
    paint: plain,
    ask: () => undefined,
  });
  return screen;
}

describe('the terminal', () => {
  it('greets, answers, and ends with the input', async () => {
    const core = createFakeCore();
    const screen = await talk(core, ['hammas särkee']);
    expect(screen).toContain(greeting.text);
    expect(screen).toContain('1) Kyllä\n  2) Ei');
    expect(core.received).toMatchObject([
      { channel: 'terminal', role: 'professional', message: { text: 'hammas särkee', choice: null } },
    ]);
  });

  it('takes a number for the answer beside it', async () => {
    const core = createFakeCore();
    await talk(core, ['hammas särkee', '2']);
    expect(core.received[1]?.message).toEqual({
      text: 'Ei',
      choice: { turn: 1, choice: 'no' },
      locale: 'fi',
    });
  });

  it('takes a number that is no answer for words', async () => {
    const core = createFakeCore();
    await talk(core, ['1', 'hammas särkee', '38']);
    expect(core.received.map(({ message }) => message)).toMatchObject([
      { text: '1', choice: null },
      { text: 'hammas särkee', choice: null },
      { text: '38', choice: null },
    ]);
  });

  it('ends at /quit', async () => {
    const core = createFakeCore();
    await talk(core, ['/quit', 'hammas särkee']);
    expect(core.received).toEqual([]);
  });

  it('shows danger when nothing can be stored', async () => {
    const core = createFakeCore();
    core.replies = [notice];
    core.disk = 'full';
    expect(await talk(core, ['ei hengitä'])).toContain(notice.text);
  });
});

describe('numbers', () => {
  it.each([
    ['1', 'yes'],
    [' 2. ', 'no'],
    ['2)', 'no'],
    ['0', undefined],
    ['3', undefined],
    ['1 päivä', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j picks %s', (line, picked) => {
    expect(pickChoice(line, choices)?.value.choice).toBe(picked);
  });
});

describe('colours', () => {
  it('are left out when they are not wanted', () => {
    expect(
      renderAnswer([activityOf('c', 1, notice), activityOf('c', 2, question)], plain).text,
    ).not.toContain('\u001b');
  });

  it('make danger stand out, and end on every line', () => {
    const text = renderAnswer(
      [activityOf('c', 1, { ...notice, text: 'Soita 112\n\nheti' })],
      createPaint(true),
    ).text;
    expect(text).toBe('\u001b[1;31mSoita 112\u001b[0m\n\n\u001b[1;31mheti\u001b[0m');
  });
});
